package org.odradek.core.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.odradek.core.text.SpliceTransform.AtSamePlace.AFTER;
import static org.odradek.core.text.SpliceTransform.AtSamePlace.BEFORE;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

class SpliceTransformTest {
    @Test
    void givenOwnTypingBehindArrivedText_whenTransformed_thenItMovesAlong() {
        var own = List.of(new Splice(5, 0, "me"));
        var arrived = List.of(new Splice(0, 0, "abc"), new Splice(1, 1, ""));

        assertEquals(List.of(new Splice(7, 0, "me")), SpliceTransform.over(own, arrived, BEFORE));
    }

    @Test
    void givenBothTypeAtOnePlace_whenTransformed_thenPlaceDecides() {
        var own = List.of(new Splice(2, 0, "me"));
        var arrived = List.of(new Splice(2, 0, "you"));

        assertEquals(List.of(new Splice(2, 0, "me")), SpliceTransform.over(own, arrived, BEFORE));
        assertEquals(List.of(new Splice(5, 0, "me")), SpliceTransform.over(own, arrived, AFTER));
    }

    @Test
    void givenOwnDeletionAroundArrivedText_whenTransformed_thenArrivedTextStays() {
        var own = List.of(new Splice(1, 4, ""));
        var arrived = List.of(new Splice(3, 1, "NEW"));

        assertEquals(
                List.of(new Splice(1, 2, ""), new Splice(4, 1, "")),
                SpliceTransform.over(own, arrived, BEFORE));
    }

    @Test
    void givenCaret_whenSplicesArrive_thenItStaysAtItsText() {
        var arrived = List.of(new Splice(0, 0, "abc"), new Splice(8, 2, "X"));

        assertEquals(7, SpliceTransform.position(4, arrived, BEFORE));
        assertEquals(8, SpliceTransform.position(5, arrived, BEFORE));
        assertEquals(9, SpliceTransform.position(6, arrived, BEFORE));
        assertEquals(9, SpliceTransform.position(7, arrived, BEFORE));
        assertEquals(10, SpliceTransform.position(8, arrived, BEFORE));
        assertEquals(0, SpliceTransform.position(0, arrived, BEFORE));
        assertEquals(3, SpliceTransform.position(0, arrived, AFTER));
    }

    @Test
    void givenTypingWithACorrection_whenCompacted_thenOneSpliceIsLeft() {
        var typed =
                List.of(
                        new Splice(3, 0, "h"),
                        new Splice(4, 0, "x"),
                        new Splice(4, 1, ""),
                        new Splice(4, 0, "i"));

        assertEquals(List.of(new Splice(3, 0, "hi")), SpliceTransform.compact(typed));
        assertEquals(
                List.of(),
                SpliceTransform.compact(List.of(new Splice(3, 0, "h"), new Splice(3, 1, ""))));
    }

    @Test
    void givenRandomSplices_whenTransformedBothWays_thenTextsAreEqual() {
        for (long seed = 0; seed < 5_000; seed++) {
            var random = new SplittableRandom(seed);
            var text = "abcdefghij".substring(random.nextInt(10));
            var own = randomSplices(text, random, "XYZ");
            var others = randomSplices(text, random, "123");

            var ownLast = new ArrayList<>(others);
            ownLast.addAll(SpliceTransform.over(own, others, BEFORE));
            var othersLast = new ArrayList<>(own);
            othersLast.addAll(SpliceTransform.over(others, own, AFTER));

            assertEquals(applied(text, ownLast), applied(text, othersLast), "seed " + seed);
        }
    }

    @Test
    void givenRandomSplices_whenCompacted_thenTheyDoTheSame() {
        for (long seed = 0; seed < 5_000; seed++) {
            var random = new SplittableRandom(seed);
            var text = "abcdefghij".substring(random.nextInt(10));
            var splices = randomSplices(text, random, "XYZ");

            assertEquals(
                    applied(text, splices),
                    applied(text, SpliceTransform.compact(splices)),
                    "seed " + seed);
        }
    }

    static String applied(String text, List<Splice> splices) {
        var buffer = new TextBuffer(text);
        buffer.applyOwn(splices);
        return buffer.toString();
    }

    static List<Splice> randomSplices(String text, RandomGenerator random, String letters) {
        int length = text.length();
        var splices = new ArrayList<Splice>();
        for (int i = random.nextInt(6); i > 0; i--) {
            int start = random.nextInt(length + 1);
            int deleted = random.nextInt(Math.min(4, length - start + 1));
            var inserted = letters.substring(random.nextInt(letters.length() + 1));
            if (deleted > 0 || !inserted.isEmpty()) {
                splices.add(new Splice(start, deleted, inserted));
                length += inserted.length() - deleted;
            }
        }
        return splices;
    }
}
