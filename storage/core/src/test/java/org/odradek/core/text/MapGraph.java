package org.odradek.core.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A graph in memory that counts what it is asked; the order is that of arrival.
final class MapGraph implements EventGraph {
    private final Map<BodyEventId, Integer> rows = new HashMap<>();
    private final List<BodyEvent> events = new ArrayList<>();
    private int asked;

    void add(BodyEvent event) {
        if (rows.putIfAbsent(event.id(), events.size()) == null) {
            events.add(event);
        }
    }

    int asked() {
        return asked;
    }

    List<BodyEvent> events() {
        return List.copyOf(events);
    }

    @Override
    public BodyEvent event(BodyEventId id) {
        asked++;
        return events.get((int) order(id));
    }

    @Override
    public long order(BodyEventId id) {
        var row = rows.get(id);
        if (row == null) {
            throw new IllegalArgumentException("no event " + id);
        }
        return row;
    }
}
