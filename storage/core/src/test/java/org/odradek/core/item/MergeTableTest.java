package org.odradek.core.item;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.odradek.core.item.Samples.A;
import static org.odradek.core.item.Samples.B;
import static org.odradek.core.item.Samples.ITEM;
import static org.odradek.core.item.Samples.entry;
import static org.odradek.core.item.Samples.set;
import static org.odradek.core.item.Samples.stamp;
import static org.odradek.core.item.Samples.write;

import org.junit.jupiter.api.Test;
import org.odradek.core.action.Action;
import org.odradek.core.action.Field;
import org.odradek.core.action.ItemKind;
import org.odradek.core.action.Value;
import org.odradek.core.action.Value.State;
import org.odradek.core.conflict.ConflictKind;
import org.odradek.core.conflict.Conflicts;
import org.odradek.core.entry.Origin;

import java.time.LocalDate;
import java.util.List;
import java.util.TreeSet;

/// How each field merges when both devices write it without knowing of each other.
class MergeTableTest {
    private final ItemState made =
            ItemState.empty(ITEM)
                    .apply(stamp(entry(A, 1), 100), new Action.CreateItem(ITEM, ItemKind.TASK))
                    .apply(stamp(entry(A, 1), 100), set(ITEM, Field.TITLE, Value.text("Pay rent")));

    @Test
    void givenOneTitle_whenBothRename_thenTheLaterIsShownAndBothAreKept() {
        var state =
                both(
                        set(ITEM, Field.TITLE, Value.text("Pay rent to A"), write(entry(A, 1))),
                        set(ITEM, Field.TITLE, Value.text("Pay rent to B"), write(entry(A, 1))));

        assertEquals("Pay rent to B", Shown.of(state).name());
        var conflict = Conflicts.of(state).getFirst();
        assertEquals(ConflictKind.VALUE, conflict.kind());
        assertEquals(2, conflict.versions().size());
        assertEquals(1, conflict.shown());
    }

    /// The simulation's seed 12 once found that a pin noted the edits that it had not seen, as a delete does, but only those before it.
    @Test
    void givenAPinAndAnEditThatDidNotKnowOfIt_whenTheyComeInEitherOrder_thenTheStateIsTheSame() {
        var pinned = set(ITEM, Field.PINNED, Value.flag(true));
        var edited = set(ITEM, Field.TITLE, Value.text("Pay the rent"), write(entry(A, 1)));
        var byA = stamp(entry(A, 2), 200, entry(A, 1));
        var byB = stamp(entry(B, 1), 300, entry(A, 1));

        assertEquals(
                made.apply(byA, pinned).apply(byB, edited),
                made.apply(byB, edited).apply(byA, pinned));
    }

    @Test
    void givenTwoTitles_whenOneIsChosenHavingSeenBoth_thenNothingIsLeftToDecide() {
        var disputed =
                both(
                        set(ITEM, Field.TITLE, Value.text("Pay rent to A"), write(entry(A, 1))),
                        set(ITEM, Field.TITLE, Value.text("Pay rent to B"), write(entry(A, 1))));

        var settled =
                disputed.apply(
                        stamp(entry(A, 3), 300, entry(B, 1)),
                        set(
                                ITEM,
                                Field.TITLE,
                                Value.text("Pay rent to A"),
                                write(entry(A, 2)),
                                write(entry(B, 1))));

        assertEquals("Pay rent to A", Shown.of(settled).name());
        assertEquals(List.of(), Conflicts.of(settled));
    }

    @Test
    void givenOneTitle_whenBothRenameAlike_thenThereIsNoConflict() {
        var state =
                both(
                        set(ITEM, Field.TITLE, Value.text("Rent"), write(entry(A, 1))),
                        set(ITEM, Field.TITLE, Value.text("Rent"), write(entry(A, 1))));

        assertEquals(List.of(), Conflicts.of(state));
    }

    @Test
    void givenATask_whenBothComplete_thenThereIsNoConflictAndTheLaterDateCounts() {
        var state =
                both(
                        set(
                                ITEM,
                                Field.STATUS,
                                new Value.Status(State.DONE, LocalDate.of(2026, 12, 1))),
                        set(
                                ITEM,
                                Field.STATUS,
                                new Value.Status(State.DONE, LocalDate.of(2026, 12, 2))));

        assertEquals(List.of(), Conflicts.of(state));
        assertEquals("2026-12-02", Shown.of(state).completedOn());
    }

    @Test
    void givenATask_whenOneCompletesAndOneCancels_thenAPersonDecides() {
        var state =
                both(
                        set(ITEM, Field.STATUS, new Value.Status(State.DONE, null)),
                        set(ITEM, Field.STATUS, new Value.Status(State.CANCELLED, null)));

        assertEquals("status", Conflicts.of(state).getFirst().field());
    }

    @Test
    void givenAPriority_whenBothSetIt_thenTheLaterWinsWithoutAQuestion() {
        var state =
                both(
                        set(ITEM, Field.PRIORITY, Value.text("low")),
                        set(ITEM, Field.PRIORITY, Value.text("high")));

        assertEquals("high", Shown.of(state).priority());
        assertEquals(List.of(), Conflicts.of(state));
    }

    @Test
    void givenATag_whenOneRemovesAndTheOtherAddsItAgain_thenItStays() {
        var tagged = made.apply(stamp(entry(A, 1), 100), new Action.AddTag(ITEM, "Home"));

        var state =
                tagged.apply(stamp(entry(A, 2), 200), new Action.RemoveTag(ITEM, "#home"))
                        .apply(
                                stamp(entry(B, 1), 150, entry(A, 1)),
                                new Action.AddTag(ITEM, "HOME"));

        assertEquals(List.of("HOME"), Shown.of(state).tags());
    }

    @Test
    void givenAnItem_whenOneTrashesAndTheOtherEditsIt_thenItIsBackAndAPersonDecides() {
        var state =
                both(
                        set(ITEM, Field.TRASHED, Value.flag(true)),
                        set(ITEM, Field.TITLE, Value.text("Pay rent soon"), write(entry(A, 1))));

        assertFalse(Shown.of(state).trashed());
        assertEquals(ConflictKind.DELETE, Conflicts.of(state).getFirst().kind());
    }

    @Test
    void givenAnItem_whenOneTrashesAndTheOtherOnlyPinsOrTagsIt_thenItStaysInTheTrash() {
        var state =
                both(
                                set(ITEM, Field.TRASHED, Value.flag(true)),
                                set(ITEM, Field.PINNED, Value.flag(true)))
                        .apply(
                                stamp(entry(B, 2), 210, entry(A, 1)),
                                new Action.AddTag(ITEM, "home"));

        assertTrue(Shown.of(state).trashed());
        assertEquals(List.of(), Conflicts.of(state));
    }

    @Test
    void givenAContestedDelete_whenItIsDeletedHavingSeenTheEdit_thenItStaysInTheTrash() {
        var contested =
                both(
                        set(ITEM, Field.TRASHED, Value.flag(true)),
                        set(ITEM, Field.TITLE, Value.text("Pay rent soon"), write(entry(A, 1))));

        var state =
                contested.apply(
                        stamp(entry(A, 3), 300, entry(B, 1)),
                        set(ITEM, Field.TRASHED, Value.flag(true), write(entry(A, 2))));

        assertTrue(Shown.of(state).trashed());
        assertEquals(List.of(), Conflicts.of(state));
    }

    @Test
    void givenAPurge_whenItDidNotKnowOfAnEdit_thenTheItemIsBack() {
        var state = both(new Action.Purge(ITEM), set(ITEM, Field.DUE, Value.text("2026-12-01")));

        assertFalse(Shown.of(state).purged());
    }

    @Test
    void givenHousekeepingBesideAPerson_whenBothWrite_thenThePersonWinsAndNobodyIsAsked() {
        var byProgram =
                new Stamp(
                        entry(A, 2),
                        stamp(entry(A, 2), 900).seen(),
                        new TreeSet<>(),
                        stamp(entry(A, 2), 900).hlc(),
                        900,
                        Origin.HOUSEKEEPING);
        var state =
                made.apply(
                                byProgram,
                                set(ITEM, Field.TITLE, Value.text("tidied"), write(entry(A, 1))))
                        .apply(
                                stamp(entry(B, 1), 150, entry(A, 1)),
                                set(
                                        ITEM,
                                        Field.TITLE,
                                        Value.text("Pay rent now"),
                                        write(entry(A, 1))));

        assertEquals("Pay rent now", Shown.of(state).name());
        assertEquals(List.of(), Conflicts.of(state));
    }

    /// Applies one action of each device; B's clock is later.
    private ItemState both(Action byA, Action byB) {
        var state =
                made.apply(stamp(entry(A, 2), 200), byA)
                        .apply(stamp(entry(B, 1), 205, entry(A, 1)), byB);
        var other =
                made.apply(stamp(entry(B, 1), 205, entry(A, 1)), byB)
                        .apply(stamp(entry(A, 2), 200), byA);
        assertEquals(state, other, "the order of arrival does not count");
        return state;
    }
}
