package org.odradek.sync.client.account;

import org.odradek.core.cbor.CborReader;
import org.odradek.core.cbor.CborWriter;
import org.odradek.core.entry.DeviceId;
import org.odradek.store.LocalFacts;
import org.odradek.sync.protocol.connection.Connection;
import org.odradek.sync.protocol.connection.ConnectionState;
import org.odradek.sync.protocol.connection.Connections;
import org.odradek.sync.protocol.control.ControlLog;
import org.odradek.sync.protocol.control.EnrolledDevice;
import org.odradek.sync.protocol.wire.Wire;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/// What this device remembers of the account's other devices, durably: what the server last said of them, and which of those that
/// joined later the person has been told of. Thread-safe as far as one thread at a time remembers and one tells.
public final class DeviceFacts {
    private static final String LAST = LocalFacts.OF_ACCOUNT + "devices";
    private static final String TOLD = LocalFacts.OF_ACCOUNT + "devices.told";

    /// A fact is a forced write; within this time only a device that came, went or changed its state is worth one.
    private static final Duration SAME_FOR = Duration.ofMinutes(10);

    /// A fact has 64 KiB: more devices than so many are not remembered, and asked for anew.
    private static final int DEVICES_MAX = 200;

    private final LocalFacts facts;

    public DeviceFacts(LocalFacts facts) {
        this.facts = facts;
    }

    /// What the server said of the account's devices, and when.
    public record Seen(List<Connection> connections, long atMs) {}

    public Optional<Seen> lastSeen() {
        return facts.get(LAST)
                .map(
                        encoded -> {
                            var in = new CborReader(encoded);
                            in.array();
                            long atMs = in.integer();
                            var connections = Wire.decode(in.bytes(), Connections.class);
                            return new Seen(connections.connections(), atMs);
                        });
    }

    public void remember(Connections connections, long atMs) {
        var now = connections.connections().stream().map(DeviceFacts::withoutDigest).toList();
        var before = lastSeen();
        boolean known =
                before.filter(seen -> Math.abs(atMs - seen.atMs()) < SAME_FOR.toMillis())
                        .filter(seen -> states(seen.connections()).equals(states(now)))
                        .isPresent();
        if (!known && now.size() <= DEVICES_MAX) {
            facts.put(
                    LAST,
                    new CborWriter()
                            .array(2)
                            .integer(atMs)
                            .bytes(Wire.encode(new Connections(now, null)))
                            .toByteArray());
        }
    }

    private record StateOf(DeviceId device, ConnectionState state) {}

    private static List<StateOf> states(List<Connection> connections) {
        return connections.stream().map(one -> new StateOf(one.device(), one.state())).toList();
    }

    private static Connection withoutDigest(Connection one) {
        return new Connection(
                one.device(),
                one.state(),
                one.sinceMs(),
                one.reason(),
                one.lastSeenMs(),
                one.acknowledged(),
                one.acknowledgedMs(),
                one.heldEntries(),
                one.heldBytes(),
                null);
    }

    /// The devices that joined the account after this one did, are not revoked, and were not told of yet; the oldest first.
    public List<EnrolledDevice> newcomers(ControlLog log, DeviceId own) {
        long joinedMs = log.device(own).map(EnrolledDevice::sinceMs).orElse(Long.MAX_VALUE);
        var told = told();
        return log.devices().values().stream()
                .filter(device -> !device.device().equals(own) && !device.isRevoked())
                .filter(device -> device.sinceMs() >= joinedMs && !told.contains(device.device()))
                .sorted(Comparator.comparingLong(EnrolledDevice::sinceMs))
                .toList();
    }

    /// The person knows of this device.
    public void tell(DeviceId device) {
        var told = told();
        if (told.add(device) && told.size() <= DEVICES_MAX) {
            var out = new CborWriter().array(told.size());
            told.forEach(one -> out.bytes(one.bytes()));
            facts.put(TOLD, out.toByteArray());
        }
    }

    private SortedSet<DeviceId> told() {
        var told = new TreeSet<DeviceId>();
        facts.get(TOLD)
                .ifPresent(
                        encoded -> {
                            var in = new CborReader(encoded);
                            for (int left = in.array(); left > 0; left--) {
                                told.add(DeviceId.of(in.bytes()));
                            }
                        });
        return told;
    }
}
