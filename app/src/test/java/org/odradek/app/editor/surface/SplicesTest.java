package org.odradek.app.editor.surface;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Random;

final class SplicesTest {
    private static final long SEED = 771;

    @Test
    void givenOneChangedWord_whenDiffed_thenOnlyItsLettersChange() {
        assertEquals(
                List.of(new Splice(8, 4, "heating")),
                Splices.between("a\nb\nPay rent\nc", "a\nb\nPay heating\nc"));
        assertEquals(
                List.of(new Splice(0, 1, "x"), new Splice(4, 1, "y")),
                Splices.between("a\nb\nc", "x\nb\ny"));
        assertEquals(List.of(), Splices.between("same", "same"));
    }

    @Test
    void givenAMovedLine_whenDiffed_thenTheOthersKeepTheirText() {
        assertEquals(
                List.of(new Splice(0, 2, ""), new Splice(3, 0, "\na")),
                Splices.between("a\nb\nc\nd", "b\nc\na\nd"));
    }

    @Test
    void givenRandomTexts_whenDiffed_thenTheSplicesTurnOneIntoTheOther() {
        Random random = new Random(SEED);
        for (int n = 0; n < 5_000; n++) {
            String before = text(random);
            String after = text(random);

            assertEquals(
                    after, made(before, Splices.between(before, after)), "seed " + SEED + ", " + n);
        }
    }

    private static String made(String text, List<Splice> splices) {
        String made = text;
        for (Splice splice : splices) {
            made = splice.on(made);
        }
        return made;
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(30); i > 0; i--) {
            text.append("ab\nc".charAt(random.nextInt(4)));
        }
        return text.toString();
    }
}
