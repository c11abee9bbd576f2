package org.odradek.sync.simulation;

import org.jspecify.annotations.Nullable;
import org.odradek.core.entry.EntryId;
import org.odradek.core.entry.ItemId;
import org.odradek.sync.client.account.Revoking.Outcome;
import org.odradek.sync.simulation.device.Folders;
import org.odradek.sync.simulation.device.Household;
import org.odradek.sync.simulation.device.Newcomer;
import org.odradek.sync.simulation.device.SimulatedDevice;
import org.odradek.sync.simulation.fault.Fault;
import org.odradek.sync.simulation.fault.Faults;
import org.odradek.sync.simulation.network.SimulatedNetwork;
import org.odradek.sync.simulation.time.VirtualTime;
import org.odradek.sync.simulation.time.WrongClock;
import org.odradek.sync.simulation.user.Memory;
import org.odradek.sync.simulation.user.RandomUser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;

/// Removes a device from the account, with the content key changed, and lets another join; once each in a story. What a person asked for
/// once is asked for again until it is known to have happened.
final class Members implements AutoCloseable {
    private static final Duration ASKED_EVERY = Duration.ofSeconds(30);
    private static final Duration TRIED_EVERY = Duration.ofSeconds(20);
    private static final int MEMBERS_MIN = 2;

    private final Random random;
    private final VirtualTime time;
    private final Faults faults;
    private final Devices devices;
    private final SimulatedNetwork network;
    private final Memory memory;
    private final Path folder;
    private final Consumer<String> trace;
    private @Nullable SimulatedDevice leaving;
    private @Nullable Newcomer coming;
    private boolean hasRemoved;
    private boolean hasAdded;

    Members(
            Random random,
            VirtualTime time,
            Faults faults,
            Devices devices,
            SimulatedNetwork network,
            Memory memory,
            Path folder,
            Consumer<String> trace) {
        this.random = random;
        this.time = time;
        this.faults = faults;
        this.devices = devices;
        this.network = network;
        this.memory = memory;
        this.folder = folder;
        this.trace = trace;
    }

    /// Whether everything asked for has happened.
    boolean isSettled() {
        return leaving == null && coming == null;
    }

    /// Whether the control log has, or may have, grown: a server that forks then has two of them for good.
    boolean haveChanged() {
        return hasRemoved || hasAdded;
    }

    /// Whether somebody was, or may have been, removed. Behind that no server falls back here: where it takes another change before the
    /// devices that know of the removal come, only a person can help.
    boolean haveFewer() {
        return hasRemoved;
    }

    /// What was asked for before a night is asked for again at once.
    void hurry() {
        askForRemoval();
        if (coming != null) {
            coming.hurry();
        }
    }

    void remove(SimulatedDevice device) {
        if (!hasRemoved && devices.members().size() > MEMBERS_MIN) {
            hasRemoved = true;
            faults.strikes(Fault.DEVICE_REMOVED);
            leaving = device;
            trace.accept(device.name() + " is to be removed");
            askForRemoval();
        }
    }

    private void askForRemoval() {
        var device = leaving;
        if (device == null) {
            return;
        }
        var others =
                devices.members().stream()
                        .filter(one -> one != device && one.isOn() && !one.hasLostPower())
                        .toList();
        if (!others.isEmpty()) {
            var one = others.get(random.nextInt(others.size()));
            one.ask(
                    sync -> {
                        if (leaving == null) {
                            return;
                        }
                        var outcome = sync.revoke(device.device());
                        trace.accept(
                                "%s removes %s: %s"
                                        .formatted(
                                                one.name(),
                                                device.name(),
                                                outcome.getClass().getSimpleName()));
                        if (outcome instanceof Outcome.Revoked
                                || outcome instanceof Outcome.RevokedBefore) {
                            leaving = null;
                            devices.removed(device);
                        }
                    });
        }
        time.after(devices.isNight() ? Devices.NIGHTLY : ASKED_EVERY, this::askForRemoval);
    }

    void add() {
        if (!hasAdded) {
            hasAdded = true;
            faults.strikes(Fault.DEVICE_ADDED);
            var clock = new WrongClock(time, Duration.ZERO);
            var newcomer =
                    new Newcomer(
                            "tablet",
                            folder.resolve("tablet"),
                            time,
                            clock,
                            new Random(random.nextLong()),
                            network,
                            () -> devices.isNight() ? Devices.NIGHTLY : TRIED_EVERY,
                            trace);
            coming = newcomer;
            newcomer.start(
                    List.of(RandomUser.MARKER + " brought", RandomUser.MARKER + " along"),
                    notes -> join(newcomer, clock, notes));
        }
    }

    private void join(Newcomer newcomer, WrongClock clock, Map<ItemId, EntryId> notes) {
        if (coming == null) {
            return;
        }
        coming = null;
        memory.brought(notes);
        try {
            var device =
                    new SimulatedDevice(
                            newcomer.name(),
                            newcomer.folder(),
                            Folders.taken(newcomer.folder().resolve(Household.JOURNAL)),
                            time,
                            clock,
                            new Random(random.nextLong()),
                            network,
                            faults,
                            trace);
            devices.add(device);
            devices.startUnlessAway(device);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        var newcomer = coming;
        coming = null;
        leaving = null;
        if (newcomer != null) {
            newcomer.close();
        }
    }
}
