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
import org.odradek.core.conflict.ConflictKind;
import org.odradek.core.entry.DerivedIds;
import org.odradek.core.entry.EntryId;
import org.odradek.core.entry.ItemId;
import org.odradek.core.entry.Origin;
import org.odradek.core.task.Successor;
import org.odradek.store.edit.NotebookEdits;
import org.odradek.store.edit.Planned;
import org.odradek.store.edit.Resolutions;
import org.odradek.store.edit.Resolutions.Choice;
import org.odradek.store.edit.TagEdits;
import org.odradek.store.view.ConflictRow;
import org.odradek.store.view.ItemRow;
import org.odradek.store.view.ListQuery.Scope;
import org.odradek.store.view.ViewPosition;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/// The merge table, row by row: each field is edited on two devices that do not know of each other. It is merged, or a conflict on both; a
/// conflict settled on one is gone on both, and back on both when settling it is undone.
// Longer than the house's 400 lines, because the merge table is one table.
final class MergeTableTest {
    @TempDir Path folder;
    private Desk desk;
    private Desk.Device one;
    private Desk.Device two;
    private ItemId item;

    @BeforeEach
    void layDesk() {
        desk = new Desk(folder);
        one = desk.device();
        two = desk.device();
        item = one.note("Trip", "pack bags\nbuy tickets\n");
        one.set(item, Field.KIND, Value.text("task"));
        desk.exchange();
    }

    @AfterEach
    void clearDesk() {
        desk.close();
    }

    @Test
    void givenTitles_whenBothWrite_thenOnePersonDecidesForAll() {
        bothSet(item, Field.TITLE, Value.text("Journey"), Value.text("Holiday"));

        decided(ConflictKind.VALUE, "title", "Trip", "Journey", "Holiday");
    }

    @Test
    void givenNotebooks_whenBothMove_thenOnePersonDecidesForAll() {
        var home = notebook("Home", null);
        var work = notebook("Work", null);
        bothSet(item, Field.NOTEBOOK, Value.ref(home), Value.ref(work));

        decided(ConflictKind.VALUE, "notebook", null, "Home", "Work");
    }

    @Test
    void givenDueDates_whenBothWrite_thenOnePersonDecidesForAll() {
        bothSet(item, Field.DUE, Value.text("2026-12-01"), Value.text("2026-12-02T09:00"));

        decided(ConflictKind.VALUE, "due", null, "2026-12-01", "2026-12-02T09:00");
    }

    @Test
    void givenReminders_whenOneClearsAndOneWrites_thenOnePersonDecidesForAll() {
        one.set(item, Field.REMINDER, Value.text("2026-12-01T09:00"));
        desk.exchange();
        bothSet(item, Field.REMINDER, Value.NONE, Value.text("2026-12-02T09:00"));

        decided(
                ConflictKind.VALUE,
                "reminder",
                "2026-12-01T09:00",
                (String) null,
                "2026-12-02T09:00");
    }

    @Test
    void givenRepeats_whenOneWritesAndOneClears_thenOnePersonDecidesForAll() {
        one.set(item, Field.REPEAT, Value.text("FREQ=DAILY"));
        desk.exchange();
        bothSet(item, Field.REPEAT, Value.text("FREQ=WEEKLY"), Value.NONE);

        decided(ConflictKind.VALUE, "repeat", "FREQ=DAILY", "FREQ=WEEKLY", (String) null);
    }

    @Test
    void givenRepeatFrom_whenBothWrite_thenOnePersonDecidesForAll() {
        bothSet(item, Field.REPEAT_FROM, Value.text("due"), Value.text("done"));

        decided(ConflictKind.VALUE, "repeatFrom", null, "due", "done");
    }

    @Test
    void givenAStatus_whenOneCompletesAndOneCancels_thenOnePersonDecidesForAll() {
        bothSet(
                item,
                Field.STATUS,
                new Value.Status(State.DONE, LocalDate.of(2026, 11, 24)),
                new Value.Status(State.CANCELLED, null));

        decided(ConflictKind.VALUE, "status", null, "done", "cancelled");
    }

    @Test
    void givenAStatus_whenBothComplete_thenItIsDone() {
        bothSet(
                item,
                Field.STATUS,
                new Value.Status(State.DONE, LocalDate.of(2026, 11, 24)),
                new Value.Status(State.DONE, LocalDate.of(2026, 11, 25)));

        merged(row -> row.status(), State.DONE);
    }

    @Test
    void givenANotebooksName_whenBothRename_thenOnePersonDecidesForAll() {
        var home = notebook("Home", null);
        bothSet(home, Field.NAME, Value.text("House"), Value.text("Flat"));

        decided(ConflictKind.VALUE, "name", "Home", "House", "Flat");
    }

    @Test
    void givenANotebook_whenBothMoveIt_thenOnePersonDecidesForAll() {
        var home = notebook("Home", null);
        var attic = notebook("Attic", null);
        var cellar = notebook("Cellar", null);
        bothSet(home, Field.NOTEBOOK_PARENT, Value.ref(attic), Value.ref(cellar));

        decided(ConflictKind.MOVE, "parent", null, "Attic", "Cellar");
    }

    @Test
    void givenTwoNotebooks_whenEachIsMovedIntoTheOther_thenOnePersonDecidesForAll() {
        var attic = notebook("Attic", null);
        var cellar = notebook("Cellar", null);
        one.set(attic, Field.NOTEBOOK_PARENT, Value.ref(cellar));
        desk.pass(Duration.ofMinutes(1));
        two.set(cellar, Field.NOTEBOOK_PARENT, Value.ref(attic));
        desk.exchange();

        decided(ConflictKind.CYCLE, "parent", null, "/", "Attic/Cellar");
    }

    @Test
    void givenASubTask_whenBothPutItElsewhere_thenOnePersonDecidesForAll() {
        var first = one.note("First", "");
        var second = one.note("Second", "");
        desk.exchange();
        bothSet(item, Field.PARENT, Value.ref(first), Value.ref(second));

        decided(ConflictKind.MOVE, "parent", null, first.toString(), second.toString());
    }

    @Test
    void givenABody_whenBothEditALine_thenOnePersonDecidesForAll() {
        one.type(item, 9, 0, " today");
        two.type(item, 0, 4, "fill");
        desk.exchange();

        decided(
                ConflictKind.TEXT,
                "body",
                "pack bags\nbuy tickets\n",
                "pack bags today\nbuy tickets\n",
                "fill bags\nbuy tickets\n");
    }

    @Test
    void givenABody_whenBothEditOtherLines_thenItIsMerged() {
        one.type(item, 0, 4, "fill");
        two.type(item, 10, 3, "book");
        desk.exchange();

        nothingToDecide();
        for (var device : List.of(one, two)) {
            assertEquals("fill bags\nbook tickets\n", device.item(item).body());
        }
    }

    @Test
    void givenTags_whenOneAddsWhatTheOtherRemoves_thenTheUnseenAdditionStays() {
        one.submit(new Action.AddTag(item, "home"));
        desk.exchange();
        one.submit(new Action.RemoveTag(item, "home"));
        two.submit(new Action.AddTag(item, "home"));
        two.submit(new Action.AddTag(item, "garden"));
        desk.exchange();

        merged(row -> row.tags().stream().sorted().toList(), List.of("garden", "home"));
    }

    @Test
    void givenATag_whenOneRenamesItAndOneAddsTheOldName_thenTheUnseenOldNameStays() {
        one.submit(new Action.AddTag(item, "home"));
        var other = one.note("Other", "");
        desk.exchange();
        one.submit(ready(new TagEdits(one.store.view()).rename("home", "house")));
        two.submit(new Action.AddTag(other, "home"));
        desk.exchange();

        merged(row -> row.tags(), List.of("house"));
        assertEquals(List.of("home"), one.item(other).row().tags());
    }

    @Test
    void givenAKind_whenOneMakesANoteAndOneATaskOfIt_thenItIsATask() {
        bothSet(item, Field.KIND, Value.text("task"), Value.text("note"));

        merged(row -> row.kind(), ItemKind.TASK);
    }

    @Test
    void givenARecurringTask_whenBothCompleteIt_thenThereIsOneSuccessor() {
        one.set(item, Field.DUE, Value.text("2026-11-24"));
        one.set(item, Field.REPEAT, Value.text("FREQ=DAILY"));
        desk.exchange();
        bothSet(
                item,
                Field.STATUS,
                new Value.Status(State.DONE, LocalDate.of(2026, 11, 24)),
                new Value.Status(State.DONE, LocalDate.of(2026, 11, 24)));
        var successor = Successor.id(item);

        nothingToDecide();
        for (var device : List.of(one, two)) {
            assertEquals("2026-11-25", device.item(successor).row().due());
            assertEquals(2, device.list(new Scope.All()).size());
        }
    }

    @Test
    void givenASuccessor_whenOneRenamesItAndOneReopensTheTask_thenItStays() {
        one.set(item, Field.DUE, Value.text("2026-11-24"));
        one.set(item, Field.REPEAT, Value.text("FREQ=DAILY"));
        one.set(item, Field.STATUS, new Value.Status(State.DONE, LocalDate.of(2026, 11, 24)));
        desk.exchange();
        var successor = Successor.id(item);
        one.set(successor, Field.TITLE, Value.text("Trip again"));
        two.set(item, Field.STATUS, new Value.Status(State.OPEN, null));
        desk.exchange();

        nothingToDecide();
        for (var device : List.of(one, two)) {
            assertEquals("Trip again", device.item(successor).row().title());
        }
    }

    @Test
    void givenAReminderThatRang_whenOneDismissesAndOneSnoozesIt_thenTheLaterCounts() {
        one.submit(new Action.MarkReminder(item, "2026-12-01T09:00", "dismissed", null));
        desk.pass(Duration.ofMinutes(1));
        two.submit(
                new Action.MarkReminder(item, "2026-12-01T09:00", "snoozed", "2026-12-01T10:00"));
        desk.exchange();

        nothingToDecide();
    }

    @Test
    void givenLooks_whenBothWrite_thenTheLaterCounts() {
        bothSet(item, Field.PRIORITY, Value.text("low"), Value.text("high"));
        bothSet(item, Field.PINNED, Value.flag(false), Value.flag(true));
        bothSet(item, Field.ORDER, Value.text("a"), Value.text("b"));

        merged(
                row -> List.of(row.priority(), row.pinned(), row.orderKey()),
                List.of("high", true, "b"));
    }

    @Test
    void givenAnItem_whenOneTrashesAndOneEditsIt_thenOnePersonDecidesForAll() {
        one.set(item, Field.TRASHED, Value.flag(true));
        two.type(item, 0, 4, "fill");
        desk.exchange();
        assertEquals(false, one.item(item).row().trashed());

        decided(ConflictKind.DELETE, "trashed", null, "deleted", "edited");
    }

    @Test
    void givenAnItem_whenOneTrashesAndOneDecoratesIt_thenItIsInTheTrash() {
        one.set(item, Field.TRASHED, Value.flag(true));
        two.set(item, Field.PINNED, Value.flag(true));
        two.set(item, Field.PRIORITY, Value.text("high"));
        two.submit(new Action.AddTag(item, "home"));
        desk.exchange();

        merged(row -> row.trashed(), true);
    }

    @Test
    void givenTrash_whenOnePurgesAndOneEdits_thenTheEditBringsItBack() {
        one.submit(new Action.Purge(item));
        two.type(item, 0, 4, "fill");
        desk.exchange();

        nothingToDecide();
        for (var device : List.of(one, two)) {
            assertEquals("fill bags\nbuy tickets\n", device.item(item).body());
        }
    }

    @Test
    void givenANotebook_whenOneDeletesItAndOneAddsToIt_thenOnePersonDecidesForAll() {
        var home = notebook("Home", null);
        one.submit(remove("Home"));
        two.set(item, Field.NOTEBOOK, Value.ref(home));
        desk.exchange();
        for (var device : List.of(one, two)) {
            assertEquals(List.of("Trip"), device.titles(new Scope.Inbox()));
        }

        decided(ConflictKind.NOTEBOOK_DELETE, "removed", null, "deleted", "edited");
    }

    @Test
    void givenANotebook_whenOneDeletesItAndOneEditsWhatIsInIt_thenOneConflictSaysAllOfIt() {
        var home = notebook("Home", null);
        one.set(item, Field.NOTEBOOK, Value.ref(home));
        var other = one.note("Other", "text");
        one.set(other, Field.NOTEBOOK, Value.ref(home));
        desk.exchange();
        one.submit(remove("Home"));
        two.type(item, 0, 4, "fill");
        two.type(other, 0, 4, "words");
        desk.exchange();
        for (var device : List.of(one, two)) {
            assertEquals(List.of("Other", "Trip"), device.titles(new Scope.Inbox()));
            assertEquals(
                    List.of(item, other).stream().sorted().toList(),
                    device.store.view().conflicts().getFirst().items().stream().sorted().toList());
        }

        decided(ConflictKind.NOTEBOOK_DELETE, "removed", null, "deleted", "edited");
    }

    @Test
    void givenFiles_whenBothAttach_thenBothAreThere() {
        one.submit(new Action.Attach(item, "one.txt", hash(1), 1));
        two.submit(new Action.Attach(item, "two.txt", hash(2), 2));
        desk.exchange();

        merged(row -> row.attachments(), 2);
    }

    @Test
    void givenAFile_whenBothReplaceIt_thenBothAreKeptAndAskedAbout() {
        one.submit(new Action.Attach(item, "plan.txt", hash(0), 1));
        desk.exchange();
        for (var device : List.of(one, two)) {
            int own = device == one ? 1 : 2;
            device.submit(
                    new Action.Detach(item, "plan.txt", hash(0), 1),
                    new Action.Attach(item, "plan.txt", hash(own), own));
        }
        desk.exchange();

        for (var device : List.of(one, two)) {
            assertEquals(2, device.item(item).row().attachments());
            var conflict = device.store.view().conflicts().getFirst();
            assertEquals(ConflictKind.ATTACHMENT, conflict.kind());
            assertEquals(2, conflict.versions().size());
        }
        assertEquals(told(one), told(two));
    }

    private void bothSet(ItemId target, Field field, Value ofOne, Value ofTwo) {
        one.set(target, field, ofOne);
        desk.pass(Duration.ofMinutes(1));
        two.set(target, field, ofTwo);
        desk.exchange();
    }

    private void merged(Function<ItemRow, Object> shown, Object expected) {
        nothingToDecide();
        for (var device : List.of(one, two)) {
            assertEquals(expected, shown.apply(device.item(item).row()));
        }
    }

    private void nothingToDecide() {
        assertEquals(one.store.view().viewHash(), two.store.view().viewHash());
        for (var device : List.of(one, two)) {
            assertEquals(List.of(), device.store.view().conflicts());
        }
    }

    /// One conflict on both; decided on one, gone on both; the decision undone on the other, back on both.
    private void decided(
            ConflictKind kind, String field, @Nullable String base, @Nullable String... values) {
        var expected = Arrays.stream(values).map(String::valueOf).sorted().distinct().toList();
        open(kind, field, expected);
        var conflict = two.store.view().conflicts().getFirst();
        assertEquals(base, conflict.base());

        var decision = decide(two, conflict);
        desk.exchange();

        for (var device : List.of(one, two)) {
            assertEquals(List.of(), device.store.view().conflicts(), "decided");
            assertEquals(
                    List.of(conflict.id()),
                    device.store.view().allConflicts().stream().map(ConflictRow::id).toList());
        }
        assertEquals(told(one), told(two));

        var undo = one.store.history().planUndo(decision).orElseThrow();
        Desk.accepted(one.store.history().undo(undo));
        desk.exchange();

        open(kind, field, expected);
    }

    private void open(ConflictKind kind, String field, List<String> expected) {
        assertEquals(one.store.view().viewHash(), two.store.view().viewHash());
        for (var device : List.of(one, two)) {
            var conflicts = device.store.view().conflicts();
            assertEquals(1, conflicts.size(), conflicts.toString());
            var conflict = conflicts.getFirst();
            assertEquals(kind, conflict.kind());
            assertEquals(field, conflict.field());
            assertEquals(
                    expected,
                    conflict.versions().stream()
                            .map(version -> String.valueOf(version.value()))
                            .sorted()
                            .distinct()
                            .toList());
        }
        assertEquals(told(one), told(two));
    }

    private static EntryId decide(Desk.Device device, ConflictRow conflict) {
        var planned = new Resolutions(device.store.view()).resolve(conflict, new Choice.Take(1));
        return Desk.accepted(
                        device.store.submit(
                                Edit.of(ViewPosition.NEWEST, List.of(ready(planned)))
                                        .as(Origin.RESOLVE)))
                .entry();
    }

    /// All conflicts, open and settled, but for which version is this device's.
    private static List<String> told(Desk.Device device) {
        return device.store.view().allConflicts().stream()
                .map(
                        row ->
                                List.of(
                                                row.id(),
                                                row.item(),
                                                row.title(),
                                                row.field(),
                                                row.kind(),
                                                String.valueOf(row.base()),
                                                row.versions().stream()
                                                        .map(
                                                                version ->
                                                                        version.n()
                                                                                + " "
                                                                                + version.entry()
                                                                                + " "
                                                                                + version.value())
                                                        .toList(),
                                                row.items(),
                                                row.shown(),
                                                row.resolved() == null
                                                        ? "open"
                                                        : row.resolved().atMs()
                                                                + " "
                                                                + row.resolved().value())
                                        .toString())
                .toList();
    }

    private ItemId notebook(String name, @Nullable ItemId parent) {
        var id = DerivedIds.notebook(parent, name, 0);
        one.submit(
                new Action.CreateItem(id, ItemKind.NOTEBOOK),
                Edit.set(id, Field.NAME, Value.text(name)),
                Edit.set(id, Field.NOTEBOOK_PARENT, Value.ref(parent)));
        desk.exchange();
        return id;
    }

    private Action[] remove(String path) {
        var view = one.store.view();
        return ready(new NotebookEdits(view).remove(view.notebook(path).orElseThrow()));
    }

    private static Action[] ready(Planned planned) {
        return switch (planned) {
            case Planned.Ready(var actions, _) -> actions.toArray(Action[]::new);
            case Planned.Already _, Planned.Refused _ ->
                    throw new AssertionError(planned.toString());
        };
    }

    private static byte[] hash(int content) {
        var hash = new byte[32];
        hash[0] = (byte) content;
        return hash;
    }
}
