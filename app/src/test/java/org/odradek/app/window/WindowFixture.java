package org.odradek.app.window;

import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javafx.stage.Window;

import org.jspecify.annotations.Nullable;
import org.odradek.app.account.AccountDesk;
import org.odradek.app.devices.DeviceDesk;
import org.odradek.app.flow.Settled;
import org.odradek.app.look.Fonts;
import org.odradek.app.look.Messages;
import org.odradek.app.look.Theme;
import org.odradek.app.status.Delivery;
import org.odradek.app.status.LocalOnly;
import org.odradek.app.task.LibRecurrences;
import org.odradek.store.Store;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;

/// The window on a real store, driven by keys and clicks; every wait is for `:settled`.
final class WindowFixture implements AutoCloseable {
    /// A still window is reached in a fraction of this; only a hanging one takes longer.
    private static final int SETTLES_MAX_S = 60;

    final TwoStores stores;
    final FxRobot robot = new FxRobot();
    final Theme theme;
    private final Stage stage;
    private final MainWindow window;

    WindowFixture(Path folder) throws Exception {
        this(folder, UnaryOperator.identity());
    }

    /// @param seen the store as the window sees it
    WindowFixture(Path folder, UnaryOperator<Store> seen) throws Exception {
        this(folder, seen, new LocalOnly(), null, null);
    }

    /// @param accounts and `devices`: null as in the window without a sync client
    WindowFixture(
            Path folder,
            Delivery delivery,
            @Nullable AccountDesk accounts,
            @Nullable DeviceDesk devices)
            throws Exception {
        this(folder, UnaryOperator.identity(), delivery, accounts, devices);
    }

    private WindowFixture(
            Path folder,
            UnaryOperator<Store> seen,
            Delivery delivery,
            @Nullable AccountDesk accounts,
            @Nullable DeviceDesk devices)
            throws Exception {
        var clock = Clock.system(ZoneId.of("Europe/Berlin"));
        stores = new TwoStores(folder, clock);
        FxToolkit.toolkitContext().setSetupTimeoutInMillis(SETTLES_MAX_S * 1000);
        FxToolkit.registerPrimaryStage();
        theme = FxToolkit.setupFixture(() -> new Theme(Platform.getPreferences()));
        var position = stores.here.view().position();
        stage = FxToolkit.setupFixture(() -> new Stage());
        window =
                FxToolkit.setupFixture(
                        () -> {
                            Fonts.load();
                            var made =
                                    new MainWindow(
                                            stage,
                                            new MainWindow.Given(
                                                    seen.apply(stores.here),
                                                    position,
                                                    delivery,
                                                    accounts,
                                                    devices,
                                                    "Laptop",
                                                    "Odradek",
                                                    folder,
                                                    clock,
                                                    new Random(5),
                                                    new LibRecurrences(),
                                                    new Messages(Locale.ENGLISH),
                                                    theme,
                                                    new Nowhere()));
                            stage.setWidth(980);
                            stage.setHeight(800);
                            made.show();
                            // Keys go to the focused window, and an earlier test's may still be it.
                            stage.requestFocus();
                            return made;
                        });
        settle();
    }

    /// Waits until nothing is pending.
    void settle() throws TimeoutException {
        WaitForAsyncUtils.waitForFxEvents();
        WaitForAsyncUtils.waitFor(SETTLES_MAX_S, TimeUnit.SECONDS, this::isSettled);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private boolean isSettled() {
        return WaitForAsyncUtils.waitForAsyncFx(
                10_000,
                () -> stage.getScene().getRoot().getPseudoClassStates().contains(Settled.SETTLED));
    }

    /// The shown node of this id, in whichever window it is.
    <T extends Node> Optional<T> find(String id, Class<T> type) {
        return WaitForAsyncUtils.waitForAsyncFx(
                10_000,
                () ->
                        Window.getWindows().stream()
                                .filter(Window::isShowing)
                                .map(w -> w.getScene().getRoot())
                                .flatMap(root -> lookup(root, id).stream())
                                .filter(type::isInstance)
                                .map(type::cast)
                                .findFirst());
    }

    private static Optional<Node> lookup(Parent root, String id) {
        return root.lookupAll("#" + id).stream().filter(WindowFixture::isShown).findFirst();
    }

    private static boolean isShown(Node node) {
        for (var at = node; at != null; at = at.getParent()) {
            if (!at.isVisible()) {
                return false;
            }
        }
        return true;
    }

    <T extends Node> T node(String id, Class<T> type) {
        return find(id, type).orElseThrow(() -> new AssertionError("no #" + id + " is shown"));
    }

    void press(KeyCode... keys) throws TimeoutException {
        robot.push(keys);
        settle();
    }

    void type(String words) throws TimeoutException {
        robot.write(words, 0);
        settle();
    }

    /// Puts words into a field as a paste would, for texts whose letters no key has.
    void fill(String id, String words) throws TimeoutException {
        var field = node(id, TextInputControl.class);
        robot.interact(
                () -> {
                    field.requestFocus();
                    field.setText(words);
                });
        settle();
    }

    void focus(String id) throws TimeoutException {
        var node = node(id, Node.class);
        robot.interact(node::requestFocus);
        settle();
    }

    void click(String id) throws TimeoutException {
        robot.clickOn(node(id, Node.class));
        settle();
    }

    void command(String id) throws TimeoutException {
        var command =
                window.commands().stream()
                        .filter(each -> each.id().equals(id))
                        .findFirst()
                        .orElseThrow();
        robot.interact(() -> command.run().run());
        settle();
    }

    MainWindow window() {
        return window;
    }

    Stage stage() {
        return stage;
    }

    @Override
    public void close() throws Exception {
        FxToolkit.setupFixture(this::closeWindow);
        stores.close();
    }

    /// As the person does it; FX thread.
    void closeWindow() {
        if (stage.isShowing()) {
            window.close();
            stage.close();
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
