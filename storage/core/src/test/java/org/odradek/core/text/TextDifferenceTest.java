package org.odradek.core.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

class TextDifferenceTest {
    /// Far above what the largest text below needs, far below what a difference without bounds takes.
    private static final Duration LARGE_MAX = Duration.ofSeconds(10);

    @Test
    void givenEqualTexts_whenCompared_thenThereIsNothingToDo() {
        assertEquals(List.of(), TextDifference.splices("a\nb", "a\nb"));
    }

    @Test
    void givenOneWordChanged_whenCompared_thenOnlyThatIsReplaced() {
        assertEquals(
                List.of(new Splice(4, 5, "slow")),
                TextDifference.splices("the quick fox\nruns", "the slow fox\nruns"));
    }

    @Test
    void givenLinesAddedAndRemoved_whenCompared_thenTheOthersAreLeftAlone() {
        assertEquals(
                List.of(new Splice(0, 0, "zero\n"), new Splice(9, 4, "")),
                TextDifference.splices("one\ntwo\nthree\n", "zero\none\nthree\n"));
    }

    @Test
    void givenWordsMoved_whenCompared_thenSharedOnesStay() {
        var splices = TextDifference.splices("tea and milk", "milk and tea");

        assertEquals("milk and tea", SpliceTransformTest.applied("tea and milk", splices));
        assertTrue(splices.stream().mapToInt(Splice::deletedLength).sum() < 12, splices::toString);
    }

    @Test
    void givenWordMostlyTheSame_whenCompared_thenOnlyItsLettersChange() {
        assertEquals(
                List.of(new Splice(1, 1, "o"), new Splice(5, 1, "r")),
                TextDifference.splices("calous", "colour"));
    }

    @Test
    void givenCrlf_whenLineEndChanges_thenPairIsReplacedWhole() {
        assertEquals(List.of(new Splice(1, 1, "\r\n")), TextDifference.splices("a\nb", "a\r\nb"));
    }

    @Test
    void givenEmojiChanged_whenCompared_thenPairIsNotSplit() {
        assertEquals(
                List.of(new Splice(1, 2, "\uD83D\uDE01")),
                TextDifference.splices("a\uD83D\uDE00b", "a\uD83D\uDE01b"));
    }

    @Test
    void givenRandomTexts_whenCompared_thenSplicesTurnOneIntoTheOther() {
        String[] pieces = {
            "a", "b", "the ", "word ", "\n", "\r\n", "\uD83D\uDE00", "\uD83D\uDE01", "é", "x\n"
        };
        for (long seed = 0; seed < 3_000; seed++) {
            var random = new SplittableRandom(seed);
            var before = text(random, pieces);
            var after = random.nextBoolean() ? text(random, pieces) : edited(before, random);

            var splices = TextDifference.splices(before, after);

            assertEquals(after, SpliceTransformTest.applied(before, splices), "seed " + seed);
        }
    }

    @Test
    void givenLargeTextsWithLittleInCommon_whenCompared_thenTimeIsBounded() {
        var random = new SplittableRandom(7);
        var before = new StringBuilder();
        var after = new StringBuilder();
        for (int i = 0; i < 40_000; i++) {
            before.append(random.nextInt(100)).append(random.nextInt(5) == 0 ? '\n' : ' ');
            after.append(random.nextInt(100)).append(random.nextInt(5) == 0 ? '\n' : ' ');
        }

        long start = System.nanoTime();
        var splices = TextDifference.splices(before.toString(), after.toString());
        var took = Duration.ofNanos(System.nanoTime() - start);

        assertEquals(after.toString(), SpliceTransformTest.applied(before.toString(), splices));
        System.out.printf("difference of two unlike texts: %d ms%n", took.toMillis());
        assertTrue(took.compareTo(LARGE_MAX) < 0, () -> "took " + took);
    }

    @Test
    void givenLargeInsertion_whenCompared_thenAllOldLinesAreKept() {
        var old = new StringBuilder();
        var inserted = new StringBuilder();
        for (int i = 0; i < 5_000; i++) {
            old.append("old line ").append(i).append('\n');
            inserted.append("new line ").append(i).append('\n');
        }
        var before = "first\n" + old + "last\n";
        var after = "FIRST\n" + inserted + old + "LAST\n";

        int deleted =
                TextDifference.splices(before, after).stream()
                        .mapToInt(Splice::deletedLength)
                        .sum();

        assertEquals("firstlast".length(), deleted);
    }

    private static String text(SplittableRandom random, String[] pieces) {
        var text = new StringBuilder();
        for (int i = random.nextInt(40); i > 0; i--) {
            text.append(pieces[random.nextInt(pieces.length)]);
        }
        return text.toString();
    }

    private static String edited(String text, SplittableRandom random) {
        var edited = new StringBuilder(text);
        for (int i = random.nextInt(5); i > 0; i--) {
            int at = random.nextInt(edited.length() + 1);
            if (!Tokens.inside(edited.toString(), at)) {
                edited.insert(at, "new");
            }
        }
        return edited.toString();
    }
}
