package org.odradek.app.window;

import org.odradek.app.devices.DeviceDesk;
import org.odradek.core.entry.DeviceId;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/// Devices of every kind, as a server would tell of them.
final class SetDevices implements DeviceDesk {
    private volatile Known known;

    SetDevices(Known known) {
        this.known = known;
    }

    static DeviceId id(int number) {
        return new DeviceId(new UUID(0x7000L, 0x8000000000000000L | number));
    }

    /// This device, one that gets everything, one with much kept for it, one that was away for long, one that never came, one removed.
    static Known household() {
        var now = Instant.now();
        var joined = now.minus(Duration.ofDays(200));
        return new Known(
                List.of(
                        new Device(id(1), "Laptop", true, joined, null, seen(true, now, 0, 0)),
                        new Device(
                                id(2),
                                "Desk PC",
                                false,
                                joined,
                                null,
                                seen(true, now.minus(Duration.ofMinutes(5)), 0, 0)),
                        new Device(
                                id(3),
                                "Tablet",
                                false,
                                joined,
                                null,
                                seen(true, now.minus(Duration.ofDays(1)), 1204, 3_140_000)),
                        new Device(
                                id(4),
                                "Old laptop with a name that is rather long, since people do that",
                                false,
                                joined,
                                null,
                                seen(false, now.minus(Duration.ofDays(120)), 0, 0)),
                        new Device(id(5), "Work PC", false, now, null, null),
                        new Device(id(6), "Sold phone", false, joined, now, null)),
                List.of(),
                now);
    }

    private static AtServer seen(boolean active, Instant at, long edits, long bytes) {
        return new AtServer(active, at, edits, bytes);
    }

    @Override
    public void known(Consumer<Known> answer) {
        answer.accept(known);
    }

    @Override
    public void look(Consumer<Known> answer) {
        answer.accept(known);
    }

    @Override
    public void rename(DeviceId device, String name, Consumer<Answer> answer) {
        known =
                new Known(
                        known.devices().stream().map(one -> renamed(one, device, name)).toList(),
                        known.joined(),
                        known.asOf());
        answer.accept(new Answer.Done(known));
    }

    private static Device renamed(Device one, DeviceId device, String name) {
        return one.id().equals(device)
                ? new Device(
                        one.id(), name, one.own(), one.joinedAt(), one.removedAt(), one.atServer())
                : one;
    }

    @Override
    public void remove(DeviceId device, Consumer<Answer> answer) {
        answer.accept(new Answer.Refused("devices.remove.outOfTouch"));
    }

    @Override
    public void welcome(DeviceId device) {
        known = new Known(known.devices(), List.of(), known.asOf());
    }
}
