package org.odradek.core.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.SplittableRandom;

class TextBufferTest {
    @Test
    void givenRandomSplices_whenApplied_thenTextIsThatOfAStringBuilder() {
        for (long seed = 0; seed < 500; seed++) {
            var random = new SplittableRandom(seed);
            var expected = new StringBuilder("start");
            var text = new TextBuffer("start");
            for (int i = 0; i < 100; i++) {
                int position = random.nextInt(expected.length() + 1);
                int deleted = random.nextInt(Math.min(5, expected.length() - position + 1));
                var inserted = "abcdefgh".repeat(random.nextInt(60)) + "x";
                expected.replace(position, position + deleted, inserted);
                text.apply(new Splice(position, deleted, inserted));

                int at = random.nextInt(expected.length());
                assertEquals(expected.charAt(at), text.charAt(at), "seed " + seed);
                assertEquals(
                        expected.substring(at), text.substring(at, text.length()), "seed " + seed);
            }
            assertEquals(expected.toString(), text.toString(), "seed " + seed);
        }
    }

    @Test
    void givenSecondSpliceBeyondTheText_whenApplied_thenNothingIsChanged() {
        var text = new TextBuffer("abc");

        assertThrows(
                IllegalArgumentException.class,
                () -> text.apply(List.of(new Splice(0, 1, "XY"), new Splice(3, 2, ""))));

        assertEquals("abc", text.toString());
    }

    @Test
    void givenSpliceInsideOfAPair_whenMadeHere_thenItIsRefused() {
        var text = new TextBuffer("a\uD83D\uDE00b");

        assertThrows(
                IllegalArgumentException.class,
                () -> text.applyOwn(List.of(new Splice(0, 1, ""), new Splice(1, 0, "x"))));
        assertThrows(
                IllegalArgumentException.class, () -> text.applyOwn(List.of(new Splice(0, 2, ""))));
        text.applyOwn(List.of(new Splice(1, 2, "\uD83D\uDE01")));

        assertEquals("a\uD83D\uDE01b", text.toString());
    }

    @Test
    void givenWrongSplices_whenMade_thenTheyAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Splice(-1, 0, "x"));
        assertThrows(IllegalArgumentException.class, () -> new Splice(0, -1, "x"));
        assertThrows(IllegalArgumentException.class, () -> new Splice(0, 0, ""));
        assertThrows(IllegalArgumentException.class, () -> new Splice(0, 0, "\uD83D"));
        assertThrows(
                IllegalArgumentException.class, () -> new Splice(Splice.TEXT_UNITS_MAX, 1, ""));
    }
}
