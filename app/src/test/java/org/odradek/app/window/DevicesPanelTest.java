package org.odradek.app.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.odradek.app.status.SyncState;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeoutException;

/// The devices panel and the banners about this device, for every state in which devices can be.
final class DevicesPanelTest {
    @TempDir Path folder;
    private final SetDelivery delivery = new SetDelivery(new SyncState.UpToDate(Instant.now()));
    private WindowFixture ui;

    @BeforeEach
    void open() throws Exception {
        ui = new WindowFixture(folder, delivery, null, new SetDevices(SetDevices.household()));
        ui.command("devices");
    }

    @AfterEach
    void close() throws Exception {
        ui.close();
    }

    @Test
    void givenDevicesOfEveryKind_whenShown_thenEachSaysHowItStands() throws Exception {
        assertEquals("Gets every edit at once.", state(2));
        assertTrue(state(4).startsWith("Away for long, so nothing is kept for it."));
        assertEquals("The server has not said how it stands yet.", state(5));
        assertTrue(lines(3).contains("1,204 edits (3.1 MB) kept for it"), lines(3));
        assertTrue(lines(3).contains("Last seen yesterday at"), lines(3));
        assertTrue(ui.find("deviceRemove-" + SetDevices.id(1), Node.class).isEmpty());

        assertTrue(ui.find("device-" + SetDevices.id(6), Node.class).isEmpty());
        ui.click("devicesRemoved");
        assertTrue(state(6).startsWith("Removed just now."));
        assertTrue(ui.find("deviceRename-" + SetDevices.id(6), Node.class).isEmpty());
    }

    @Test
    void givenACard_whenF2IsPressed_thenItsNameCanBeWritten() throws Exception {
        ui.focus("device-" + SetDevices.id(3));
        ui.press(KeyCode.F2);
        ui.fill("deviceName-" + SetDevices.id(3), "Kitchen tablet");
        ui.press(KeyCode.ENTER);
        assertTrue(lines(3).startsWith("Kitchen tablet"), lines(3));

        ui.focus("device-" + SetDevices.id(3));
        ui.press(KeyCode.F2);
        ui.fill("deviceName-" + SetDevices.id(3), "Another");
        ui.press(KeyCode.ESCAPE);
        assertTrue(lines(3).startsWith("Kitchen tablet"), lines(3));
        assertTrue(ui.find("devices", Node.class).isPresent(), "Esc left the field, not the panel");
    }

    @Test
    void givenARemovalThatGotNoAnswer_whenItIsTold_thenItSaysToTryAgain() throws Exception {
        ui.click("deviceRemove-" + SetDevices.id(2));
        ui.click("deviceRemoveYes");
        assertEquals(
                "The server is out of touch; remove the device again when it answers.",
                ui.node("devicesSentence", Label.class).getText());
    }

    @Test
    void givenALongAbsence_whenACopyComes_thenTheBannerSaysSoUntilItIsHere() throws Exception {
        delivery.set(new SyncState.Cloning(40, Instant.now().minus(Duration.ofDays(37))));
        ui.settle();
        assertEquals(
                "This device was away for 5 weeks. Your edits are delivered; a full copy is coming"
                        + " (40 %). You can go on working.",
                banner());
        delivery.set(new SyncState.Cloning(7, null));
        ui.settle();
        assertEquals("Your notes are coming (7 %). You can start already.", banner());
        delivery.set(new SyncState.UpToDate(Instant.now()));
        ui.settle();
        assertEquals("", banner());
        assertTrue(ui.find("toast", Node.class).isPresent());
    }

    @Test
    void givenSomethingOnlyThePersonCanDecide_whenOutOfTouchMeanwhile_thenItStaysSaid()
            throws Exception {
        delivery.set(new SyncState.NeedsYou("The account's storage is full.", false));
        ui.settle();
        assertEquals(
                "The account's storage is full. Everything on this device stays on it. Account…",
                banner());
        delivery.set(new SyncState.Delayed(3, Instant.now()));
        ui.settle();
        assertFalse(banner().isEmpty());
        delivery.set(new SyncState.UpToDate(Instant.now()));
        ui.settle();
        assertEquals("", banner());
    }

    private String state(int device) {
        return ui.node("deviceState-" + SetDevices.id(device), Label.class).getText();
    }

    private String lines(int device) {
        return words(ui.node("device-" + SetDevices.id(device), Parent.class));
    }

    private String banner() throws TimeoutException {
        return ui.find("banner", Parent.class).map(DevicesPanelTest::words).orElse("");
    }

    private static String words(Node node) {
        if (node instanceof Labeled labeled) {
            return labeled.getText();
        }
        var said = new StringBuilder();
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable()
                    .forEach(child -> said.append(' ').append(words(child)));
        }
        return said.toString().strip();
    }
}
