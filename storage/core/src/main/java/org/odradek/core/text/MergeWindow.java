package org.odradek.core.text;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.PriorityQueue;

/// Merges arriving events into a current version, and keeps the walk's state from one to the next, so that concurrent events walk their
/// window once. It may be dropped at any time, since it can be had again from the graph. For one thread.
public final class MergeWindow {
    private final EventGraph graph;
    private final HashMap<BodyEventId, BodyEvent> added = new HashMap<>();
    private final HashMap<BodyEventId, Long> orders = new HashMap<>();
    private Frontier current;
    private @Nullable WindowWalk walk;
    private Frontier base = Frontier.EMPTY;

    /// `graph` holds everything that `current` holds; it need not learn of what is integrated here.
    public MergeWindow(EventGraph graph, Frontier current) {
        this.graph = graph;
        this.current = current;
    }

    /// The version with everything integrated so far.
    public Frontier current() {
        return current;
    }

    /// How many events it holds in memory, some of them twice.
    public int size() {
        return added.size() + (walk == null ? 0 : walk.events().size());
    }

    /// Integrates one event, whose parents must be there, and answers what it does to the text at [#current], which it moves on. One
    /// that is there already does nothing. Throws IllegalArgumentException if a parent is missing.
    public List<Splice> integrate(BodyEvent event) {
        if (added.containsKey(event.id()) || current.contains(event.id())) {
            return List.of();
        }
        if (walk == null && event.parents().equals(current)) {
            remember(event);
            return event.splices();
        }
        if (walk == null || !covers(walk, event.parents())) {
            walk = open(event.parents());
        }
        if (walk.events().number(event.id()) != null) {
            return List.of();
        }
        var out = new SpliceList();
        walk.walk(walk.events().add(event), out);
        remember(event);
        return out.toList();
    }

    private void remember(BodyEvent event) {
        added.put(event.id(), event);
        long order = 0;
        for (var parent : event.parents().ids()) {
            order = Math.max(order, order(parent) + 1);
        }
        orders.put(event.id(), order);
        current = current.after(event);
    }

    private boolean covers(WindowWalk walk, Frontier parents) {
        return parents.equals(base)
                || !parents.isEmpty()
                        && parents.ids().stream().allMatch(id -> walk.events().number(id) != null);
    }

    /// Reads back from the current version and `parents` to the first event that all of both come after, and walks what is between.
    private WindowWalk open(Frontier parents) {
        var newestFirst =
                new PriorityQueue<>(
                        Comparator.comparingLong(this::order).reversed().thenComparing(id -> id));
        var found = new HashMap<BodyEventId, BodyEvent>();
        newestFirst.addAll(current.ids());
        parents.ids().stream().filter(id -> !current.contains(id)).forEach(newestFirst::add);
        boolean fromTheBeginning = parents.isEmpty();
        while (newestFirst.size() > 1 || fromTheBeginning && !newestFirst.isEmpty()) {
            var event = event(newestFirst.remove());
            found.put(event.id(), event);
            fromTheBeginning |= event.parents().isEmpty();
            for (var parent : event.parents().ids()) {
                if (!found.containsKey(parent) && !newestFirst.contains(parent)) {
                    newestFirst.add(parent);
                }
            }
        }
        base = Frontier.of(newestFirst);
        var events = new WindowEvents();
        WalkOrder.of(found.values()).forEach(events::add);
        if (events.difference(events.version(current), events.version(parents)).onlyTo().length
                > 0) {
            throw new IllegalArgumentException("a parent has not been integrated: " + parents);
        }
        var fresh = new WindowWalk(events);
        for (int number = 0; number < events.size(); number++) {
            fresh.walk(number, null);
        }
        return fresh;
    }

    private BodyEvent event(BodyEventId id) {
        var own = added.get(id);
        return own != null ? own : graph.event(id);
    }

    private long order(BodyEventId id) {
        var own = orders.get(id);
        return own != null ? own : graph.order(id);
    }

    /// Several events at once, in an order in which parents come first.
    public List<Splice> integrate(List<BodyEvent> events) {
        var all = new ArrayList<Splice>();
        events.forEach(event -> all.addAll(integrate(event)));
        return all;
    }
}
