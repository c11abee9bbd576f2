package org.odradek.store.log;

import org.odradek.core.causality.VersionVector;
import org.odradek.core.entry.DeviceId;

/// How far one device's log has come here. Belongs to the writing thread.
public final class DeviceLog {
    /// A log's key leaves 40 bits for seq: at a thousand entries a second, 34 years.
    private static final int SEQ_BITS = 40;

    public static final long SEQ_MAX = (1L << SEQ_BITS) - 1;

    private static final int HASH_BYTES = 32;

    private final long key;
    private final DeviceId id;
    private long arrived;
    private byte[] lastHash;
    private VersionVector seen;
    private long delivered;

    DeviceLog(long key, DeviceId id) {
        this(key, id, 0, new byte[HASH_BYTES], VersionVector.EMPTY, 0);
    }

    DeviceLog(
            long key,
            DeviceId id,
            long arrived,
            byte[] lastHash,
            VersionVector seen,
            long delivered) {
        this.key = key;
        this.id = id;
        this.arrived = arrived;
        this.lastHash = lastHash;
        this.seen = seen;
        this.delivered = delivered;
    }

    public long key() {
        return key;
    }

    public DeviceId id() {
        return id;
    }

    /// The seq up to which every entry is here and applied or parked.
    public long arrived() {
        return arrived;
    }

    /// The hash of the entry at [#arrived()]; zeros before the first.
    public byte[] lastHash() {
        return lastHash;
    }

    /// The whole vector of its newest arrived entry.
    public VersionVector seen() {
        return seen;
    }

    /// The seq up to which the server keeps its entries.
    public long delivered() {
        return delivered;
    }

    /// Moves on by one entry.
    public void arrive(byte[] hash, VersionVector wholeSeen) {
        arrived++;
        lastHash = hash;
        seen = wholeSeen;
    }

    public void deliver(long seq) {
        delivered = seq;
    }

    /// The key of this device's entry of that seq.
    public long entryKey(long seq) {
        return entryKey(key, seq);
    }

    static long entryKey(long deviceKey, long seq) {
        return deviceKey << SEQ_BITS | seq;
    }

    static long deviceKey(long entryKey) {
        return entryKey >>> SEQ_BITS;
    }

    static long seq(long entryKey) {
        return entryKey & SEQ_MAX;
    }
}
