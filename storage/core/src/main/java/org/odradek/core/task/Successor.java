package org.odradek.core.task;

import org.jspecify.annotations.Nullable;
import org.odradek.core.action.Field;
import org.odradek.core.action.ItemKind;
import org.odradek.core.action.Value.State;
import org.odradek.core.entry.DerivedIds;
import org.odradek.core.entry.ItemId;
import org.odradek.core.item.ItemState;
import org.odradek.core.item.Shown;
import org.odradek.core.register.Register;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Optional;

/// The next task of a recurring one. It is in the view as long as its predecessor is done or somebody edited it; its id is derived,
/// so that two devices that complete the same task have one successor. What nobody wrote reads through to the predecessor.
public final class Successor {
    private Successor() {}

    /// The id of a task's successor.
    public static ItemId id(ItemId task) {
        return DerivedIds.successor(task, 1);
    }

    /// When the successor is due; empty when the task does not recur, is not done, or the rule has ended.
    ///
    /// @param completed what the predecessor shows
    public static Optional<String> due(Shown completed, Recurrences recurrences) {
        if (completed.kind() != ItemKind.TASK
                || completed.status() != State.DONE
                || completed.repeat() == null) {
            return Optional.empty();
        }
        var doneOn =
                completed.completedOn() == null ? null : LocalDate.parse(completed.completedOn());
        var due =
                completed.due() != null
                        ? completed.due()
                        : doneOn == null ? null : doneOn.toString();
        if (due == null) {
            return Optional.empty();
        }
        return doneOn != null && completed.repeatFrom().equals("done")
                ? recurrences.next(completed.repeat(), startingOn(doneOn, due), doneOn)
                : recurrences.next(completed.repeat(), due, day(due));
    }

    /// What the successor shows: its own writes, and beneath them the predecessor's fields.
    ///
    /// @param own what somebody wrote to the successor; [ItemState#empty] when nobody did
    /// @param due when it is due, unless somebody wrote that; null for no date, as after its predecessor was opened again
    public static Shown shown(Shown predecessor, ItemState own, @Nullable String due) {
        var written = Shown.ofTask(own);
        boolean recurs = has(own, Field.REPEAT);
        return new Shown(
                ItemKind.TASK,
                has(own, Field.TITLE) ? written.name() : predecessor.name(),
                has(own, Field.NOTEBOOK) ? written.notebook() : predecessor.notebook(),
                own.tags().isEmpty() ? predecessor.tags() : written.tags(),
                has(own, Field.PINNED) ? written.pinned() : predecessor.pinned(),
                written.status(),
                written.completedOn(),
                has(own, Field.DUE) ? written.due() : due,
                has(own, Field.REMINDER) ? written.reminder() : shifted(predecessor, due),
                recurs ? written.repeat() : predecessor.repeat(),
                has(own, Field.REPEAT_FROM) ? written.repeatFrom() : predecessor.repeatFrom(),
                has(own, Field.PRIORITY) ? written.priority() : predecessor.priority(),
                has(own, Field.PARENT) ? written.parent() : predecessor.parent(),
                written.trashed(),
                written.purged(),
                own.created() == null ? predecessor.updatedMs() : written.createdMs(),
                own.changed() == null ? predecessor.updatedMs() : written.updatedMs(),
                has(own, Field.ORDER) ? written.orderKey() : predecessor.orderKey(),
                own.created() == null ? predecessor.updatedBy() : written.createdBy(),
                own.changed() == null ? predecessor.updatedBy() : written.updatedBy());
    }

    private static boolean has(ItemState state, Field field) {
        return !state.register(field).equals(Register.EMPTY);
    }

    /// The reminder keeps its distance from the due date.
    private static @Nullable String shifted(Shown predecessor, @Nullable String due) {
        if (predecessor.reminder() == null || predecessor.due() == null || due == null) {
            return null;
        }
        try {
            var distance = Duration.between(moment(predecessor.due()), moment(due));
            var reminder = moment(predecessor.reminder()).plus(distance);
            return predecessor.reminder().contains("T")
                    ? reminder.toString()
                    : reminder.toLocalDate().toString();
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static String startingOn(LocalDate day, String due) {
        return due.contains("T")
                ? day.atTime(moment(due).toLocalTime()).toString()
                : day.toString();
    }

    private static LocalDate day(String date) {
        return moment(date).toLocalDate();
    }

    private static LocalDateTime moment(String date) {
        return date.contains("T")
                ? LocalDateTime.parse(date)
                : LocalDate.parse(date).atStartOfDay();
    }
}
