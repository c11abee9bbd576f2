package org.odradek.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.odradek.core.action.Action;
import org.odradek.core.action.Field;
import org.odradek.core.action.Value;
import org.odradek.store.history.History;
import org.odradek.store.view.ListQuery.Scope;
import org.odradek.store.view.ViewChange;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The past: what it shows, and that undo, redo and revert are new entries.
final class HistoryTest {
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
    void givenEdits_whenLookedBack_thenEachMomentIsThere() {
        var one = desk.device();
        var id = one.note("Trip", "one");
        var created = one.store.history().of(id, 10, null).getFirst().entry();
        desk.pass(Duration.ofMinutes(1));
        one.type(id, 3, 0, " two");
        desk.pass(Duration.ofMinutes(1));
        one.set(id, Field.TITLE, Value.text("Journey"));
        assertEquals(
                List.of("Title", "Text: 4 added", "Created a note, text: 3 added"),
                one.store.history().of(id, 10, null).stream().map(row -> row.summary()).toList());
        var then = one.store.history().at(id, created).orElseThrow();
        assertEquals("Trip/one", then.row().title() + "/" + then.body());
        assertEquals(3, one.store.history().log(null, 0, 10).size());
        one.store.history().revert(id, created);
        assertEquals("Trip/one", one.item(id).row().title() + "/" + one.item(id).body());
    }

    @Test
    void givenSteps_whenUndoneAndRedone_thenTheyGoBackAndForth() {
        var one = desk.device();
        var id = one.note("Trip", "one");
        one.set(id, Field.TITLE, Value.text("Journey"));
        one.type(id, 3, 0, " two");
        undo(one);
        assertEquals("Journey/one", state(one, id));
        undo(one);
        assertEquals("Trip/one", state(one, id));
        one.restart();
        redo(one);
        assertEquals("Journey/one", state(one, id));
        redo(one);
        assertEquals("Journey/one two", state(one, id));
        assertEquals(true, one.store.history().planRedo().isEmpty());
        undo(one);
        undo(one);
        undo(one);
        assertEquals(List.of("Trip"), one.titles(new Scope.Trash()));
    }

    @Test
    void givenAnothersWrite_whenUndone_thenItStaysAndIsNamed() {
        var one = desk.device();
        var two = desk.device();
        var id = one.note("Trip", "");
        var entry =
                one.submit(
                                Edit.set(id, Field.TITLE, Value.text("Journey")),
                                Edit.set(id, Field.DUE, Value.text("2026-12-01")))
                        .entry();
        desk.exchange();
        two.set(id, Field.TITLE, Value.text("Holiday"));
        desk.exchange();
        var plan = one.store.history().planUndo(entry).orElseThrow();
        assertEquals(
                List.of("The title of “Holiday” was changed again since and stays."), plan.kept());
        one.store.history().undo(plan);
        desk.exchange();
        assertEquals("Holiday", two.item(id).row().title());
        assertEquals(null, two.item(id).row().due());
    }

    @Test
    void givenTwoEditedOneText_whenMerged_thenItIsListedAndCanBeTakenBack() {
        var one = desk.device();
        var two = desk.device();
        var id = one.note("Trip", "first\nsecond\n");
        desk.exchange();
        desk.pass(Duration.ofMinutes(1));
        one.type(id, 5, 0, " line");
        desk.pass(Duration.ofMinutes(1));
        two.type(id, 12, 0, " line");
        desk.exchange();
        one.store.profile().nameDevice(two.store.profile().device(), "Laptop");
        var merged = one.store.history().merged(10);
        assertEquals(1, merged.size());
        assertEquals(List.of("Device 0", "Laptop"), merged.getFirst().devices());
        one.store.history().revertMerged(merged.getFirst().entry());
        desk.exchange();
        assertEquals("first line\nsecond\n", two.item(id).body());
    }

    @Test
    void givenADelivery_whenAsked_thenTheReceiptSaysSo() {
        var one = desk.device();
        var two = desk.device();
        var id = one.note("Trip", "");
        one.store.delivered(one.store.received());
        one.store.seenBy(two.store.profile().device(), one.store.received(), 5);
        one.set(id, Field.TITLE, Value.text("Journey"));
        var receipts = one.store.history().receipts(id, 10);
        assertEquals(List.of(false, true), receipts.stream().map(each -> each.atServer()).toList());
        assertEquals(receipts.subList(0, 1), one.store.history().receipts(id, 1));
        assertEquals(
                List.of(
                        List.of(),
                        List.of(
                                new History.Seen(
                                        two.store.profile().device(),
                                        two.store.profile().device().toString().substring(0, 8),
                                        5))),
                receipts.stream().map(each -> each.seenBy()).toList());
    }

    @Test
    void givenAListener_whenAnotherDeviceHasAnEdit_thenItIsToldOfTheDelivery() {
        var one = desk.device();
        one.note("Trip", "");
        var heard = new ArrayList<ViewChange>();
        try (var subscription = one.store.subscribe(heard::add)) {
            one.store.seenBy(desk.device().store.profile().device(), one.store.received(), 5);
        }
        assertEquals(List.of(true), heard.stream().map(ViewChange::delivery).toList());
    }

    @Test
    void givenAProfile_whenExamined_thenRebuildAndLiveAgree() {
        var one = desk.device();
        var id = one.note("Trip", "one");
        one.submit(new Action.AddTag(id, "home"));
        var report = one.store.doctor().examine(true, _ -> {}, () -> false);
        assertEquals(report.viewHash(), report.rebuiltHash());
        assertEquals(List.of(), report.findings());
        assertEquals(2, report.entries());
    }

    private static void undo(Desk.Device device) {
        var plan = device.store.history().planUndo(null).orElseThrow();
        Desk.accepted(device.store.history().undo(plan));
    }

    private static void redo(Desk.Device device) {
        var plan = device.store.history().planRedo().orElseThrow();
        Desk.accepted(device.store.history().undo(plan));
    }

    private static String state(Desk.Device device, org.odradek.core.entry.ItemId id) {
        return device.item(id).row().title() + "/" + device.item(id).body();
    }
}
