package org.odradek.core.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

class BodyProjectionTest {
    @Test
    void givenWindowsText_whenShown_thenMarkIsHiddenAndLinesEndInLineFeeds() {
        var projection = BodyProjection.of("\uFEFFone\r\ntwo\r\n");

        assertEquals("one\ntwo\n", projection.shown());
        assertEquals("\r\n", projection.lineEnd());
        assertEquals(List.of(0, 0, 1, 2, 3, 3, 4, 5, 6, 7, 7, 8), positions(projection, 12));
        assertEquals(1, projection.toBody(0));
        assertEquals(4, projection.toBody(3));
        assertEquals(6, projection.toBody(4));
        assertEquals(11, projection.toBody(8));
    }

    @Test
    void givenControlCharacters_whenShown_thenTheyAreVisibleAndAsLong() {
        var projection = BodyProjection.of("a\u0000b\u001Bc\u007F\td");

        assertEquals("a\u2400b\u241Bc\u2421\td", projection.shown());
    }

    @Test
    void givenOldMacText_whenShown_thenItsLinesAreLines() {
        var projection = BodyProjection.of("one\rtwo\r");

        assertEquals("one\ntwo\n", projection.shown());
        assertEquals("\r", projection.lineEnd());
    }

    @Test
    void givenWindowsText_whenLineIsTyped_thenItTakesThePrevailingLineEnd() {
        var projection = BodyProjection.of("\uFEFFone\r\ntwo\r\n");

        assertEquals(
                List.of(new Splice(6, 0, "new\r\n")),
                projection.toBody(List.of(new Splice(4, 0, "new\n"))));
        assertEquals(
                List.of(new Splice(4, 2, "")), projection.toBody(List.of(new Splice(3, 1, ""))));
    }

    @Test
    void givenMixedLineEnds_whenCounted_thenMostFrequentPrevails() {
        assertEquals("\n", BodyProjection.of("no line").lineEnd());
        assertEquals("\n", BodyProjection.of("a\nb\r\n").lineEnd());
        assertEquals("\r\n", BodyProjection.of("a\nb\r\nc\r\n").lineEnd());
    }

    @Test
    void givenRandomBody_whenBodyIsSpliced_thenShownSplicesGiveTheNewProjection() {
        for (long seed = 0; seed < 5_000; seed++) {
            var random = new SplittableRandom(seed);
            var body = body(random);
            var splices = SpliceTransformTest.randomSplices(body, random, "x\r\n\uFEFF\u0000");
            var projection = BodyProjection.of(body);

            var onShown = projection.toShown(splices);

            var after = BodyProjection.of(SpliceTransformTest.applied(body, splices));
            assertEquals(
                    after.shown(),
                    SpliceTransformTest.applied(projection.shown(), onShown),
                    "seed " + seed);
        }
    }

    @Test
    void givenRandomBody_whenShownTextIsSpliced_thenBodyShowsTheSame() {
        for (long seed = 0; seed < 5_000; seed++) {
            var random = new SplittableRandom(seed);
            // Without lone carriage returns, whose joining with a line feed is the stated
            // exception.
            var body = body(random).replace("\r\n", "\n").replace("\r", "").replace("\n", "\r\n");
            var projection = BodyProjection.of(body);
            var splices = SpliceTransformTest.randomSplices(projection.shown(), random, "x\ny");

            var onBody = projection.toBody(splices);

            var after = BodyProjection.of(SpliceTransformTest.applied(body, onBody));
            assertEquals(
                    SpliceTransformTest.applied(projection.shown(), splices),
                    after.shown(),
                    "seed " + seed);
        }
    }

    private static List<Integer> positions(BodyProjection projection, int bodyLength) {
        var positions = new ArrayList<Integer>();
        for (int at = 0; at < bodyLength; at++) {
            positions.add(projection.toShown(at));
        }
        return positions;
    }

    private static String body(SplittableRandom random) {
        String[] pieces = {"a", "b", "\n", "\r\n", "\r", "\u0000", "\u2400", "\t"};
        var body = new StringBuilder(random.nextBoolean() ? "\uFEFF" : "");
        for (int i = random.nextInt(15); i > 0; i--) {
            body.append(pieces[random.nextInt(pieces.length)]);
        }
        return body.toString();
    }
}
