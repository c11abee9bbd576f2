package org.odradek.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import javafx.application.Platform;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import javafx.stage.Stage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.odradek.app.look.Fonts;
import org.odradek.app.look.Messages;
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
import org.odradek.sync.server.ServerConfiguration;
import org.odradek.sync.server.SyncServer;
import org.odradek.sync.server.limit.Limits;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Making an account in one window and signing in from another, with a real server on loopback between two profiles.
final class AccountWindowTest {
    /// What is waited for takes a few seconds, mostly of Argon2id; only what never comes takes longer.
    private static final int COMES_MAX_S = 60;

    private static final String PASSWORD = "correct horse battery staple";

    @TempDir Path folder;
    private final FxRobot robot = new FxRobot();
    private SyncServer server;

    @BeforeEach
    void start() throws Exception {
        FxToolkit.toolkitContext().setSetupTimeoutInMillis(COMES_MAX_S * 1000);
        FxToolkit.registerPrimaryStage();
        var random = new Random(11);
        server =
                SyncServer.start(
                        ServerConfiguration.loopback(
                                0,
                                folder.resolve("server"),
                                Limits.DEFAULT,
                                InstantSource.system(),
                                size -> {
                                    var bytes = new byte[size];
                                    random.nextBytes(bytes);
                                    return bytes;
                                }));
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @Test
    void givenTwoProfilesWithNotes_whenOneSignsUpAndTheOtherSignsIn_thenBothHaveAllNotes()
            throws Exception {
        try (var first = new Side("Laptop");
                var second = new Side("Desk PC")) {
            note(first.store(), 1, "Trip to Bergen");
            note(second.store(), 2, "Written before there was an account");

            first.ask("anna", PASSWORD, true);
            until(() -> first.shows("recoveryKey"));
            assertFalse(first.node("recoveryKey", TextInputControl.class).getText().isBlank());
            first.untilStatus("up-to-date");

            second.ask("anna", "not the password at all", false);
            until(() -> second.sentence().contains("password"));
            assertEquals(List.of("Written before there was an account"), second.titles());

            var before = second.store();
            second.ask("anna", PASSWORD, false);
            until(() -> !before.equals(second.store()));
            var all = List.of("Trip to Bergen", "Written before there was an account");
            until(() -> first.titles().equals(all) && second.titles().equals(all));
            second.untilStatus("up-to-date");
            assertEquals(
                    List.of(first.store().view().viewHash(), "Desk PC"),
                    List.of(
                            second.store().view().viewHash(),
                            second.store().profile().deviceName()));
        }
    }

    private static void note(Store store, int number, String title) {
        var id = new ItemId(new UUID(0x7000L, 0x8000000000000000L | number));
        store.submit(
                Edit.of(
                        ViewPosition.NEWEST,
                        new Action.CreateItem(id, ItemKind.NOTE),
                        Edit.set(id, Field.TITLE, Value.text(title))));
    }

    private static void until(Callable<Boolean> comes) throws TimeoutException {
        WaitForAsyncUtils.waitFor(COMES_MAX_S, TimeUnit.SECONDS, comes);
    }

    private static <T> T onFx(Callable<T> asked) {
        return WaitForAsyncUtils.waitForAsyncFx(COMES_MAX_S * 1000, asked);
    }

    /// One profile in its window.
    private final class Side implements AutoCloseable {
        private final Stage stage;
        private final DeviceWindow device;
        private volatile Store store;
        private volatile MainWindow window;

        Side(String name) throws Exception {
            var options =
                    StoreOptions.of(
                            Clock.system(ZoneId.of("Europe/Berlin")), new LibRecurrences(), name);
            if (!(Stores.open(folder.resolve(name), options)
                    instanceof Opening.Opened(var opened))) {
                throw new IllegalStateException("a fresh profile does not open");
            }
            var position = opened.view().position();
            stage = FxToolkit.setupFixture(() -> new Stage());
            device =
                    FxToolkit.setupFixture(
                            () -> {
                                Fonts.load();
                                return new DeviceWindow(
                                        stage,
                                        new DeviceWindow.Given(
                                                options,
                                                "Odradek",
                                                new Messages(Locale.ENGLISH),
                                                new Theme(Platform.getPreferences()),
                                                url -> HttpTransport.to(url).map(way -> way),
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
                        var mode = (javafx.scene.Parent) find("accountMode").orElseThrow();
                        var chosen = mode.getChildrenUnmodifiable().get(create ? 0 : 1);
                        ((ToggleButton) chosen).fire();
                        fill("serverUrl", server.url());
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
                                                            PseudoClass.getPseudoClass(
                                                                    pseudoClass))));
        }

        @Override
        public void close() throws Exception {
            FxToolkit.setupFixture(
                    () -> {
                        device.close();
                        stage.close();
                    });
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
