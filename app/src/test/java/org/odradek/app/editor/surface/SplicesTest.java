package org.odradek.app.editor.surface;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
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

    @Test
    void givenTwoRandomEdits_whenTransformed_thenBothOrdersGiveOneText() {
        Random random = new Random(SEED);
        for (int n = 0; n < 5_000; n++) {
            String base = text(random);
            Delta mine = Delta.of(edits(base, random));
            Delta others = Delta.of(edits(base, random));

            String one = made(made(base, mine.splices()), others.after(mine, false).splices());
            String other = made(made(base, others.splices()), mine.after(others, true).splices());

            assertEquals(one, other, "seed " + SEED + ", " + n);
        }
    }

    @Test
    void givenEditsInARow_whenComposed_thenTheyGiveTheSameText() {
        Random random = new Random(SEED);
        for (int n = 0; n < 5_000; n++) {
            String base = text(random);
            List<Splice> edits = edits(base, random);

            assertEquals(
                    made(base, edits),
                    made(base, Delta.of(edits).splices()),
                    "seed " + SEED + ", " + n);
        }
    }

    @Test
    void givenPendingTyping_whenTheViewMovesOn_thenTheScreenIsViewPlusPending() {
        Random random = new Random(SEED);
        for (int n = 0; n < 500; n++) {
            String view = "The first line\nand a second";
            StringBuilder screen = new StringBuilder(view);
            BodyOnScreen body = new BodyOnScreen(view);
            List<LocalEdit> pending = new ArrayList<>();
            for (int step = 0; step < 20; step++) {
                if (random.nextBoolean()) {
                    List<Splice> typed = edits(screen.toString(), random);
                    if (!typed.isEmpty()) {
                        LocalEdit edit = new LocalEdit(typed, false);
                        apply(screen, typed);
                        body.edited(edit);
                        pending.add(edit);
                    }
                } else {
                    // The store took everything in and merged something of its own.
                    String merged = made(screen.toString(), edits(screen.toString(), random));
                    apply(screen, body.shows(merged, pending.size()));
                    pending.clear();
                    assertEquals(merged, screen.toString(), "seed " + SEED + ", " + n);
                }
            }
        }
    }

    @Test
    void givenAForeignEditBeforePendingTyping_whenShown_thenItIsPlacedAroundIt() {
        BodyOnScreen body = new BodyOnScreen("one two");
        body.edited(new LocalEdit(List.of(new Splice(3, 0, " and")), true));

        assertEquals(List.of(new Splice(11, 0, " three")), body.shows("one two three", 0));
        assertEquals(List.of(), body.shows("one and two three", 1));
        assertTrue(body.pending() == 0);
    }

    private static void apply(StringBuilder screen, List<Splice> splices) {
        String text = made(screen.toString(), splices);
        screen.setLength(0);
        screen.append(text);
    }

    private static String made(String text, List<Splice> splices) {
        String made = text;
        for (Splice splice : splices) {
            made = splice.on(made);
        }
        return made;
    }

    private static List<Splice> edits(String base, Random random) {
        List<Splice> edits = new ArrayList<>();
        String text = base;
        for (int i = random.nextInt(4); i > 0; i--) {
            int at = random.nextInt(text.length() + 1);
            int deleted = random.nextInt(Math.min(4, text.length() - at) + 1);
            String inserted = "xyz\nw".substring(0, random.nextInt(6));
            if (deleted > 0 || !inserted.isEmpty()) {
                Splice splice = new Splice(at, deleted, inserted);
                edits.add(splice);
                text = splice.on(text);
            }
        }
        return edits;
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(30); i > 0; i--) {
            text.append("ab\nc".charAt(random.nextInt(4)));
        }
        return text.toString();
    }
}
