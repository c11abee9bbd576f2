package org.odradek.core.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.odradek.core.item.Samples.A;
import static org.odradek.core.item.Samples.ITEM;
import static org.odradek.core.item.Samples.entry;
import static org.odradek.core.item.Samples.set;
import static org.odradek.core.item.Samples.stamp;

import org.junit.jupiter.api.Test;
import org.odradek.core.action.Action;
import org.odradek.core.action.Field;
import org.odradek.core.action.ItemKind;
import org.odradek.core.action.Value;
import org.odradek.core.action.Value.State;
import org.odradek.core.item.ItemState;
import org.odradek.core.item.Shown;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Optional;

class SuccessorTest {
    private final Recurrences weekly =
            new Recurrences() {
                @Override
                public Optional<String> next(String rule, String due, LocalDate after) {
                    var day =
                            due.contains("T")
                                    ? LocalDateTime.parse(due).toLocalDate()
                                    : LocalDate.parse(due);
                    var next = day.plusWeeks(1);
                    while (!next.isAfter(after)) {
                        next = next.plusWeeks(1);
                    }
                    return Optional.of(
                            due.contains("T") ? next + due.substring(10) : next.toString());
                }

                @Override
                public boolean isValid(String rule) {
                    return true;
                }
            };

    @Test
    void givenATaskRepeatingFromDue_whenDoneLate_thenTheNextFollowsTheDueDate() {
        var done = task("2026-12-01", "due", LocalDate.of(2026, 12, 20));

        assertEquals(Optional.of("2026-12-08"), Successor.due(Shown.of(done), weekly));
    }

    @Test
    void givenATaskRepeatingFromDone_whenDoneLate_thenTheNextFollowsTheCompletion() {
        var done = task("2026-12-01T09:00", "done", LocalDate.of(2026, 12, 20));

        assertEquals(Optional.of("2026-12-27T09:00"), Successor.due(Shown.of(done), weekly));
    }

    @Test
    void givenAnOpenTask_whenAsked_thenItHasNoSuccessor() {
        var open =
                ItemState.empty(ITEM)
                        .apply(stamp(entry(A, 1), 100), new Action.CreateItem(ITEM, ItemKind.TASK))
                        .apply(
                                stamp(entry(A, 1), 100),
                                set(ITEM, Field.REPEAT, Value.text("FREQ=WEEKLY")));

        assertEquals(Optional.empty(), Successor.due(Shown.of(open), weekly));
    }

    @Test
    void givenASuccessorThatNobodyEdited_whenShown_thenItReadsThroughAndTheReminderMovesAlong() {
        var done =
                task("2026-12-01", "due", LocalDate.of(2026, 12, 1))
                        .apply(
                                stamp(entry(A, 3), 300),
                                set(ITEM, Field.REMINDER, Value.text("2026-11-30T18:00")));

        var shown =
                Successor.shown(Shown.of(done), ItemState.empty(Successor.id(ITEM)), "2026-12-08");

        assertEquals("Water the plants", shown.name());
        assertEquals(State.OPEN, shown.status());
        assertEquals("2026-12-08", shown.due());
        assertEquals("2026-12-07T18:00", shown.reminder());
    }

    @Test
    void givenAnEditedSuccessor_whenShown_thenOnlyItsOwnWritesDiffer() {
        var done = task("2026-12-01", "due", LocalDate.of(2026, 12, 1));
        var own =
                ItemState.empty(Successor.id(ITEM))
                        .apply(
                                stamp(entry(A, 4), 400),
                                set(
                                        Successor.id(ITEM),
                                        Field.TITLE,
                                        Value.text("Water them twice")));

        var shown = Successor.shown(Shown.of(done), own, "2026-12-08");

        assertEquals("Water them twice", shown.name());
        assertEquals("2026-12-08", shown.due());
    }

    @Test
    void givenASuccessor_whenItIsDone_thenItIsShownDoneAndHasOneInTurn() {
        var done = task("2026-12-01", "due", LocalDate.of(2026, 12, 1));
        var status = new Value.Status(State.DONE, LocalDate.of(2026, 12, 9));
        var own =
                ItemState.empty(Successor.id(ITEM))
                        .apply(
                                stamp(entry(A, 4), 400),
                                set(Successor.id(ITEM), Field.STATUS, status));

        var shown = Successor.shown(Shown.of(done), own, "2026-12-08");

        assertEquals(State.DONE, shown.status());
        assertEquals("2026-12-09", shown.completedOn());
        assertEquals(Optional.of("2026-12-15"), Successor.due(shown, weekly));
    }

    private static ItemState task(String due, String from, LocalDate doneOn) {
        return ItemState.empty(ITEM)
                .apply(stamp(entry(A, 1), 100), new Action.CreateItem(ITEM, ItemKind.TASK))
                .apply(
                        stamp(entry(A, 1), 100),
                        set(ITEM, Field.TITLE, Value.text("Water the plants")))
                .apply(stamp(entry(A, 1), 100), set(ITEM, Field.DUE, Value.text(due)))
                .apply(stamp(entry(A, 1), 100), set(ITEM, Field.REPEAT, Value.text("FREQ=WEEKLY")))
                .apply(stamp(entry(A, 1), 100), set(ITEM, Field.REPEAT_FROM, Value.text(from)))
                .apply(
                        stamp(entry(A, 2), 200),
                        set(ITEM, Field.STATUS, new Value.Status(State.DONE, doneOn)));
    }
}
