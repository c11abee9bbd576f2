package org.odradek.store.log;

import org.odradek.core.causality.VersionVector;
import org.odradek.core.cbor.CborReader;
import org.odradek.core.entry.DeviceId;
import org.odradek.core.entry.EntryId;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Device ids by the short keys under which the tables know them. Immutable; a key once given never changes.
public final class DeviceKeys {
    private final Map<Long, DeviceId> ids;
    private final Map<DeviceId, Long> keys;

    DeviceKeys(Map<Long, DeviceId> ids) {
        this.ids = Map.copyOf(ids);
        var inverse = new HashMap<DeviceId, Long>();
        ids.forEach((key, id) -> inverse.put(id, key));
        this.keys = Map.copyOf(inverse);
    }

    public DeviceId id(long key) {
        var id = ids.get(key);
        if (id == null) {
            throw new IllegalStateException("no device has the key " + key);
        }
        return id;
    }

    /// All keys, in ascending order.
    public SortedSet<Long> all() {
        return new TreeSet<>(ids.keySet());
    }

    /// Empty for a device that this one never heard of.
    public OptionalLong key(DeviceId device) {
        var key = keys.get(device);
        return key == null ? OptionalLong.empty() : OptionalLong.of(key);
    }

    /// The entry's key in the tables; empty for one of an unknown device.
    public OptionalLong entryKey(EntryId entry) {
        var key = keys.get(entry.device());
        return key == null
                ? OptionalLong.empty()
                : OptionalLong.of(DeviceLog.entryKey(key, entry.seq()));
    }

    public EntryId entry(long entryKey) {
        return new EntryId(id(DeviceLog.deviceKey(entryKey)), DeviceLog.seq(entryKey));
    }

    public VersionVector decodeVector(byte[] encoded) {
        var in = new CborReader(encoded);
        var seqs = new TreeMap<DeviceId, Long>();
        for (int left = in.array(); left > 0; left -= 2) {
            seqs.put(id(in.integer()), in.integer());
        }
        return new VersionVector(seqs);
    }

    public SortedSet<EntryId> decodeEntries(byte[] encoded) {
        var in = new CborReader(encoded);
        var entries = new TreeSet<EntryId>();
        for (int left = in.array(); left > 0; left--) {
            entries.add(entry(in.integer()));
        }
        return entries;
    }
}
