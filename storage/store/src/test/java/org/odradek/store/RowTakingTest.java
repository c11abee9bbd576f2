package org.odradek.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.odradek.core.action.Action;
import org.odradek.core.action.Field;
import org.odradek.core.action.ItemKind;
import org.odradek.core.action.Value;
import org.odradek.core.entry.EntryId;
import org.odradek.core.entry.ItemId;
import org.odradek.store.doctor.Remaking;
import org.odradek.store.snapshot.Forging;
import org.odradek.store.snapshot.MalformedRowsException;
import org.odradek.store.snapshot.RowForm;
import org.odradek.store.view.ListQuery;
import org.odradek.store.view.ViewChange;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;

/// A new device takes the rows that another one made, instead of making them.
final class RowTakingTest {
    private static final ListQuery.Scope ALL = new ListQuery.Scope.All();

    @TempDir Path folder;
    private Desk desk;
    private Desk.Device one;
    private Desk.Device two;
    private Desk.Device fresh;
    private ItemId trip;
    private ItemId task;

    @BeforeEach
    void layDesk() {
        desk = new Desk(folder);
        one = desk.device();
        two = desk.device();
        trip = one.note("Trip", "one two\nthree\n");
        task = repeating();
        one.note("Long", "a piece of it. ".repeat(400));
        desk.exchange();
        one.type(trip, 0, 0, "a");
        two.type(trip, 0, 0, "b");
        one.set(trip, Field.TITLE, Value.text("Trip of one"));
        two.set(trip, Field.TITLE, Value.text("Trip of two"));
        desk.exchange();
        one.set(task, Field.STATUS, Value.text("done"));
        for (int i = 0; i < 20; i++) {
            one.note("Note " + i, "what it says");
        }
        fresh = desk.device();
    }

    @AfterEach
    void clearDesk() {
        desk.close();
    }

    private ItemId repeating() {
        var id = one.newId();
        one.submit(
                new Action.CreateItem(id, ItemKind.TASK),
                Edit.set(id, Field.TITLE, Value.text("Water")),
                Edit.set(id, Field.DUE, Value.text("2026-11-24")),
                Edit.set(id, Field.REPEAT, Value.text("FREQ=DAILY")));
        return id;
    }

    private static void assertAlike(Desk.Device expected, Desk.Device found) {
        for (var device : List.of(expected, found)) {
            device.store.delivered(device.store.received());
        }
        assertEquals(expected.store.received(), found.store.received());
        assertEquals(expected.store.view().viewHash(), found.store.view().viewHash());
        assertEquals(expected.list(ALL), found.list(ALL));
        var report = found.store.doctor().examine(true, _ -> {}, () -> false);
        assertEquals(List.of(), report.findings());
    }

    @Test
    void givenMergesConflictsAndTasks_whenANewDeviceTakesTheRows_thenItShowsTheSameAndGoesOn() {
        Carrying.of(one).to(fresh);

        assertAlike(one, fresh);
        assertEquals(one.item(trip).body(), fresh.item(trip).body());
        assertEquals(one.store.view().conflicts().size(), fresh.store.view().conflicts().size());
        assertTrue(fresh.store.view().conflicts().size() > 0, "no conflict to carry");
        assertEquals(
                one.store.history().of(trip, 100, null).size(),
                fresh.store.history().of(trip, 100, null).size());
        fresh.type(trip, 0, 0, "c");
        two.type(trip, 0, 0, "d");
        desk.exchange();
        assertAlike(one, fresh);
    }

    @Test
    void givenEditsOfItsOwn_whenANewDeviceTakesTheRows_thenTheyAreKeptAndWait() {
        var mine = fresh.note("Mine", "written on a train");

        Carrying.of(one).to(fresh);

        assertEquals("written on a train", fresh.item(mine).body());
        assertEquals(1, fresh.store.undelivered(100).size());
        assertEquals(1, fresh.store.standing().undelivered());
        assertEquals(1, fresh.store.standing().undeliveredItems());
        fresh.restart();
        assertEquals("written on a train", fresh.item(mine).body());
        one.store.receive(fresh.store.undelivered(100));
        assertAlike(one, fresh);
    }

    @Test
    void givenAnEditMeanwhile_whenTheRowsAreTaken_thenItIsThere() {
        var carried = Carrying.of(one);
        var taking = carried.begin(fresh).orElseThrow();
        carried.view(taking);
        fresh.note("Meanwhile", "");
        carried.log(taking);
        var later = fresh.note("Later", "");
        taking.end();

        assertTrue(fresh.titles(ALL).containsAll(List.of("Meanwhile", "Later", "Long")));
        assertEquals(2, fresh.store.undelivered(100).size());
        fresh.type(later, 0, 0, "and on");
        assertEquals("and on", fresh.item(later).body());
    }

    @Test
    void givenAScreenOfBefore_whenItsTitleIsChangedAfterTheRowsCame_thenNothingIsReplacedUnseen() {
        two.store.received();
        fresh.store.receive(one.store.sealed(idsOf(one, 3)));
        var shown = fresh.store.view().position();
        Carrying.of(one).to(fresh);

        Desk.accepted(
                fresh.store.submit(
                        Edit.of(shown, List.of(Edit.set(trip, Field.TITLE, Value.text("Mine"))))));

        var heads =
                fresh.store.view().conflicts().stream()
                        .filter(conflict -> conflict.item().equals(trip))
                        .toList();
        assertEquals(1, heads.stream().filter(each -> each.field().equals("title")).count());
        one.store.receive(fresh.store.undelivered(100));
        assertAlike(one, fresh);
    }

    private static List<EntryId> idsOf(Desk.Device device, int count) {
        var ids = new ArrayList<EntryId>();
        for (int seq = 1; seq <= count; seq++) {
            ids.add(new EntryId(device.store.profile().device(), seq));
        }
        return ids;
    }

    @Test
    void givenAListener_whenTheRowsAreTaken_thenItHearsOnceOfAllOfThem() {
        var heard = new ArrayList<ViewChange>();
        var mine = fresh.note("Mine", "");
        fresh.store.subscribe(heard::add);

        Carrying.of(one).to(fresh);

        assertEquals(1, heard.size());
        assertTrue(heard.getFirst().items().containsAll(List.of(trip, task, mine)));
        assertEquals(fresh.store.view().position(), heard.getFirst().position());
        assertFalse(heard.getFirst().own());
    }

    @Test
    void givenASearchBefore_whenTheRowsAreTaken_thenEverythingIsFound() {
        fresh.note("Mine", "piece");
        fresh.store.search().find("piece", false, 10, Desk.TODAY);

        Carrying.of(one).to(fresh);

        assertEquals(2, fresh.store.search().find("piece", false, 10, Desk.TODAY).total());
    }

    @Test
    void givenItEndsBeforeTheLogCame_whenItIsOpenedAgain_thenItIsAsBeforeAndTakesTheRows() {
        var mine = fresh.note("Mine", "");
        var carried = Carrying.of(one);
        carried.view(carried.begin(fresh).orElseThrow());

        fresh.restart();

        assertEquals(List.of("Mine"), fresh.titles(ALL));
        assertEquals("Mine", fresh.item(mine).row().title());
        carried.to(fresh);
        one.store.receive(fresh.store.undelivered(100));
        assertAlike(one, fresh);
    }

    @Test
    void givenItEndsAfterTheLogCame_whenItIsOpenedAgain_thenItMakesTheRowsOfItself() {
        fresh.note("Mine", "");
        var carried = Carrying.of(one);
        var taking = carried.begin(fresh).orElseThrow();
        carried.view(taking);
        carried.log(taking);

        fresh.restart();

        assertTrue(fresh.store.received().covers(carried.cut.entries()));
        fresh.store.delivered(carried.cut.entries());
        one.store.receive(fresh.store.undelivered(100));
        assertAlike(one, fresh);
    }

    @Test
    void givenAByteChangedInAnyPiece_whenTaken_thenItIsNoticedAndNothingChanges() {
        var mine = fresh.note("Mine", "");
        var before = fresh.store.view().viewHash();
        int pieces = Carrying.of(one).rows.size();
        int refused = 0;
        for (int piece = 0; piece < pieces; piece++) {
            var carried = Carrying.of(one);
            var bytes = carried.rows.get(piece);
            bytes[bytes.length / 2] ^= 1;
            try (var taking = carried.begin(fresh).orElseThrow()) {
                refused += carried.view(taking) ? 0 : 1;
            } catch (MalformedRowsException e) {
                refused++;
            }
            assertEquals(before, fresh.store.view().viewHash());
        }

        assertEquals(pieces, refused);
        assertEquals("Mine", fresh.item(mine).row().title());
    }

    @Test
    void givenStatesOfAnotherView_whenTheyAreWholeInThemselves_thenTheHashSaysSo() {
        var carried = Carrying.of(one);
        one.type(trip, 0, 0, "later");
        var later = Carrying.of(one);

        try (var taking = later.begin(fresh).orElseThrow()) {
            later.rows.forEach(taking::rows);

            assertFalse(taking.fits(carried.cut.viewHash()));
            assertTrue(taking.fits(later.cut.viewHash()));
        }
    }

    @Test
    void givenARowOfAListThatLies_whenChecked_thenItIsNoticedAndMadeAnew() {
        var carried = Carrying.of(one);
        carried.rows.replaceAll(piece -> Forging.replaced(piece, "Note 7", "Nota 7"));
        carried.to(fresh);
        assertTrue(fresh.titles(ALL).contains("Nota 7"), "nothing was forged");

        assertEquals(
                new Remaking.Remade.Whole(carried.cut.viewHash(), false), remade(fresh, carried));

        fresh.store.doctor().rebuild();
        fresh.store.delivered(fresh.store.received());
        assertAlike(one, fresh);
    }

    @Test
    void givenHonestRows_whenChecked_thenTheyAreThoseOfTheEntriesAlsoAfterEdits() {
        var carried = Carrying.of(one);
        carried.to(fresh);
        fresh.set(trip, Field.TITLE, Value.text("Later"));
        fresh.note("Mine", "more");

        assertEquals(
                new Remaking.Remade.Whole(carried.cut.viewHash(), true), remade(fresh, carried));
    }

    private static Remaking.Remade remade(Desk.Device device, Carrying carried) {
        try (var remaking = device.store.doctor().remake(carried.cut.entries())) {
            Remaking.Remade made;
            do {
                made = remaking.step();
            } while (made instanceof Remaking.Remade.More);
            return made;
        }
    }

    @Test
    void givenPiecesInAnotherOrder_whenTaken_thenTheyAreRefused() {
        var carried = Carrying.of(one);
        var swapped = new ArrayList<>(carried.rows.reversed());

        try (var taking = carried.begin(fresh).orElseThrow()) {
            assertThrows(MalformedRowsException.class, () -> swapped.forEach(taking::rows));
        }
    }

    @Test
    void givenThePieceOfStatesLeftOut_whenTaken_thenTheyDoNotFit() {
        var carried = Carrying.of(one);
        carried.rows.remove(carried.rows.size() - 2);

        try (var taking = carried.begin(fresh).orElseThrow()) {
            assertFalse(carried.view(taking));
        }
    }

    @Test
    void givenRowsOfOtherEntries_whenTheLogIsTaken_thenTheyAreRefused() {
        var carried = Carrying.of(one);
        assertTrue(carried.log.size() > 2, "one piece alone");

        try (var taking = carried.begin(fresh).orElseThrow()) {
            carried.view(taking);
            var first = carried.log.getFirst();
            assertThrows(
                    MalformedRowsException.class,
                    () -> taking.entries(first.entries(), carried.log.get(1).rows()));
        }
        assertEquals(0, fresh.list(ALL).size());
    }

    @Test
    void givenTheLastEntriesLeftOut_whenEnded_thenNothingIsExchanged() {
        var carried = Carrying.of(one);
        carried.log.removeLast();

        try (var taking = carried.begin(fresh).orElseThrow()) {
            carried.view(taking);
            carried.log(taking);
            assertThrows(MalformedRowsException.class, taking::end);
        }
        assertEquals(0, fresh.list(ALL).size());
    }

    @Test
    void givenAnotherHistoryOfItsOwn_whenEnded_thenNothingOfItIsGivenUp() {
        var twin = desk.twin(fresh);
        twin.note("The twin's", "");
        one.store.receive(twin.store.undelivered(100));
        var mine = fresh.note("Mine", "");

        var carried = Carrying.of(one);
        try (var taking = carried.begin(fresh).orElseThrow()) {
            carried.view(taking);
            carried.log(taking);
            assertThrows(MalformedRowsException.class, taking::end);
        }
        assertEquals("Mine", fresh.item(mine).row().title());
    }

    @Test
    void givenRowsOfAnotherForm_whenOffered_thenTheyAreOfNoUse() {
        var cut = one.store.cut();
        var form = cut.form();
        var others =
                List.of(
                        new RowForm(form.packing() + 1, form.schema(), form.madeBy()),
                        new RowForm(form.packing(), form.schema() + 1, form.madeBy()),
                        new RowForm(form.packing(), form.schema(), form.madeBy() - 1));

        others.forEach(other -> assertTrue(fresh.store.takeRows(other, cut.entries()).isEmpty()));
        assertTrue(one.store.takeRows(form, cut.entries()).isEmpty(), "it has all of it");
    }

    @Test
    void givenOneEditMore_whenTheRowsArePackedAgain_thenMostPiecesAreTheSame() {
        for (int i = 0; i < 9_000; i += 500) {
            many(500);
        }
        var before = Carrying.of(one).rows;
        one.set(trip, Field.PRIORITY, Value.text("high"));
        var after = new HashSet<>(Carrying.of(one).rows.stream().map(Arrays::hashCode).toList());

        long same = before.stream().filter(each -> after.contains(Arrays.hashCode(each))).count();
        assertTrue(same >= before.size() - 3, same + " of " + before.size());
        assertNotEquals(before.size(), same);
    }

    private void many(int notes) {
        var actions = new ArrayList<Action>();
        for (int i = 0; i < notes; i++) {
            actions.add(new Action.CreateItem(one.newId(), ItemKind.NOTE));
        }
        one.submit(actions.toArray(Action[]::new));
        desk.pass(Duration.ofSeconds(1));
    }
}
