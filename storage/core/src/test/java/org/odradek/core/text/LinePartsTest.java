package org.odradek.core.text;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/// What the parts keep from being compared can share no line, whatever is inserted and deleted, line breaks among it.
class LinePartsTest {
    private static final int HISTORIES = 2_000;
    private static final String BASE = "one\ntwo\n\nthree\nfour";

    private int apart;
    private int together;

    @Test
    void givenRandomEdits_whenTwoRunsTouchALine_thenTheyShareAPart() {
        for (long seed = 0; seed < HISTORIES; seed++) {
            compare(seed, new RandomWriters(seed, BASE, 16, 4, LinePartsTest::edit));
        }
        assertTrue(apart > HISTORIES && together > HISTORIES, apart + " and " + together);
    }

    private void compare(long seed, RandomWriters writers) {
        var events = new WindowEvents();
        var all = writers.graph().events();
        WalkOrder.of(all.subList(1, all.size())).forEach(events::add);
        var texts = new UnitTexts(events, BASE);
        var walk = new WindowWalk(events, texts);
        for (int number = 0; number < events.size(); number++) {
            walk.walk(number, null);
        }
        var runs = new WindowRuns(events);
        var parts = new LineParts(walk, texts, runs);
        for (int one = 0; one < runs.size(); one++) {
            for (int other = one + 1; other < runs.size(); other++) {
                if (runs.concurrent(one, other)) {
                    var old = new TouchedLines(walk, texts, runs.common(one, other));
                    var lines = lines(old, runs.members(one));
                    lines.retainAll(lines(old, runs.members(other)));
                    boolean share = parts.share(one, other);
                    assertTrue(share || lines.isEmpty(), "seed " + seed + ": " + lines);
                    apart += share ? 0 : 1;
                    together += lines.isEmpty() ? 0 : 1;
                }
            }
        }
    }

    private static Set<LineRange> lines(TouchedLines old, int[] run) {
        var lines = new HashSet<LineRange>();
        old.by(run).forEach(touched -> lines.addAll(touched.lines()));
        return lines;
    }

    private static Optional<Splice> edit(String text, SplittableRandom random) {
        int position = random.nextInt(text.length() + 1);
        int deleted =
                random.nextBoolean() ? 0 : Math.min(random.nextInt(4), text.length() - position);
        var inserted = List.of("", "x", "\n", "y\n", "\nz", "a\nb").get(random.nextInt(6));
        return deleted == 0 && inserted.isEmpty()
                ? Optional.empty()
                : Optional.of(new Splice(position, deleted, inserted));
    }
}
