package org.odradek.core.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.Predicate;

/// Compares the review with its definition, checked for every pair of events by itself. Line breaks stay as they are here, so that a
/// line has the same number in every version.
class LineReviewOracleTest {
    private static final int HISTORIES = 1_000;
    private static final int DEVICES = 3;

    private final List<BodyEvent> events = new ArrayList<>();
    private final List<MapGraph> graphs = new ArrayList<>();
    private final List<Frontier> versions = new ArrayList<>();
    private int seq;

    @Test
    void givenRandomEditsWithinLines_whenReviewed_thenOpenLinesAreThoseOfTheDefinition() {
        int placesSeen = 0;
        int linesSeen = 0;
        for (long seed = 0; seed < HISTORIES; seed++) {
            write(new SplittableRandom(seed));
            Predicate<BodyEventId> byPerson = id -> id.low() % 3 != 0;

            var open =
                    LineReview.of(graphs.getFirst(), versions.getFirst(), List.of(), byPerson)
                            .open();

            assertEquals(
                    open,
                    LineReview.open(graphs.getFirst(), versions.getFirst(), List.of(), byPerson));
            var text = TextMerge.textAt(graphs.getFirst(), versions.getFirst());
            var lines = new TreeSet<Integer>();
            for (var place : open) {
                lines.add(LineRange.breaks(text.substring(0, place.start())));
            }
            assertEquals(defined(byPerson), lines, "seed " + seed);
            assertEquals(open.size(), lines.size(), "seed " + seed);
            placesSeen += open.size();
            linesSeen += 4;
        }
        assertTrue(placesSeen > HISTORIES / 4 && placesSeen < linesSeen, "places " + placesSeen);
    }

    private void write(SplittableRandom random) {
        events.clear();
        graphs.clear();
        versions.clear();
        var base = event(Frontier.EMPTY, new Splice(0, 0, "one\ntwo\n\nthree"));
        for (int i = 0; i < DEVICES; i++) {
            graphs.add(new MapGraph());
            graphs.getLast().add(base);
            versions.add(Frontier.of(base.id()));
        }
        for (int step = 0; step < 14; step++) {
            int device = random.nextInt(DEVICES);
            if (random.nextInt(3) == 0) {
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
        var text = TextMerge.textAt(graphs.get(device), versions.get(device));
        int position = random.nextInt(text.length() + 1);
        boolean letter = position < text.length() && text.charAt(position) != '\n';
        boolean deletes = letter && random.nextBoolean();
        var splice =
                new Splice(position, deletes ? 1 : 0, deletes && random.nextBoolean() ? "" : "x");
        var event = event(versions.get(device), splice);
        graphs.get(device).add(event);
        versions.set(device, Frontier.of(event.id()));
    }

    private void receive(int device, int from) {
        var integrated =
                TextMerge.integrate(
                        graphs.get(device), versions.get(device), graphs.get(from).events());
        graphs.get(from).events().forEach(graphs.get(device)::add);
        versions.set(device, integrated.next());
    }

    private BodyEvent event(Frontier parents, Splice splice) {
        var event = BodyEvent.typed(new byte[16], ++seq, 0, parents.ids(), List.of(splice));
        events.add(event);
        return event;
    }

    private Set<Integer> defined(Predicate<BodyEventId> byPerson) {
        var known = new HashSet<BodyEventId>();
        graphs.getFirst().events().forEach(event -> known.add(event.id()));
        var all = events.stream().filter(event -> known.contains(event.id())).toList();
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
