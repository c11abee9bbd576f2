package org.odradek.core.text;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;

/// Puts the events of a window into an order in which parents come first and a branch is followed to its end before another one
/// begins, because every change of branch costs a retreat and an advance.
final class WalkOrder {
    private WalkOrder() {}

    /// `events` in any order; parents outside of them are taken as given.
    static List<BodyEvent> of(Collection<BodyEvent> events) {
        var missing = HashMap.<BodyEventId, Integer>newHashMap(events.size());
        events.forEach(event -> missing.put(event.id(), 0));
        var children = new HashMap<BodyEventId, List<BodyEvent>>();
        var ready = new ArrayDeque<BodyEvent>();
        for (var event : events) {
            int waitsFor = 0;
            for (var parent : event.parents().ids()) {
                if (missing.containsKey(parent)) {
                    children.computeIfAbsent(parent, _ -> new ArrayList<>(2)).add(event);
                    waitsFor++;
                }
            }
            missing.put(event.id(), waitsFor);
            if (waitsFor == 0) {
                ready.addLast(event);
            }
        }
        var order = new ArrayList<BodyEvent>(events.size());
        while (!ready.isEmpty()) {
            var event = ready.removeLast();
            order.add(event);
            for (var child : children.getOrDefault(event.id(), List.of())) {
                if (missing.merge(child.id(), -1, Integer::sum) == 0) {
                    ready.addLast(child);
                }
            }
        }
        if (order.size() != events.size()) {
            throw new IllegalArgumentException("the events' parents run in a circle");
        }
        return order;
    }
}
