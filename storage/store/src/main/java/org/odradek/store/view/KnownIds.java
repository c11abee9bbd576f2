package org.odradek.store.view;

import org.odradek.core.entry.ItemId;

import java.util.Arrays;

/// Tells ids that are in no table without asking one: a hash table of 64 bits an id (open addressing with linear probing, Knuth, The Art
/// of Computer Programming 3, 6.4, algorithm L). What it may know need not be there; what it does not know is not. Not thread-safe.
final class KnownIds {
    private static final int SLOTS_MIN = 1 << 10;

    /// Zero marks a free slot; an id that comes to it counts as known.
    private long[] slots = new long[SLOTS_MIN];

    private int taken;

    void add(ItemId id) {
        if (2 * (taken + 1) > slots.length) {
            grow();
        }
        insert(hash(id));
    }

    boolean mayKnow(ItemId id) {
        long hash = hash(id);
        return hash == 0 || slots[slot(hash)] == hash;
    }

    private void insert(long hash) {
        int slot = slot(hash);
        if (hash != 0 && slots[slot] == 0) {
            slots[slot] = hash;
            taken++;
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
        slots = new long[2 * old.length];
        taken = 0;
        Arrays.stream(old).forEach(this::insert);
    }

    /// A random id's bits are spread already, but for its time; a derived one's are those of a digest.
    private static long hash(ItemId id) {
        var value = id.value();
        return (value.getMostSignificantBits() ^ value.getLeastSignificantBits())
                * 0x9E3779B97F4A7C15L;
    }
}
