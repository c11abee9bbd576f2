package org.odradek.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.odradek.core.action.Action;
import org.odradek.core.action.Field;
import org.odradek.core.action.ItemKind;
import org.odradek.core.action.Value;
import org.odradek.core.action.Value.State;
import org.odradek.core.entry.DerivedIds;
import org.odradek.core.entry.EntryId;
import org.odradek.core.entry.ItemId;
import org.odradek.core.entry.Origin;
import org.odradek.core.task.Successor;
import org.odradek.store.edit.Planned;
import org.odradek.store.edit.Resolutions;
import org.odradek.store.edit.Resolutions.Choice;
import org.odradek.store.view.ConflictRow;
import org.odradek.store.view.ListQuery.Scope;
import org.odradek.store.view.ViewPosition;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;

/// Conflicts as both devices show them, and what decisions do.
final class ConflictsTest {
    @TempDir Path folder;
    private Desk desk;
    private Desk.Device one;
    private Desk.Device two;

    @BeforeEach
    void layDesk() {
        desk = new Desk(folder);
        one = desk.device();
        two = desk.device();
    }

    @AfterEach
    void clearDesk() {
        desk.close();
    }

    @Test
    void givenTwoTitles_whenDecided_thenSettledEverywhereAndRemembered() {
        var id = one.note("Trip", "");
        desk.exchange();
        one.set(id, Field.TITLE, Value.text("Journey"));
        desk.pass(Duration.ofMinutes(1));
        two.set(id, Field.TITLE, Value.text("Holiday"));
        desk.exchange();
        var conflict = one.store.view().conflicts().getFirst();
        assertEquals("Trip", conflict.base());
        assertEquals("Holiday", conflict.versions().get(conflict.shown() - 1).value());
        decide(one, conflict, new Choice.Both());
        desk.exchange();
        assertEquals(List.of(), two.store.view().conflicts());
        var settled = two.store.view().conflict(conflict.id()).orElseThrow().resolved();
        assertEquals(one.item(id).row().title(), settled == null ? "" : settled.value());
        assertEquals(ids(one), ids(two));
    }

    @Test
    void givenOneLineEditedTwice_whenMerged_thenItIsToBeReviewed() {
        var id = one.note("Trip", "pack bags\nbuy tickets\n");
        desk.exchange();
        one.type(id, 9, 0, " today");
        two.type(id, 0, 4, "fill");
        desk.exchange();
        assertEquals("fill bags today\nbuy tickets\n", two.item(id).body());
        var conflict = two.store.view().conflicts().getFirst();
        assertEquals("pack bags\nbuy tickets\n", conflict.base());
        assertEquals(
                List.of("fill bags\nbuy tickets\n", "pack bags today\nbuy tickets\n"),
                conflict.versions().stream().map(version -> version.value()).sorted().toList());
        assertEquals(ids(one), ids(two));
        decide(two, conflict, new Choice.Both());
        desk.exchange();
        assertEquals(List.of(), one.store.view().conflicts());
        assertEquals(0, one.item(id).row().conflicts());
        assertEquals(one.store.view().viewHash(), two.store.view().viewHash());
    }

    @Test
    void givenOneDecisionMadeTwice_whenOneMoreEditMeetsIt_thenAllNameTheSameEntries() {
        var three = desk.device();
        var id = one.note("Trip", "pack bags\n");
        desk.exchange();
        one.type(id, 9, 0, " today");
        two.type(id, 0, 4, "fill");
        three.type(id, 5, 0, "all ");
        one.store.receive(two.store.undelivered(100));
        two.store.receive(one.store.undelivered(100));
        for (var device : List.of(one, two)) {
            var conflict = device.store.view().conflicts().getFirst();
            decide(device, conflict, new Choice.Anew("pack now\n"));
            assertEquals(List.of(), device.store.view().conflicts());
        }
        desk.exchange();
        assertEquals(1, one.store.view().conflicts().size());
        assertEquals(entries(one), entries(two));
        assertEquals(entries(one), entries(three));
    }

    /// The successor's row is written anew, though nothing was done to it.
    @Test
    void givenASuccessorInARing_whenTheTaskBeforeItChanges_thenTheRingIsCutStill() {
        var task = one.note("Trip", "");
        one.set(task, Field.DUE, Value.text("2026-11-24"));
        one.set(task, Field.REPEAT, Value.text("FREQ=DAILY"));
        one.set(task, Field.STATUS, new Value.Status(State.DONE, LocalDate.of(2026, 11, 24)));
        var other = one.note("Packing", "");
        desk.exchange();
        var successor = Successor.id(task);
        one.set(successor, Field.PARENT, Value.ref(other));
        desk.pass(Duration.ofMinutes(1));
        two.set(other, Field.PARENT, Value.ref(successor));
        desk.exchange();
        var ring = ids(one);
        assertEquals(1, ring.size());
        var parents = parents(one, successor, other);

        one.set(task, Field.TITLE, Value.text("Journey"));
        desk.exchange();

        for (var device : List.of(one, two)) {
            assertEquals(ring, ids(device));
            assertEquals(parents, parents(device, successor, other));
        }
    }

    private static List<String> parents(Desk.Device device, ItemId... items) {
        return Stream.of(items).map(item -> "" + device.item(item).row().parent()).toList();
    }

    private static List<EntryId> entries(Desk.Device device) {
        return device.store.view().conflicts().stream()
                .flatMap(conflict -> conflict.places().stream())
                .flatMap(place -> place.versions().stream())
                .map(ConflictRow.Side::entry)
                .toList();
    }

    @Test
    void givenADeleteAndAnEdit_whenExchanged_thenTheNoteIsBackAndAskedAbout() {
        var id = one.note("Trip", "text");
        desk.exchange();
        one.set(id, Field.TRASHED, Value.flag(true));
        two.type(id, 4, 0, "!");
        desk.exchange();
        assertEquals(false, one.item(id).row().trashed());
        var conflict = one.store.view().conflicts().getFirst();
        assertEquals(
                List.of("deleted", "edited"),
                conflict.versions().stream().map(version -> version.value()).sorted().toList());
        assertEquals("edited", conflict.versions().get(conflict.shown() - 1).value());
        decide(two, two.store.view().conflicts().getFirst(), new Choice.Anew("deleted"));
        desk.exchange();
        assertEquals(true, one.item(id).row().trashed());
        assertEquals(List.of(), one.store.view().conflicts());
        assertEquals(ids(one), ids(two));
    }

    @Test
    void givenANotebookRemovedWhileUsed_whenExchanged_thenOneConflictNamesTheItems() {
        var trips = notebook(one, "Trips", null);
        desk.exchange();
        var id = two.note("Italy", "");
        two.set(id, Field.NOTEBOOK, Value.ref(trips));
        one.set(trips, Field.REMOVED, Value.flag(true));
        desk.exchange();
        assertEquals(List.of("Italy"), one.titles(new Scope.Inbox()));
        var conflict = one.store.view().conflicts().getFirst();
        assertEquals(List.of(id), conflict.items());
        assertEquals(ids(one), ids(two));
        decide(two, two.store.view().conflicts().getFirst(), new Choice.Take(2));
        desk.exchange();
        assertEquals("Trips", one.item(id).row().notebookPath());
        assertEquals(List.of(), one.store.view().conflicts());
        assertEquals(ids(one), ids(two));
    }

    @Test
    void givenTwoMovesThatCloseARing_whenExchanged_thenTheOlderIsAskedAbout() {
        var first = notebook(one, "A", null);
        var second = notebook(one, "B", null);
        desk.exchange();
        desk.pass(Duration.ofMinutes(1));
        one.set(first, Field.NOTEBOOK_PARENT, Value.ref(second));
        desk.pass(Duration.ofMinutes(1));
        two.set(second, Field.NOTEBOOK_PARENT, Value.ref(first));
        desk.exchange();
        assertEquals(
                List.of("A", "A/B"),
                one.store.view().notebooks().stream().map(row -> row.path()).toList());
        var conflict = one.store.view().conflicts().getFirst();
        assertEquals(
                List.of("/", "A/B"),
                conflict.versions().stream().map(version -> version.value()).toList());
        assertEquals(ids(one), ids(two));
        decide(one, conflict, new Choice.KeepShown());
        desk.exchange();
        assertEquals(List.of(), two.store.view().conflicts());
        assertEquals(
                List.of("A", "A/B"),
                two.store.view().notebooks().stream().map(row -> row.path()).toList());
    }

    private static ItemId notebook(Desk.Device device, String name, @Nullable ItemId parent) {
        var id = DerivedIds.notebook(parent, name, 0);
        device.submit(
                new Action.CreateItem(id, ItemKind.NOTEBOOK),
                Edit.set(id, Field.NAME, Value.text(name)),
                Edit.set(id, Field.NOTEBOOK_PARENT, Value.ref(parent)));
        return id;
    }

    private static List<String> ids(Desk.Device device) {
        return device.store.view().allConflicts().stream()
                .map(row -> row.id() + " " + row.field() + " " + (row.resolved() == null))
                .toList();
    }

    private static void decide(Desk.Device device, ConflictRow conflict, Choice choice) {
        switch (new Resolutions(device.store.view()).resolve(conflict, choice)) {
            case Planned.Ready ready ->
                    Desk.accepted(
                            device.store.submit(
                                    Edit.of(ViewPosition.NEWEST, ready.actions())
                                            .as(Origin.RESOLVE)));
            case Planned other -> throw new AssertionError(other.toString());
        }
    }
}
