package org.odradek.core.text;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/// What the parts keep from being compared can share no line, whatever is inserted and deleted, line breaks among it.
class LinePartsTest {
    private static final int HISTORIES = 2_000;
    private static final int DEVICES = 3;
    private static final String BASE = "one\ntwo\n\nthree\nfour";

    private final List<MapGraph> graphs = new ArrayList<>();
    private final List<Frontier> versions = new ArrayList<>();
    private int seq;
    private int apart;
    private int together;

    @Test
    void givenRandomEdits_whenTwoRunsTouchALine_thenTheyShareAPart() {
        for (long seed = 0; seed < HISTORIES; seed++) {
            write(new SplittableRandom(seed));
            compare(seed);
        }
        assertTrue(apart > HISTORIES && together > HISTORIES, apart + " and " + together);
    }

    private void compare(long seed) {
        var events = new WindowEvents();
        var all = graphs.getFirst().events();
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

    private void write(SplittableRandom random) {
        graphs.clear();
        versions.clear();
        var base = event(Frontier.EMPTY, new Splice(0, 0, BASE));
        for (int i = 0; i < DEVICES; i++) {
            graphs.add(new MapGraph());
            graphs.getLast().add(base);
            versions.add(Frontier.of(base.id()));
        }
        for (int step = 0; step < 16; step++) {
            int device = random.nextInt(DEVICES);
            if (random.nextInt(4) == 0) {
                receive(device, random.nextInt(DEVICES));
            } else {
                edit(device, random);
            }
        }
        for (int device = 1; device < DEVICES; device++) {
            receive(0, device);
        }
    }

    private void edit(int device, SplittableRandom random) {
        int length = TextMerge.textAt(graphs.get(device), versions.get(device)).length();
        int position = random.nextInt(length + 1);
        int deleted = random.nextBoolean() ? 0 : Math.min(random.nextInt(4), length - position);
        var inserted = List.of("", "x", "\n", "y\n", "\nz", "a\nb").get(random.nextInt(6));
        if (deleted > 0 || !inserted.isEmpty()) {
            var splice = new Splice(position, deleted, inserted);
            var event = event(versions.get(device), splice);
            graphs.get(device).add(event);
            versions.set(device, Frontier.of(event.id()));
        }
    }

    private void receive(int device, int from) {
        var integrated =
                TextMerge.integrate(
                        graphs.get(device), versions.get(device), graphs.get(from).events());
        graphs.get(from).events().forEach(graphs.get(device)::add);
        versions.set(device, integrated.next());
    }

    private BodyEvent event(Frontier parents, Splice splice) {
        return BodyEvent.typed(new byte[16], ++seq, 0, parents.ids(), List.of(splice));
    }
}
