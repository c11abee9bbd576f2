package org.odradek.app.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.paint.Color;
import javafx.scene.shape.Shape;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.odradek.app.look.Theme;
import org.odradek.app.status.SyncState;
import org.odradek.core.action.Field;
import org.odradek.core.action.ItemKind;
import org.odradek.core.entry.ItemId;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/// What a click on the status says: what waits, by name, and where to go.
final class SyncPopoverTest {
    @TempDir Path folder;
    private final SetDelivery delivery = new SetDelivery(new SyncState.Delayed(2, Instant.now()));
    private WindowFixture ui;

    @BeforeEach
    void open() throws Exception {
        ui =
                new WindowFixture(
                        folder, delivery, new NoAccount(), new SetDevices(SetDevices.household()));
    }

    @AfterEach
    void close() throws Exception {
        ui.close();
    }

    private void note(int n, String title) {
        Examples.item(ui.stores.here, Examples.id(n), ItemKind.NOTE, title, "", null);
    }

    private List<String> waiting() {
        return ui.find("syncWaiting", Parent.class).stream()
                .flatMap(box -> box.getChildrenUnmodifiable().stream())
                .map(line -> ((Labeled) line).getText())
                .toList();
    }

    private void follow(String title) throws Exception {
        var link =
                ui.node("syncWaiting", Parent.class).getChildrenUnmodifiable().stream()
                        .flatMap(
                                line ->
                                        line instanceof Hyperlink each
                                                ? Stream.of(each)
                                                : Stream.empty())
                        .filter(each -> each.getText().equals(title))
                        .findFirst()
                        .orElseThrow();
        ui.robot.interact(link::fire);
        ui.settle();
    }

    @Test
    void givenItemsThatWait_whenTheStatusIsClicked_thenTheyAreNamedAndOneCanBeOpened()
            throws Exception {
        note(1, "Bread");
        note(2, "Sugar");
        ui.command("settings");

        ui.click("syncStatus");

        assertTrue(sentence().startsWith("2 edits wait since"), sentence());
        assertEquals(List.of("Bread", "Sugar"), waiting());
        assertTrue(
                ui.node("syncLast", Label.class).getText().startsWith("Last in touch"),
                ui.node("syncLast", Label.class).getText());
        follow("Sugar");
        assertEquals("Sugar", ui.node("editorTitle", TextInputControl.class).getText());
        assertTrue(ui.find("syncPopover", Node.class).isEmpty(), "it is still open");
    }

    @Test
    void givenANotebookAmongMany_whenShown_thenTheFirstAreNamedAndTheNotebookCanBeOpened()
            throws Exception {
        Examples.fill(ui.stores.here, Clock.systemUTC());
        int all = ui.stores.here.standing().undeliveredItems();

        ui.click("syncStatus");

        assertEquals("Home", waiting().getFirst());
        assertEquals("and " + (all - 5) + " more", waiting().getLast());
        assertEquals(6, waiting().size());
        follow("Home");
        assertEquals("Home", ui.node("listTitle", Label.class).getText());
    }

    @Test
    void givenThatItIsOpen_whenEverythingIsDelivered_thenItSaysSo() throws Exception {
        note(1, "Bread");
        ui.click("syncStatus");
        assertEquals(List.of("Bread"), waiting());

        ui.stores.here.delivered(ui.stores.here.received());
        delivery.set(new SyncState.UpToDate(Instant.now()));
        ui.settle();

        assertTrue(sentence().startsWith("Everything is delivered."), sentence());
        assertEquals(List.of(), waiting());
    }

    /// Up to date is not the whole truth then.
    @Test
    void givenWhatCameWithoutWhatItFollows_whenShown_thenThatIsSaid() throws Exception {
        ItemId id = Examples.id(1);
        Examples.item(ui.stores.other, id, ItemKind.NOTE, "Bread", "", null);
        Examples.set(ui.stores.other, id, Field.TITLE, "Brown bread");
        ui.stores.here.receive(List.of(ui.stores.other.undelivered(10).getLast()));
        delivery.set(new SyncState.UpToDate(Instant.now()));

        ui.click("syncStatus");

        assertEquals(
                "1 change from another device waits here for an earlier one that has not come yet.",
                ui.node("syncHeld", Label.class).getText());
    }

    @Test
    void givenTheButtons_whenPressed_thenTheyLeadToDevicesAndAccount() throws Exception {
        ui.click("syncStatus");
        ui.click("syncDevices");
        assertTrue(ui.find("devices", Node.class).isPresent(), "no devices");

        delivery.set(new SyncState.NeedsYou("This device was removed from the account.", true));
        ui.click("syncStatus");
        assertEquals("Sign in again…", ui.node("syncAccount", Labeled.class).getText());
        ui.click("syncAccount");
        assertTrue(ui.find("account", Node.class).isPresent(), "no account");
    }

    @Test
    void givenEitherTheme_whenShown_thenTheWordsStandOutFromTheGround() throws Exception {
        for (var colours : List.of(Theme.Colours.DARK, Theme.Colours.LIGHT)) {
            ui.robot.interact(() -> ui.theme.coloursProperty().set(colours));
            ui.click("syncStatus");

            var words = (Color) ui.node("syncSentence", Label.class).getTextFill();
            var root = ui.node("syncPopover", Parent.class).getScene().getRoot();
            var ground = (Color) ((Shape) root.lookup(".border")).getFill();

            assertTrue(
                    Math.abs(words.getBrightness() - ground.getBrightness()) > 0.6,
                    colours + ": " + words + " on " + ground);
            ui.press(KeyCode.ESCAPE);
        }
    }

    private String sentence() {
        return ui.node("syncSentence", Label.class).getText();
    }
}
