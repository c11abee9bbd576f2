package org.odradek.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.odradek.core.action.Action;
import org.odradek.core.action.Field;
import org.odradek.core.action.Value;
import org.odradek.core.task.Successor;
import org.odradek.store.view.ListQuery.Scope;
import org.odradek.store.view.TagRow;
import org.odradek.store.view.ViewChange;
import org.odradek.store.view.ViewPosition;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// What every user of the store relies on, on a real folder.
final class StoreTest {
    @TempDir Path folder;
    private Desk desk;

    @BeforeEach
    void layDesk() {
        desk = new Desk(folder);
    }

    @AfterEach
    void clearDesk() {
        desk.close();
    }

    @Test
    void givenANote_whenReopened_thenItIsThereWithTheSameHash() {
        var one = desk.device();
        var id = one.note("Trip", "Pack the bags\nBuy tickets");
        one.submit(new Action.AddTag(id, "Home"));
        var before = one.item(id);
        var hash = one.store.view().viewHash();
        one.restart();
        assertEquals(before, one.item(id));
        assertEquals(hash, one.store.view().viewHash());
        assertEquals(List.of("Trip"), one.titles(new Scope.All()));
        assertEquals(List.of(new TagRow("Home", 1)), one.store.view().tags());
        assertEquals("Pack the bags Buy tickets", one.list(new Scope.All()).getFirst().snippet());
    }

    @Test
    void givenTwoDevices_whenTheyExchange_thenBothShowTheSame() {
        var one = desk.device();
        var two = desk.device();
        var id = one.note("Trip", "one two");
        desk.exchange();
        one.type(id, 3, 0, "!");
        two.type(id, 7, 0, " three");
        desk.exchange();
        assertEquals("one! two three", one.item(id).body());
        assertEquals("one! two three", two.item(id).body());
        assertEquals(one.store.view().viewHash(), two.store.view().viewHash());
    }

    @Test
    void givenBothRenamed_whenExchanged_thenBothShowTheSameConflict() {
        var one = desk.device();
        var two = desk.device();
        var id = one.note("Trip", "");
        desk.exchange();
        desk.pass(Duration.ofMinutes(1));
        one.set(id, Field.TITLE, Value.text("Journey"));
        desk.pass(Duration.ofMinutes(1));
        two.set(id, Field.TITLE, Value.text("Holiday"));
        desk.exchange();
        assertEquals("Holiday", one.item(id).row().title());
        assertEquals(1, one.store.view().conflicts().size());
        assertEquals(
                one.store.view().conflicts().stream().map(row -> row.id()).toList(),
                two.store.view().conflicts().stream().map(row -> row.id()).toList());
        one.set(id, Field.TITLE, Value.text("Voyage"));
        desk.exchange();
        assertEquals(List.of(), two.store.view().conflicts());
        assertEquals("Voyage", two.item(id).row().title());
    }

    @Test
    void givenAForeignRename_whenAnOlderScreenIsEdited_thenNothingIsReplacedUnseen() {
        var one = desk.device();
        var two = desk.device();
        var id = one.note("Trip", "");
        desk.exchange();
        var shown = one.item(id).position();
        two.set(id, Field.TITLE, Value.text("Holiday"));
        one.store.receive(two.store.undelivered(10));
        one.store.submit(Edit.of(shown, Edit.set(id, Field.TITLE, Value.text("Journey"))));
        var conflict = one.store.view().conflicts().getFirst();
        assertEquals(
                List.of("Holiday", "Journey"),
                conflict.versions().stream().map(version -> version.value()).sorted().toList());
    }

    @Test
    void givenEntriesBackwards_whenReceived_thenTheyWaitForTheirCauses() {
        var one = desk.device();
        var two = desk.device();
        var id = one.note("Trip", "");
        one.set(id, Field.TITLE, Value.text("Journey"));
        var entries = one.store.undelivered(10);
        var first = two.store.receive(List.of(entries.get(1)));
        assertEquals(new Reception(List.of(), 0, 1, List.of(), List.of(), List.of()), first);
        two.restart();
        var second = two.store.receive(List.of(entries.get(0), entries.get(1)));
        assertEquals(
                new Reception(
                        List.of(entries.get(0).id(), entries.get(1).id()),
                        1,
                        0,
                        List.of(),
                        List.of(),
                        List.of()),
                second);
        assertEquals("Journey", two.item(id).row().title());
    }

    @Test
    void givenARecurringTask_whenDone_thenItsSuccessorIsThere() {
        var one = desk.device();
        var id = one.newId();
        one.submit(
                new Action.CreateItem(id, org.odradek.core.action.ItemKind.TASK),
                Edit.set(id, Field.TITLE, Value.text("Water plants")),
                Edit.set(id, Field.DUE, Value.text("2026-11-24")),
                Edit.set(id, Field.REPEAT, Value.text("FREQ=DAILY")));
        one.set(id, Field.STATUS, new Value.Status(Value.State.DONE, Desk.TODAY));
        var dues = one.list(new Scope.Upcoming()).stream().map(row -> row.due()).toList();
        assertEquals(List.of("2026-11-25"), dues);
        one.set(id, Field.STATUS, new Value.Status(Value.State.OPEN, null));
        assertEquals(List.of(), one.titles(new Scope.Upcoming()));
    }

    @Test
    void givenARecurringTaskWithoutADate_whenItIsOpenedAgainBehindADoneSuccessor_thenThatHasNone() {
        var one = desk.device();
        var id = one.newId();
        var next = Successor.id(id);
        one.submit(
                new Action.CreateItem(id, org.odradek.core.action.ItemKind.TASK),
                Edit.set(id, Field.TITLE, Value.text("Water plants")),
                Edit.set(id, Field.REPEAT, Value.text("FREQ=DAILY")));
        one.set(id, Field.STATUS, new Value.Status(Value.State.DONE, Desk.TODAY));
        one.set(next, Field.STATUS, new Value.Status(Value.State.DONE, null));

        one.set(id, Field.STATUS, new Value.Status(Value.State.OPEN, null));

        assertNull(one.item(next).row().due());
        assertEquals(Value.State.DONE, one.item(next).row().status());
    }

    @Test
    void givenAListener_whenEdited_thenItHearsOfTheChange() {
        var one = desk.device();
        var heard = new ArrayList<ViewChange>();
        try (var subscription = one.store.subscribe(heard::add)) {
            var id = one.note("Trip", "a");
            one.type(id, 1, 0, "b");
            assertEquals(2, heard.size());
            assertEquals(new ViewPosition(2), heard.get(1).position());
            assertEquals(java.util.Set.of(id), heard.get(1).items());
            assertEquals(one.item(id).frontier(), heard.get(1).bodies().get(id).after());
        }
    }

    /// The caller brings its own edit to the disk, where an interrupt must close nothing.
    @Test
    void givenAnInterruptedCaller_whenEdited_thenTheEditIsDurableAndTheInterruptStays() {
        var one = desk.device();
        var id = one.note("Trip", "a");
        Thread.currentThread().interrupt();
        one.type(id, 1, 0, "b");
        assertEquals(true, Thread.interrupted());
        one.type(id, 2, 0, "c");
        one.restart();
        assertEquals("abc", one.item(id).body());
    }

    @Test
    void givenDelivery_whenNoted_thenNothingWaitsUntilTheServerLosesIt() {
        var one = desk.device();
        one.note("Trip", "");
        assertEquals(1, one.store.undelivered(10).size());
        var received = one.store.received();
        one.store.delivered(received);
        assertEquals(0, one.store.undelivered(10).size());
        assertEquals(0, one.list(new Scope.All()).getFirst().waitingSinceMs());
        one.store.delivered(org.odradek.core.causality.VersionVector.EMPTY);
        one.restart();
        assertEquals(1, one.store.undelivered(10).size());
        assertEquals(true, one.list(new Scope.All()).getFirst().waitingSinceMs() > 0);
    }

    @Test
    void givenATitleTooLong_whenSubmitted_thenItIsRefused() {
        var one = desk.device();
        var id = one.note("Trip", "");
        var answer =
                one.store.submit(
                        Edit.of(
                                ViewPosition.NEWEST,
                                Edit.set(id, Field.TITLE, Value.text("x".repeat(501)))));
        assertEquals(
                new Submission.Refused(
                        Submission.Refusal.BAD_VALUE, "A title has at most 500 characters."),
                answer);
    }
}
