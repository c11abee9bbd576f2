package org.odradek.store.view;

import org.odradek.core.entry.ItemId;

/// Tells under which key an id is in the table, or that it is in none, without asking one: a hash table of 64 bits an id and its key (open
/// addressing with linear probing, Knuth, The Art of Computer Programming 3, 6.4, algorithm L). What stands under a key that it tells may be
/// another id, which whoever reads the row sees; what it does not know is not there. Not thread-safe.
final class KnownIds {
    private static final int SLOTS_MIN = 1 << 10;

    /// Zero marks a free slot; an id that comes to it counts as known.
    private long[] slots = new long[SLOTS_MIN];

    /// By slot.
    private long[] keys = new long[SLOTS_MIN];

    private int taken;

    /// What an id may be known as.
    static final long UNKNOWN = -1;

    static final long ASK = -2;

    void add(ItemId id, long key) {
        if (2 * (taken + 1) > slots.length) {
            grow();
        }
        insert(hash(id), key);
    }

    /// The only key under which the id can be; or that it is not there, or that only the table knows.
    long key(ItemId id) {
        long hash = hash(id);
        if (hash == 0) {
            return ASK;
        }
        int slot = slot(hash);
        return slots[slot] == hash ? keys[slot] : UNKNOWN;
    }

    private void insert(long hash, long key) {
        int slot = slot(hash);
        if (hash != 0 && slots[slot] == 0) {
            slots[slot] = hash;
            keys[slot] = key;
            taken++;
        } else if (hash != 0 && keys[slot] != key) {
            keys[slot] = ASK;
        }
    }

    /// Where the hash is, or would be.
    private int slot(long hash) {
        int mask = slots.length - 1;
        int slot = (int) (hash >>> 32) & mask;
        while (slots[slot] != 0 && slots[slot] != hash) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private void grow() {
        var old = slots;
        var oldKeys = keys;
        slots = new long[2 * old.length];
        keys = new long[slots.length];
        taken = 0;
        for (int i = 0; i < old.length; i++) {
            insert(old[i], oldKeys[i]);
        }
    }

    /// A random id's bits are spread already, but for its time; a derived one's are those of a digest.
    private static long hash(ItemId id) {
        var value = id.value();
        return (value.getMostSignificantBits() ^ value.getLeastSignificantBits())
                * 0x9E3779B97F4A7C15L;
    }
}
