package org.odradek.core.text;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/// A version of a body: the newest events of a history, none of which happened before another. Everything that happened before
/// them belongs to the version too. `ids` is strictly ascending, so that equal versions are equal lists; the empty text before
/// every event is `EMPTY`.
public record Frontier(List<BodyEventId> ids) {
    /// The version before every event.
    public static final Frontier EMPTY = new Frontier(List.of());

    public Frontier {
        ids = List.copyOf(ids);
        for (int i = 1; i < ids.size(); i++) {
            if (ids.get(i - 1).compareTo(ids.get(i)) >= 0) {
                throw new IllegalArgumentException("not strictly ascending: " + ids);
            }
        }
    }

    public static Frontier of(BodyEventId... ids) {
        return of(Arrays.asList(ids));
    }

    public static Frontier of(Collection<BodyEventId> ids) {
        return switch (ids.size()) {
            case 0 -> EMPTY;
            case 1 -> new Frontier(List.copyOf(ids));
            default -> new Frontier(List.copyOf(new TreeSet<>(ids)));
        };
    }

    public boolean isEmpty() {
        return ids.isEmpty();
    }

    public boolean contains(BodyEventId id) {
        return ids.contains(id);
    }

    public SortedSet<BodyEventId> asSet() {
        return Collections.unmodifiableSortedSet(new TreeSet<>(ids));
    }

    /// The version after `event`, given that this version holds everything that happened before it, but not the event itself.
    public Frontier after(BodyEvent event) {
        if (equals(event.parents())) {
            return of(event.id());
        }
        var next = new TreeSet<>(ids);
        event.parents().ids().forEach(next::remove);
        next.add(event.id());
        return of(next);
    }
}
