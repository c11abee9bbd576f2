package org.odradek.store.view;

import org.jspecify.annotations.Nullable;
import org.odradek.core.action.Value.State;
import org.odradek.core.entry.ItemId;

import java.time.LocalDate;
import java.util.Set;

/// Which items a list shows, and in which order. Trashed items are in no scope but [Scope.Trash].
///
/// @param kinds   notes, tasks or both
/// @param statuses of tasks; empty for all (open ones only where a scope says so)
/// @param today   what "today" and "late" are measured by
public record ListQuery(
        Scope scope,
        Kinds kinds,
        Set<State> statuses,
        @Nullable Due due,
        boolean withAttachment,
        boolean withConflict,
        Sort sort,
        LocalDate today) {
    public ListQuery {
        statuses = Set.copyOf(statuses);
    }

    public static ListQuery of(Scope scope, Sort sort, LocalDate today) {
        return new ListQuery(scope, Kinds.ALL, Set.of(), null, false, false, sort, today);
    }

    public ListQuery with(Kinds newKinds, Set<State> newStatuses) {
        return new ListQuery(
                scope, newKinds, newStatuses, due, withAttachment, withConflict, sort, today);
    }

    public ListQuery dueIn(@Nullable Due newDue) {
        return new ListQuery(
                scope, kinds, statuses, newDue, withAttachment, withConflict, sort, today);
    }

    /// Where to look.
    public sealed interface Scope {
        record All() implements Scope {}

        /// Open tasks and notes without a notebook.
        record Inbox() implements Scope {}

        /// Open tasks due today or late.
        record Today() implements Scope {}

        /// Open tasks due from tomorrow on.
        record Upcoming() implements Scope {}

        record Tasks() implements Scope {}

        record InNotebook(ItemId notebook, boolean below) implements Scope {}

        record Tagged(String tag) implements Scope {}

        record SubtasksOf(ItemId parent) implements Scope {}

        record Trash() implements Scope {}
    }

    /// Notes, tasks, or both.
    public enum Kinds {
        ALL,
        NOTES,
        TASKS
    }

    /// `WEEK` is today and the six days after it; `TODAY` leaves late ones out.
    public enum Due {
        TODAY,
        WEEK,
        OVERDUE
    }

    /// Equal keys are ordered by id, so that an order is total and the same everywhere.
    public enum Sort {
        UPDATED,
        CREATED,
        TITLE,
        DUE,
        PRIORITY,
        ORDER
    }
}
