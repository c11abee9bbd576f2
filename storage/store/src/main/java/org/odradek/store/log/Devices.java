package org.odradek.store.log;

import org.jspecify.annotations.Nullable;
import org.odradek.core.causality.VersionVector;
import org.odradek.core.cbor.CborWriter;
import org.odradek.core.entry.DeviceId;
import org.odradek.core.entry.EntryId;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.ToLongFunction;

/// All devices that this one has heard of, and how far their logs have come. Belongs to the writing thread.
public final class Devices {
    private final Connection connection;
    private final PreparedStatement insert;
    private final PreparedStatement update;
    private final Map<DeviceId, DeviceLog> byId = new HashMap<>();
    private final Map<Long, DeviceLog> byKey = new HashMap<>();
    private final Set<DeviceLog> changed = new HashSet<>();
    private final Set<DeviceLog> fresh = new HashSet<>();
    private @Nullable DeviceKeys keys;

    public Devices(Connection connection) throws SQLException {
        this.connection = connection;
        this.insert =
                connection.prepareStatement(
                        """
                        INSERT INTO device (id, arrived, last_hash, seen, delivered, key)
                        VALUES (?, ?, ?, ?, ?, ?)
                        """);
        this.update =
                connection.prepareStatement(
                        """
                        UPDATE device SET id = ?, arrived = ?, last_hash = ?, seen = ?,
                            delivered = ? WHERE key = ?
                        """);
        reload();
    }

    /// Forgets what was not committed.
    public void reload() throws SQLException {
        byId.clear();
        byKey.clear();
        changed.clear();
        fresh.clear();
        Map<Long, Row> rows = new TreeMap<>();
        try (var select =
                        connection.prepareStatement(
                                """
                                SELECT key, id, arrived, last_hash, seen, delivered
                                FROM device ORDER BY key
                                """);
                var found = select.executeQuery()) {
            while (found.next()) {
                long key = found.getLong(1);
                var id = new DeviceId(found.getObject(2, UUID.class));
                rows.put(
                        key,
                        new Row(
                                id,
                                found.getLong(3),
                                found.getBytes(4),
                                found.getBytes(5),
                                found.getLong(6)));
                remember(new DeviceLog(key, id));
            }
        }
        // A vector names devices by key, so that all must be known before the first is read.
        rows.forEach(
                (key, row) ->
                        remember(
                                new DeviceLog(
                                        key,
                                        row.id,
                                        row.arrived,
                                        row.lastHash,
                                        keys().decodeVector(row.seen),
                                        row.delivered)));
    }

    @SuppressWarnings("ArrayRecordComponent") // Lives for a moment and is never compared.
    private record Row(DeviceId id, long arrived, byte[] lastHash, byte[] seen, long delivered) {}

    private void remember(DeviceLog device) {
        byId.put(device.id(), device);
        byKey.put(device.key(), device);
        keys = null;
    }

    /// The device's log, begun when it is new.
    public DeviceLog of(DeviceId id) {
        var known = byId.get(id);
        if (known != null) {
            return known;
        }
        var begun = new DeviceLog(byKey.size() + 1L, id);
        remember(begun);
        fresh.add(begun);
        changed.add(begun);
        return begun;
    }

    public DeviceLog byKey(long key) {
        var device = byKey.get(key);
        if (device == null) {
            throw new IllegalStateException("no device has the key " + key);
        }
        return device;
    }

    public Collection<DeviceLog> all() {
        return Collections.unmodifiableCollection(byKey.values());
    }

    /// Notes that a device's numbers moved, to be written with the next [#save()].
    public void touch(DeviceLog device) {
        changed.add(device);
    }

    public long entryKey(EntryId entry) {
        return of(entry.device()).entryKey(entry.seq());
    }

    public EntryId entry(long entryKey) {
        return keys().entry(entryKey);
    }

    /// What has arrived of every device's log.
    public VersionVector arrived() {
        return vector(DeviceLog::arrived);
    }

    /// What the server keeps of every device's log.
    public VersionVector delivered() {
        return vector(DeviceLog::delivered);
    }

    private VersionVector vector(ToLongFunction<DeviceLog> seq) {
        var seqs = new TreeMap<DeviceId, Long>();
        for (var device : byId.values()) {
            long last = seq.applyAsLong(device);
            if (last > 0) {
                seqs.put(device.id(), last);
            }
        }
        return new VersionVector(seqs);
    }

    /// Whether everything in a vector has arrived.
    public boolean haveArrived(VersionVector causes) {
        for (var cause : causes.seqByDevice().entrySet()) {
            var device = byId.get(cause.getKey());
            if (device == null || device.arrived() < cause.getValue()) {
                return false;
            }
        }
        return true;
    }

    /// The keys given so far, which any thread may use.
    public DeviceKeys keys() {
        var current = keys;
        if (current == null) {
            var ids = new HashMap<Long, DeviceId>();
            byKey.forEach((key, device) -> ids.put(key, device.id()));
            current = new DeviceKeys(ids);
            keys = current;
        }
        return current;
    }

    /// Writes what moved since the last time.
    public void save() throws SQLException {
        if (changed.isEmpty()) {
            return;
        }
        for (var device : changed) {
            var statement = fresh.contains(device) ? insert : update;
            statement.setObject(1, device.id().value());
            statement.setLong(2, device.arrived());
            statement.setBytes(3, device.lastHash());
            statement.setBytes(4, encode(device.seen()));
            statement.setLong(5, device.delivered());
            statement.setLong(6, device.key());
            statement.executeUpdate();
        }
        changed.clear();
        fresh.clear();
    }

    /// A vector with the tables' short keys.
    public byte[] encode(VersionVector vector) {
        var out = new CborWriter().array(2 * vector.seqByDevice().size());
        vector.seqByDevice().forEach((id, seq) -> out.integer(of(id).key()).integer(seq));
        return out.toByteArray();
    }

    /// A set of entries with the tables' short keys.
    public byte[] encode(SortedSet<EntryId> entries) {
        var out = new CborWriter().array(entries.size());
        entries.forEach(entry -> out.integer(entryKey(entry)));
        return out.toByteArray();
    }
}
