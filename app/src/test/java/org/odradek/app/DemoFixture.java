package org.odradek.app;

import javafx.application.Platform;
import javafx.css.PseudoClass;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;

import org.odradek.app.flow.Settled;
import org.odradek.app.look.Fonts;
import org.odradek.app.look.Messages;
import org.odradek.app.look.Theme;
import org.odradek.app.place.Place;
import org.odradek.app.window.Outside;
import org.odradek.core.entry.ItemId;
import org.odradek.store.Store;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/// The demo's windows over a real server and two real devices, driven by keys and buttons. Every wait is for something that the
/// screen or a store shows, never for time.
final class DemoFixture implements AutoCloseable {
    /// What is waited for takes a fraction of this; only what never comes takes longer.
    private static final int COMES_MAX_S = 60;

    final FxRobot robot = new FxRobot();
    final Theme theme;
    final DemoWindows windows;
    final AtomicInteger ended = new AtomicInteger();
    final Side laptop;
    final Side desk;
    private final DemoWindows.Prepared prepared;
    private boolean closed;

    DemoFixture(Path folder, LocalDate today) throws Exception {
        FxToolkit.toolkitContext().setSetupTimeoutInMillis(COMES_MAX_S * 1000);
        FxToolkit.registerPrimaryStage();
        prepared = DemoWindows.Prepared.in(folder, today, Duration.ZERO);
        theme = FxToolkit.setupFixture(() -> new Theme(Platform.getPreferences()));
        windows =
                FxToolkit.setupFixture(
                        () -> {
                            Fonts.load();
                            var made =
                                    new DemoWindows(
                                            new DemoWindows.Given(
                                                    new Messages(Locale.ENGLISH),
                                                    theme,
                                                    Clock.system(ZoneId.systemDefault()),
                                                    _ -> new Nowhere(),
                                                    ended::incrementAndGet));
                            made.showBar();
                            made.open(prepared);
                            return made;
                        });
        laptop = new Side(windows.laptop(), prepared.laptop().store());
        desk = new Side(windows.desk(), prepared.desk().store());
        laptop.untilStatus("up-to-date");
        desk.untilStatus("up-to-date");
        laptop.settle();
        desk.settle();
    }

    ItemId trip() {
        return prepared.devices().trip();
    }

    ItemId rent() {
        return prepared.devices().rent();
    }

    /// Turns the switch in the bar.
    void network(boolean on) throws TimeoutException {
        var toggle = bar("demoNetwork", ToggleButton.class);
        until(() -> onFx(() -> !toggle.isDisabled()));
        robot.interact(toggle::fire);
        until(() -> onFx(() -> toggle.getText().equals(on ? "Network on" : "Network off")));
    }

    /// Both write into the note and give the task a title, apart from each other, and meet again.
    void disagree() throws TimeoutException {
        network(false);
        laptop.untilStatus("offline");
        desk.untilStatus("offline");
        laptop.write("Tell Lena when we arrive.", true);
        desk.write("Leave at nine, with the sandwiches. ", false);
        for (var side : List.of(laptop, desk)) {
            side.open(rent());
        }
        laptop.rename("Pay rent to the new account");
        desk.rename("Pay rent and heating");
        laptop.untilStatus("delayed");
        desk.untilStatus("delayed");
        network(true);
        for (var side : List.of(laptop, desk)) {
            until(() -> !side.store.view().conflicts().isEmpty());
            side.untilStatus("up-to-date");
            side.open(trip());
        }
        until(() -> bar("demoLaptopConflicts", Label.class).isVisible());
    }

    /// Decides in one window which title stays.
    void decide() throws TimeoutException {
        desk.go(new Place.Conflicts());
        desk.press("conflictTake-1");
        until(() -> bar("demoDone", Label.class).isVisible());
    }

    /// Asks for the third device.
    void thirdDevice() {
        robot.interact(bar("demoThirdDevice", Button.class)::fire);
    }

    /// What the bar tells of it; empty while it tells nothing.
    String thirdSentence() {
        var label = bar("demoThirdSentence", Label.class);
        return onFx(() -> isShown(label) ? label.getText() : "");
    }

    <T extends Node> T bar(String id, Class<T> type) {
        return type.cast(onFx(() -> windows.bar().getScene().lookup("#" + id)));
    }

    static void until(Callable<Boolean> comes) throws TimeoutException {
        WaitForAsyncUtils.waitFor(COMES_MAX_S, TimeUnit.SECONDS, comes);
    }

    static <T> T onFx(Callable<T> asked) {
        return WaitForAsyncUtils.waitForAsyncFx(COMES_MAX_S * 1000, asked);
    }

    /// One device: its window and its store.
    final class Side {
        final Stage stage;
        final Store store;
        private final DemoWindows.Shown shown;

        Side(DemoWindows.Shown shown, Store store) {
            this.shown = shown;
            this.stage = shown.stage();
            this.store = store;
        }

        void settle() throws TimeoutException {
            WaitForAsyncUtils.waitForFxEvents();
            until(
                    () ->
                            onFx(
                                    () ->
                                            stage.getScene()
                                                    .getRoot()
                                                    .getPseudoClassStates()
                                                    .contains(Settled.SETTLED)));
        }

        void open(ItemId item) throws TimeoutException {
            robot.interact(() -> shown.window().open(item));
            settle();
        }

        void go(Place place) throws TimeoutException {
            robot.interact(() -> shown.window().go(place));
            settle();
        }

        <T extends Node> T node(String id, Class<T> type) {
            return type.cast(
                    onFx(
                            () ->
                                    Optional.ofNullable(stage.getScene().lookup("#" + id))
                                            .orElseThrow(
                                                    () ->
                                                            new AssertionError(
                                                                    "no #" + id + " is shown"))));
        }

        boolean shows(String id) {
            return onFx(
                    () ->
                            stage.getScene().getRoot().lookupAll("#" + id).stream()
                                    .anyMatch(DemoFixture::isShown));
        }

        /// Types into the open note, at its end or at its beginning.
        void write(String words, boolean atEnd) throws TimeoutException {
            focusTitle();
            key(KeyCode.DOWN, false);
            key(atEnd ? KeyCode.END : KeyCode.HOME, true);
            words.chars().forEach(letter -> typed(Character.toString(letter)));
            settle();
        }

        void rename(String title) throws TimeoutException {
            var field = focusTitle();
            robot.interact(() -> field.setText(title));
            key(KeyCode.ENTER, false);
            settle();
        }

        String shownTitle() {
            return onFx(node("editorTitle", TextInputControl.class)::getText);
        }

        private TextInputControl focusTitle() {
            var title = node("editorTitle", TextInputControl.class);
            robot.interact(title::requestFocus);
            return title;
        }

        // Without a display the first window of several keeps the robot's keys, so they are given
        // to
        // the node that has the focus in this one.

        private void key(KeyCode code, boolean control) {
            give(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, control, false, false));
            give(new KeyEvent(KeyEvent.KEY_RELEASED, "", "", code, false, control, false, false));
        }

        private void typed(String letter) {
            give(
                    new KeyEvent(
                            KeyEvent.KEY_TYPED,
                            letter,
                            "",
                            KeyCode.UNDEFINED,
                            false,
                            false,
                            false,
                            false));
        }

        private void give(KeyEvent event) {
            robot.interact(() -> Event.fireEvent(stage.getScene().getFocusOwner(), event));
        }

        /// Whether words stand somewhere in the window.
        boolean says(String words) {
            return onFx(
                    () ->
                            stage.getScene().getRoot().lookupAll(".label").stream()
                                    .anyMatch(
                                            node ->
                                                    node instanceof Labeled label
                                                            && words.equals(label.getText())
                                                            && isShown(label)));
        }

        void press(String buttonId) throws TimeoutException {
            robot.interact(node(buttonId, Button.class)::fire);
            settle();
        }

        /// Waits until the status bar is in this state.
        void untilStatus(String pseudoClass) throws TimeoutException {
            var status = node("syncStatus", Labeled.class);
            until(
                    () ->
                            onFx(
                                    () ->
                                            status.getPseudoClassStates()
                                                    .contains(
                                                            PseudoClass.getPseudoClass(
                                                                    pseudoClass))));
        }

        String status() {
            return onFx(node("syncStatus", Labeled.class)::getText);
        }

        String body(ItemId item) {
            return store.view().item(item).orElseThrow().body();
        }

        String title(ItemId item) {
            return store.view().item(item).orElseThrow().row().title();
        }
    }

    static boolean isShown(Node node) {
        for (var at = node; at != null; at = at.getParent()) {
            if (!at.isVisible()) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() throws Exception {
        if (!closed) {
            closed = true;
            FxToolkit.setupFixture(windows::close);
            prepared.close();
        }
    }

    private static final class Nowhere implements Outside {
        @Override
        public void browse(String address) {
            throw new AssertionError("a test opens no browser: " + address);
        }

        @Override
        public Optional<Path> chooseToRead(String title, boolean folder) {
            return Optional.empty();
        }
    }
}
