package org.odradek.app.items;

import org.odradek.core.action.Value.State;
import org.odradek.store.view.ListQuery;

import java.time.LocalDate;
import java.util.Set;

/// What of a place the list shows, and in which order.
record Filter(
        Show show,
        ListQuery.Kinds kinds,
        boolean withAttachment,
        boolean withConflict,
        ListQuery.Sort sort) {
    /// Which tasks.
    enum Show {
        OPEN,
        DONE,
        ALL
    }

    static Filter of(Show show, ListQuery.Sort sort) {
        return new Filter(show, ListQuery.Kinds.ALL, false, false, sort);
    }

    Filter showing(Show other) {
        return new Filter(other, kinds, withAttachment, withConflict, sort);
    }

    Filter of(ListQuery.Kinds other) {
        return new Filter(show, other, withAttachment, withConflict, sort);
    }

    Filter attached(boolean only) {
        return new Filter(show, kinds, only, withConflict, sort);
    }

    Filter disputed(boolean only) {
        return new Filter(show, kinds, withAttachment, only, sort);
    }

    Filter by(ListQuery.Sort other) {
        return new Filter(show, kinds, withAttachment, withConflict, other);
    }

    ListQuery query(ListQuery.Scope scope, LocalDate today) {
        Set<State> statuses =
                switch (show) {
                    case OPEN -> Set.of(State.OPEN);
                    case DONE -> Set.of(State.DONE, State.CANCELLED);
                    case ALL -> Set.of();
                };
        return new ListQuery(
                scope, kinds, statuses, null, withAttachment, withConflict, sort, today);
    }
}
