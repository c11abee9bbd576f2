package org.odradek.store.log;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class EntryItemsTest {
    @Test
    void givenKeysOfItems_whenEncodedAndDecoded_thenTheyAreEqual() {
        for (var keys : new long[][] {{}, {1}, {7, 1L << 22, 3}}) {
            assertArrayEquals(keys, EntryItems.decode(EntryItems.encode(keys)));
        }
        assertArrayEquals(new long[0], EntryItems.decode(null));
    }

    @Test
    void givenAnItem_whenItsRowsAreLookedFor_thenTheyLieBelowThePositionAndTouchNoOtherItem() {
        long row = EntryItems.key(5, 1_000);
        assertTrue(EntryItems.key(5, 0) <= row);
        assertTrue(row < EntryItems.keyBelow(5, 1_001));
        assertTrue(row >= EntryItems.keyBelow(5, 1_000));
        assertTrue(row < EntryItems.keyBelow(5, Long.MAX_VALUE));
        assertTrue(EntryItems.keyBelow(5, Long.MAX_VALUE) <= EntryItems.key(6, 0));
    }
}
