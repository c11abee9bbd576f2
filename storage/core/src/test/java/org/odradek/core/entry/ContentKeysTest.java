package org.odradek.core.entry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

class ContentKeysTest {
    private static final byte[] GAP = {};

    private static byte[] key(int of) {
        var key = new byte[32];
        Arrays.fill(key, (byte) of);
        return key;
    }

    private static Optional<String> together(List<byte[]> some, List<byte[]> others) {
        return ContentKeys.together(some, others)
                .map(keys -> keys.stream().map(ContentKeysTest::shown).toList().toString());
    }

    private static String shown(byte[] key) {
        return key.length == 0 ? "-" : HexFormat.of().formatHex(key, 0, 1);
    }

    @Test
    void givenAGap_whenSealing_thenTheNewestSealsAndTheGapOpensNothing() {
        var keys = ContentKeys.of(List.of(key(1), GAP, key(3)));

        assertEquals(3, keys.newestGeneration());
        assertThrows(NewerFormatException.class, () -> keys.extracted(2));
        assertThrows(NewerFormatException.class, () -> keys.extracted(4));
        assertTrue(
                Arrays.equals(
                        ContentKeys.of(List.of(key(3))).extracted(1).getEncoded(),
                        keys.extracted(3).getEncoded()));
    }

    @Test
    void givenNoFirstOrNoLastKeyOrAnotherSize_whenTaken_thenRefused() {
        for (var wrong :
                List.of(
                        List.<byte[]>of(),
                        List.of(GAP, key(2)),
                        List.of(key(1), GAP),
                        List.of(key(1), new byte[31], key(3)))) {
            assertThrows(IllegalArgumentException.class, () -> ContentKeys.of(wrong));
        }
    }

    @Test
    void givenTwoLists_whenPutTogether_thenGapsAreFilledAndNoneStandsLast() {
        assertEquals(
                Optional.of("[01, 02, 03]"),
                together(List.of(key(1), GAP, key(3)), List.of(key(1), key(2), GAP)));
        assertEquals(
                Optional.of("[01, -, 03]"),
                together(List.of(key(1)), List.of(GAP, GAP, key(3), GAP)));
        assertEquals(Optional.empty(), together(List.of(key(1)), List.of(key(2))));
    }

    @Test
    void givenLists_whenCompared_thenOneGoesOnThatHasEveryKeyOfTheOther() {
        var gap = List.of(key(1), GAP, key(3));
        var whole = List.of(key(1), key(2), key(3));

        assertTrue(ContentKeys.goesOn(gap, whole));
        assertTrue(ContentKeys.goesOn(gap, gap));
        assertFalse(ContentKeys.goesOn(whole, gap));
        assertFalse(ContentKeys.goesOn(gap, List.of(key(1), key(2))));
        assertFalse(ContentKeys.goesOn(gap, List.of(key(1), key(2), key(4))));
    }
}
