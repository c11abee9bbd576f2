package org.odradek.core.text;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/// The whole history of a body in memory, each event once, in an order in which parents come first. It knows the *critical
/// versions*: those that everything later has seen wholly (Gentle and Kleppmann 2025, section 3.5). Between two of them lies either
/// one event, whose splices apply as they stand, or a window with concurrent ones. Critical versions are a property of the set of
/// events: no order of arrival changes them.
final class History {
    private final List<BodyEvent> events;
    private final int[][] parents;
    private final Frontier frontier;

    private History(List<BodyEvent> events, int[][] parents, Frontier frontier) {
        this.events = events;
        this.parents = parents;
        this.frontier = frontier;
    }

    /// Takes events in any order in which parents come before children; a second one of the same id is left out.
    static History of(Collection<BodyEvent> causalOrder) {
        var events = new ArrayList<BodyEvent>(causalOrder.size());
        var numbers = HashMap.<BodyEventId, Integer>newHashMap(causalOrder.size());
        var parents = new ArrayList<int[]>(causalOrder.size());
        var heads = new HashSet<BodyEventId>();
        for (var event : causalOrder) {
            if (numbers.putIfAbsent(event.id(), events.size()) != null) {
                continue;
            }
            parents.add(parentNumbers(event, events, numbers));
            events.add(event);
            event.parents().ids().forEach(heads::remove);
            heads.add(event.id());
        }
        return new History(events, parents.toArray(int[][]::new), Frontier.of(heads));
    }

    /// Reads everything that the version holds.
    static History of(EventGraph graph, Frontier version) {
        var found = new HashMap<BodyEventId, Ordered>();
        var waiting = new ArrayDeque<BodyEventId>(version.ids());
        while (!waiting.isEmpty()) {
            var id = waiting.pop();
            if (!found.containsKey(id)) {
                var event = graph.event(id);
                found.put(id, new Ordered(event, graph.order(id)));
                event.parents().ids().forEach(waiting::push);
            }
        }
        return of(found.values().stream().sorted().map(Ordered::event).toList());
    }

    int size() {
        return events.size();
    }

    Frontier frontier() {
        return frontier;
    }

    /// Everything between two neighbouring critical versions. `base` is the earlier of the two.
    record Stretch(Frontier base, List<BodyEvent> events) {
        /// The version after the stretch.
        Frontier end() {
            var heads = base;
            for (var event : events) {
                heads = heads.after(event);
            }
            return heads;
        }

        boolean sequential() {
            return events.size() == 1;
        }

        /// The events as they are walked, so that a walk seldom has to leave a branch that it will come back to.
        WindowEvents window() {
            var window = new WindowEvents();
            WalkOrder.of(events).forEach(window::add);
            return window;
        }

        /// Brings the text at the base to the stretch's end.
        void applyTo(TextBuffer text) {
            if (sequential()) {
                text.apply(events.getFirst().splices());
                return;
            }
            var walk = new WindowWalk(window());
            for (int number = 0; number < walk.events().size(); number++) {
                var out = new SpliceList();
                walk.walk(number, out);
                text.apply(out.toList());
            }
        }
    }

    /// The stretches from the beginning to the frontier.
    List<Stretch> stretches() {
        var critical = criticalAfter();
        var stretches = new ArrayList<Stretch>();
        var heads = Frontier.EMPTY;
        var base = heads;
        int start = 0;
        for (int i = 0; i < events.size(); i++) {
            heads = heads.after(events.get(i));
            if (critical[i] || i == events.size() - 1) {
                stretches.add(new Stretch(base, events.subList(start, i + 1)));
                base = heads;
                start = i + 1;
            }
        }
        return stretches;
    }

    /// Whether the version after each event is critical. An event whose newest parent is number m shows that the versions from m
    /// on, up to the event, are not, because it has not seen all of them; unless its parents are exactly the version after m.
    private boolean[] criticalAfter() {
        int n = events.size();
        var notSeen = new int[n + 1];
        var seesAll = new boolean[n];
        var heads = Frontier.EMPTY;
        var headsAfter = new Frontier[n];
        for (int i = 0; i < n; i++) {
            int newest = parents[i].length == 0 ? -1 : parents[i][parents[i].length - 1];
            var before = newest < 0 ? Frontier.EMPTY : headsAfter[newest];
            seesAll[i] = events.get(i).parents().equals(before);
            int from = seesAll[i] ? newest + 1 : newest;
            if (from < i) {
                notSeen[Math.max(from, 0)]++;
                notSeen[i]--;
            }
            heads = heads.after(events.get(i));
            headsAfter[i] = heads;
        }
        var critical = new boolean[n];
        int open = 0;
        for (int i = 0; i < n; i++) {
            open += notSeen[i];
            critical[i] = open == 0;
        }
        return critical;
    }

    private static int[] parentNumbers(
            BodyEvent event, List<BodyEvent> before, Map<BodyEventId, Integer> numbers) {
        var ids = event.parents().ids();
        var found = new int[ids.size()];
        for (int i = 0; i < found.length; i++) {
            var number =
                    before.isEmpty() || !before.getLast().id().equals(ids.get(i))
                            ? numbers.get(ids.get(i))
                            : Integer.valueOf(before.size() - 1);
            if (number == null) {
                throw new IllegalArgumentException(
                        "event " + event.id() + " comes before its parent " + ids.get(i));
            }
            found[i] = number;
        }
        Arrays.sort(found);
        return found;
    }

    private record Ordered(BodyEvent event, long order) implements Comparable<Ordered> {
        @Override
        public int compareTo(Ordered other) {
            return Long.compare(order, other.order);
        }
    }
}
