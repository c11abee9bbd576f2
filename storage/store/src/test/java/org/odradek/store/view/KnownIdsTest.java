package org.odradek.store.view;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.odradek.core.entry.ItemId;

import java.util.Random;
import java.util.UUID;

final class KnownIdsTest {
    private static final int MANY = 20_000;

    private final Random random = new Random(1);
    private final KnownIds ids = new KnownIds();

    @Test
    void givenManyIds_thenTheKeysOfAllAreKnownAndOthersAreNot() {
        var added = new ItemId[MANY];
        for (int n = 0; n < MANY; n++) {
            added[n] = id();
            ids.add(added[n], n);
            ids.add(added[n], n);
        }

        for (int n = 0; n < MANY; n++) {
            assertEquals(n, ids.key(added[n]));
            assertEquals(KnownIds.UNKNOWN, ids.key(id()));
        }
    }

    /// Whose bits come to the same, or who got another key meanwhile, is asked for in the table.
    @Test
    void givenTwoKeysForOneId_thenTheTableHasToBeAsked() {
        var id = id();
        ids.add(id, 3);
        ids.add(id, 4);
        for (int n = 0; n < MANY; n++) {
            ids.add(id(), n);
        }

        assertEquals(KnownIds.ASK, ids.key(id));
    }

    /// An id whose bits come to the mark of a free slot is asked for in the table.
    @Test
    void givenAnIdWhoseHashIsZero_thenTheTableHasToBeAsked() {
        var id = new ItemId(new UUID(7, 7));
        ids.add(id, 5);

        assertEquals(KnownIds.ASK, ids.key(id));
        assertEquals(KnownIds.ASK, new KnownIds().key(id));
    }

    private ItemId id() {
        return new ItemId(new UUID(random.nextLong(), random.nextLong()));
    }
}
