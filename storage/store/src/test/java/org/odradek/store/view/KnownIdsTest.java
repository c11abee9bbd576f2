package org.odradek.store.view;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.odradek.core.entry.ItemId;

import java.util.Random;
import java.util.UUID;

final class KnownIdsTest {
    private static final int MANY = 20_000;

    private final Random random = new Random(1);
    private final KnownIds ids = new KnownIds();

    @Test
    void givenManyIds_thenAllAreKnownAndOthersAreNot() {
        var added = new ItemId[MANY];
        for (int n = 0; n < MANY; n++) {
            added[n] = id();
            ids.add(added[n]);
            ids.add(added[n]);
        }

        for (var id : added) {
            assertTrue(ids.mayKnow(id));
        }
        for (int n = 0; n < MANY; n++) {
            assertFalse(ids.mayKnow(id()));
        }
    }

    /// An id whose bits come to the mark of a free slot is asked for in the table.
    @Test
    void givenAnIdWhoseHashIsZero_thenItMayBeKnown() {
        var id = new ItemId(new UUID(7, 7));
        ids.add(id);

        assertTrue(ids.mayKnow(id));
        assertTrue(new KnownIds().mayKnow(id));
    }

    private ItemId id() {
        return new ItemId(new UUID(random.nextLong(), random.nextLong()));
    }
}
