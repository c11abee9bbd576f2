package org.odradek.core.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.Predicate;

/// Compares the review with its definition, checked for every pair of events by itself. Line breaks stay as they are here, so that a
/// line has the same number in every version.
class LineReviewOracleTest {
    private static final int HISTORIES = 1_000;

    @Test
    void givenRandomEditsWithinLines_whenReviewed_thenOpenLinesAreThoseOfTheDefinition() {
        int placesSeen = 0;
        int linesSeen = 0;
        for (long seed = 0; seed < HISTORIES; seed++) {
            var writers =
                    new RandomWriters(seed, "one\ntwo\n\nthree", 14, 3, LineReviewOracleTest::edit);
            var graph = writers.graph();
            var version = writers.version();
            Predicate<BodyEventId> byPerson = id -> id.low() % 3 != 0;

            var open = LineReview.of(graph, version, List.of(), byPerson).open();

            assertEquals(open, LineReview.open(graph, version, List.of(), byPerson));
            var text = TextMerge.textAt(graph, version);
            var lines = new TreeSet<Integer>();
            for (var place : open) {
                lines.add(LineRange.breaks(text.substring(0, place.start())));
            }
            assertEquals(defined(writers.events(), byPerson), lines, "seed " + seed);
            assertEquals(open.size(), lines.size(), "seed " + seed);
            placesSeen += open.size();
            linesSeen += 4;
        }
        assertTrue(placesSeen > HISTORIES / 4 && placesSeen < linesSeen, "places " + placesSeen);
    }

    private static Optional<Splice> edit(String text, SplittableRandom random) {
        int position = random.nextInt(text.length() + 1);
        boolean letter = position < text.length() && text.charAt(position) != '\n';
        boolean deletes = letter && random.nextBoolean();
        return Optional.of(
                new Splice(position, deletes ? 1 : 0, deletes && random.nextBoolean() ? "" : "x"));
    }

    private static Set<Integer> defined(List<BodyEvent> all, Predicate<BodyEventId> byPerson) {
        var tree = FugueTree.of(all);
        var open = new TreeSet<Integer>();
        for (var one : all) {
            for (var other : all) {
                boolean concurrent =
                        !tree.past(one.id()).contains(other.id())
                                && !tree.past(other.id()).contains(one.id());
                if (concurrent) {
                    open.addAll(openLines(tree, one, other, all, byPerson));
                }
            }
        }
        return open;
    }

    private static Set<Integer> openLines(
            FugueTree tree,
            BodyEvent one,
            BodyEvent other,
            List<BodyEvent> all,
            Predicate<BodyEventId> byPerson) {
        var common = new HashSet<>(tree.past(one.id()));
        common.retainAll(tree.past(other.id()));
        var open = touched(tree, one.id(), common);
        open.retainAll(touched(tree, other.id(), common));
        for (var later : all) {
            var past = tree.past(later.id());
            boolean afterBoth =
                    !later.equals(one)
                            && !later.equals(other)
                            && past.contains(one.id())
                            && past.contains(other.id());
            if (afterBoth && byPerson.test(later.id())) {
                open.removeAll(touched(tree, later.id(), common));
            }
        }
        return open;
    }

    private static Set<Integer> touched(
            FugueTree tree, BodyEventId event, Set<BodyEventId> version) {
        var lines = new TreeSet<Integer>();
        int line = 0;
        for (var node : tree.order()) {
            if (event.equals(node.event) || node.deleters.contains(event)) {
                lines.add(line);
            }
            boolean visible =
                    version.contains(node.event)
                            && node.deleters.stream().noneMatch(version::contains);
            if (visible && node.unit == '\n') {
                line++;
            }
        }
        return lines;
    }
}
