package org.odradek.app.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.odradek.core.action.Action;
import org.odradek.core.action.Field;
import org.odradek.core.action.ItemKind;
import org.odradek.core.action.Value;
import org.odradek.core.action.Value.State;
import org.odradek.core.entry.ItemId;
import org.odradek.core.text.Splice;
import org.odradek.store.Edit;
import org.odradek.store.Store;
import org.odradek.store.view.ItemRow;
import org.odradek.store.view.ListQuery;
import org.odradek.store.view.ViewPosition;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/// The main flows, by keys and clicks, on a real store.
final class MainWindowTest {
    @TempDir Path folder;
    private WindowFixture desk;

    @BeforeEach
    void open() throws Exception {
        desk = new WindowFixture(folder);
    }

    @AfterEach
    void close() throws Exception {
        desk.close();
    }

    @Test
    void givenAnEmptyProfile_whenANoteIsWritten_thenTheStoreHasItsTitleTagAndText()
            throws Exception {
        desk.command("note");
        desk.type("Trip to Bergen");
        desk.press(KeyCode.ENTER);
        desk.type("tickets and a map");
        desk.fill("editorTags", "travel");
        desk.press(KeyCode.ENTER);

        var row = only(desk.stores.here, new ListQuery.Scope.All());
        assertEquals(
                List.of("Trip to Bergen", List.of("travel"), "tickets and a map"),
                List.of(row.title(), row.tags(), row.snippet()));
        assertEquals("1", desk.node("listCount", Label.class).getText());
        assertTrue(desk.find("row-" + row.id(), Node.class).isPresent());
    }

    @Test
    void givenATaskInTheList_whenItsCircleIsClicked_thenItIsDoneAndLeavesTheInbox()
            throws Exception {
        desk.fill("quickAdd", "Buy stamps");
        desk.press(KeyCode.ENTER);
        var task = only(desk.stores.here, new ListQuery.Scope.Inbox());

        desk.click("check-" + task.id());

        var after = desk.stores.here.view().rows(List.of(task.id())).getFirst();
        assertEquals(State.DONE, after.status());
        assertEquals("0", desk.node("listCount", Label.class).getText());
    }

    @Test
    void givenALineOfCapture_whenItIsKept_thenItsPartsAreFields() throws Exception {
        desk.command("capture");
        desk.fill("captureText", "Pay rent 2030-12-01 !high #home");
        desk.press(KeyCode.ENTER);

        var row = only(desk.stores.here, new ListQuery.Scope.Inbox());
        assertEquals(
                List.of("Pay rent", "2030-12-01", "high", List.of("home")),
                List.of(row.title(), String.valueOf(row.due()), row.priority(), row.tags()));
    }

    @Test
    void givenTheLightTheme_whenDarkIsChosenInThePalette_thenTheSceneWearsDarkTokens()
            throws Exception {
        desk.command("palette");
        desk.fill("paletteField", ">dark");
        desk.press(KeyCode.ENTER);

        assertTrue(
                desk.stage().getScene().getStylesheets().stream()
                        .anyMatch(sheet -> sheet.endsWith("tokens-dark.css")));
    }

    @Test
    void givenAnOpenNote_whenAnotherDeviceEditsIt_thenBothTextsAreOnScreenAndTheCaretStays()
            throws Exception {
        desk.command("note");
        desk.type("Shared");
        desk.press(KeyCode.ENTER);
        desk.type("first line");
        desk.stores.meet();
        var item = only(desk.stores.other, new ListQuery.Scope.All()).id();
        var there = desk.stores.other.view().item(item).orElseThrow();
        desk.stores.other.submit(
                Edit.of(
                        ViewPosition.NEWEST,
                        new Action.EditBody(
                                item,
                                there.frontier(),
                                List.of(new Splice(0, 0, "Intro. ")),
                                false)));

        desk.stores.meet();
        desk.settle();
        desk.type(" goes on");

        assertEquals(
                "Intro. first line goes on",
                desk.stores.here.view().item(item).orElseThrow().body());
    }

    @Test
    void givenTypingThatIsStillOnItsWay_whenAnotherNoteIsOpened_thenAllOfItIsKept()
            throws Exception {
        var first = shared("First");
        var second = shared("Second");
        desk.settle();
        desk.robot.interact(() -> desk.window().open(first));
        desk.settle();

        desk.robot.interact(
                () -> {
                    typeInPieces("one", " two", " three");
                    desk.window().open(second);
                });
        desk.settle();

        assertEquals("one two three", desk.stores.here.view().item(first).orElseThrow().body());
    }

    @Test
    void givenTypingThatIsStillOnItsWay_whenTheWindowCloses_thenAllOfItIsKept() throws Exception {
        var first = shared("First");
        desk.settle();
        desk.robot.interact(() -> desk.window().open(first));
        desk.settle();

        desk.robot.interact(
                () -> {
                    typeInPieces("one", " two", " three");
                    desk.closeWindow();
                });

        assertEquals("one two three", desk.stores.here.view().item(first).orElseThrow().body());
    }

    @Test
    void givenATagBeingTyped_whenTheWindowCloses_thenTheTagIsKept() throws Exception {
        var first = shared("First");
        desk.settle();
        desk.robot.interact(() -> desk.window().open(first));
        desk.settle();
        desk.fill("editorTags", "travel");

        desk.robot.interact(desk::closeWindow);

        assertEquals(
                List.of("travel"), desk.stores.here.view().rows(List.of(first)).getFirst().tags());
    }

    private void typeInPieces(String... pieces) {
        for (var piece : pieces) {
            desk.window().editor().surface().type(piece);
            desk.window().editor().flush();
        }
    }

    @Test
    void givenTwoTitles_whenOneIsKept_thenTheConflictIsSettledOnBothDevices() throws Exception {
        var item = shared("Pay rent");
        title(desk.stores.here, item, "Pay rent to the new account");
        title(desk.stores.other, item, "Pay rent and heating");
        desk.stores.meet();
        desk.settle();

        desk.command("nav-conflicts");
        var open = desk.stores.here.view().conflicts().getFirst();
        int mine =
                open.versions().stream().filter(v -> v.thisDevice()).findFirst().orElseThrow().n();
        desk.click("conflictTake-" + mine);

        desk.stores.meet();
        assertEquals(
                List.of("Pay rent to the new account", List.of(), List.of()),
                List.of(
                        desk.stores.other.view().rows(List.of(item)).getFirst().title(),
                        desk.stores.here.view().conflicts(),
                        desk.stores.other.view().conflicts()));
        assertTrue(desk.find("conflictEmpty", Label.class).isPresent());
    }

    @Test
    void givenATitleBeingTyped_whenTheNoteIsLeft_thenTheTitleIsOneVersion() throws Exception {
        var first = shared("First");
        var second = shared("Second");
        desk.settle();
        desk.robot.interact(() -> desk.window().open(first));
        desk.settle();

        desk.robot.interact(
                () -> desk.node("editorTitle", TextField.class).setText("First of all"));
        desk.robot.interact(() -> desk.window().open(second));
        desk.settle();

        assertEquals(
                "First of all", desk.stores.here.view().rows(List.of(first)).getFirst().title());
    }

    private ItemId shared(String title) {
        var item = new ItemId(UUID.nameUUIDFromBytes(title.getBytes(StandardCharsets.UTF_8)));
        desk.stores.here.submit(
                Edit.of(
                        ViewPosition.NEWEST,
                        new Action.CreateItem(item, ItemKind.TASK),
                        Edit.set(item, Field.TITLE, Value.text(title))));
        desk.stores.meet();
        return item;
    }

    private static void title(Store store, ItemId item, String title) {
        store.submit(Edit.of(ViewPosition.NEWEST, Edit.set(item, Field.TITLE, Value.text(title))));
    }

    private static ItemRow only(Store store, ListQuery.Scope scope) {
        var ids =
                store.view()
                        .ids(
                                ListQuery.of(
                                        scope, ListQuery.Sort.UPDATED, LocalDate.of(2026, 11, 24)));
        assertEquals(1, ids.size());
        return store.view().rows(ids).getFirst();
    }
}
