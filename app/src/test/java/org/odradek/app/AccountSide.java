package org.odradek.app;

import javafx.application.Platform;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import javafx.stage.Stage;

import org.odradek.app.demo.Network;
import org.odradek.app.look.Fonts;
import org.odradek.app.look.Messages;
import org.odradek.app.look.Png;
import org.odradek.app.look.Theme;
import org.odradek.app.place.Place;
import org.odradek.app.task.LibRecurrences;
import org.odradek.app.window.MainWindow;
import org.odradek.app.window.Outside;
import org.odradek.core.action.Action;
import org.odradek.core.action.Field;
import org.odradek.core.action.ItemKind;
import org.odradek.core.action.Value;
import org.odradek.core.entry.ItemId;
import org.odradek.store.Edit;
import org.odradek.store.Opening;
import org.odradek.store.Store;
import org.odradek.store.StoreOptions;
import org.odradek.store.Stores;
import org.odradek.store.view.ItemRow;
import org.odradek.store.view.ListQuery;
import org.odradek.store.view.ViewPosition;
import org.odradek.sync.client.transport.HttpTransport;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/// One profile in its window, which may become a device of an account.
final class AccountSide implements AutoCloseable {
    /// What is waited for takes a few seconds, mostly of Argon2id; only what never comes takes longer.
    static final int COMES_MAX_S = 60;

    private final FxRobot robot = new FxRobot();
    private final Network network = new Network();
    private final String serverUrl;
    private final Stage stage;
    private final DeviceWindow device;
    private volatile Theme theme;
    private volatile Store store;
    private volatile MainWindow window;

    AccountSide(Path folder, String serverUrl, String name) throws Exception {
        this.serverUrl = serverUrl;
        var options =
                StoreOptions.of(
                        Clock.system(ZoneId.of("Europe/Berlin")), new LibRecurrences(), name);
        if (!(Stores.open(folder.resolve(name), options) instanceof Opening.Opened(var opened))) {
            throw new IllegalStateException("a fresh profile does not open");
        }
        var position = opened.view().position();
        stage = FxToolkit.setupFixture(() -> new Stage());
        device =
                FxToolkit.setupFixture(
                        () -> {
                            Fonts.load();
                            theme = new Theme(Platform.getPreferences());
                            return new DeviceWindow(
                                    stage,
                                    new DeviceWindow.Given(
                                            options,
                                            "Odradek",
                                            new Messages(Locale.ENGLISH),
                                            theme,
                                            (url, pinned) ->
                                                    HttpTransport.to(url, pinned)
                                                            .map(network::over),
                                            new Nowhere(),
                                            (beside, _) -> {
                                                store = beside;
                                                return () -> {};
                                            },
                                            why -> {
                                                throw new AssertionError(why);
                                            }));
                        });
        FxToolkit.setupFixture(
                () -> {
                    window = device.open(opened, position);
                    window.show();
                });
    }

    Store store() {
        return store;
    }

    List<String> titles() {
        var query =
                ListQuery.of(
                        new ListQuery.Scope.All(),
                        ListQuery.Sort.TITLE,
                        LocalDate.of(2026, 11, 24));
        var view = store.view();
        return view.rows(view.ids(query)).stream().map(ItemRow::title).toList();
    }

    /// Fills in the form and presses its button.
    void ask(String user, String password, boolean create) throws Exception {
        robot.interact(() -> window.go(new Place.Account()));
        until(() -> shows("accountSubmit"));
        robot.interact(
                () -> {
                    var mode = (Parent) find("accountMode").orElseThrow();
                    var chosen = mode.getChildrenUnmodifiable().get(create ? 0 : 1);
                    ((ToggleButton) chosen).fire();
                    fill("serverUrl", serverUrl);
                    fill("userName", user);
                    fill("password", password);
                    ((Button) find("accountSubmit").orElseThrow()).fire();
                });
    }

    private void fill(String id, String words) {
        ((TextInputControl) find(id).orElseThrow()).setText(words);
    }

    private Optional<Node> find(String id) {
        return Optional.ofNullable(stage.getScene().lookup("#" + id));
    }

    boolean shows(String id) {
        return onFx(() -> find(id).isPresent());
    }

    <T extends Node> T node(String id, Class<T> type) {
        return type.cast(onFx(() -> find(id).orElseThrow()));
    }

    String sentence() {
        return onFx(() -> ((Labeled) find("accountSentence").orElseThrow()).getText());
    }

    /// Waits until the status bar is in this state.
    void untilStatus(String pseudoClass) throws TimeoutException {
        until(
                () ->
                        onFx(
                                () ->
                                        find("syncStatus")
                                                .orElseThrow()
                                                .getPseudoClassStates()
                                                .contains(
                                                        PseudoClass.getPseudoClass(pseudoClass))));
    }

    @Override
    public void close() throws Exception {
        FxToolkit.setupFixture(
                () -> {
                    device.close();
                    stage.close();
                });
    }

    private static ItemId item(int number) {
        return new ItemId(new UUID(0x7000L, 0x8000000000000000L | number));
    }

    /// Adds a note.
    void note(int number, String title) {
        var id = item(number);
        store.submit(
                Edit.of(
                        ViewPosition.NEWEST,
                        new Action.CreateItem(id, ItemKind.NOTE),
                        Edit.set(id, Field.TITLE, Value.text(title))));
    }

    /// Shows a note in the editor, with its details beside.
    void open(int number) {
        robot.interact(
                () -> {
                    window.go(new Place.All());
                    window.open(item(number));
                });
    }

    /// Signs up or in, and waits until everything is delivered.
    void join(String user, String password, boolean create) throws Exception {
        var before = store;
        ask(user, password, create);
        if (create) {
            until(() -> shows("recoveryKey"));
        } else {
            until(() -> !before.equals(store));
        }
        untilStatus("up-to-date");
    }

    /// Cuts this device off its server.
    void cut() {
        network.set(false);
    }

    /// Puts the window into these colours.
    void dress(Theme.Colours colours) {
        robot.interact(() -> theme.coloursProperty().set(colours));
    }

    /// Brings it back to its server.
    void restore() {
        network.set(true);
    }

    void go(Place place) {
        robot.interact(() -> window.go(place));
    }

    void press(String id) throws TimeoutException {
        until(() -> shows(id));
        robot.interact(() -> node(id, Button.class).fire());
    }

    void type(String id, String words) throws TimeoutException {
        until(() -> shows(id));
        robot.interact(() -> fill(id, words));
    }

    /// What a label, or the labels within a node, say; empty when there is none.
    String words(String id) {
        return onFx(() -> find(id).map(AccountSide::words).orElse(""));
    }

    private static String words(Node node) {
        if (node instanceof Labeled labeled) {
            return String.valueOf(labeled.getText());
        }
        return node instanceof Parent parent
                ? parent.getChildrenUnmodifiable().stream()
                        .map(AccountSide::words)
                        .filter(said -> !said.isBlank())
                        .collect(Collectors.joining(" "))
                : "";
    }

    /// A picture of the window as a test sees it.
    void picture(Path file) {
        Png.write(onFx(() -> stage.getScene().snapshot(null)), file);
    }

    static void until(Callable<Boolean> comes) throws TimeoutException {
        WaitForAsyncUtils.waitFor(COMES_MAX_S, TimeUnit.SECONDS, comes);
    }

    private static <T> T onFx(Callable<T> asked) {
        return WaitForAsyncUtils.waitForAsyncFx(COMES_MAX_S * 1000, asked);
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
