package org.odradek.app;

import javafx.stage.Stage;

import org.jspecify.annotations.Nullable;
import org.odradek.app.flow.Screen;
import org.odradek.app.look.Messages;
import org.odradek.app.look.Theme;
import org.odradek.app.window.MainWindow;
import org.odradek.app.window.Outside;
import org.odradek.store.Opening;
import org.odradek.store.Rehoming;
import org.odradek.store.Store;
import org.odradek.store.StoreOptions;
import org.odradek.store.Stores;
import org.odradek.store.view.ViewPosition;
import org.odradek.sync.client.account.AccountFacts;
import org.odradek.sync.client.account.Joining;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.function.Consumer;

/// One device in its window: the profile, what delivers its edits, and what shows it. FX thread only.
final class DeviceWindow implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DeviceWindow.class);

    private final Stage stage;
    private final Given given;
    private final Screen screen = new Screen();
    private @Nullable Device device;

    /// What the window is given.
    ///
    /// @param options how the profile is opened again when it becomes another device
    /// @param program what the window's title ends with
    /// @param ways    opens the way to a server
    /// @param beside  what goes along with the open profile
    /// @param refused told why the profile does not open again
    record Given(
            StoreOptions options,
            String program,
            Messages messages,
            Theme theme,
            ServerWay ways,
            Outside outside,
            Beside beside,
            Consumer<String> refused) {}

    /// What goes along with an open profile.
    @FunctionalInterface
    interface Beside {
        /// Begins beside a profile that was just opened; answers what ends it, before the profile is closed.
        Runnable begin(Store store, BackgroundSync delivery);
    }

    private record Device(
            Store store, BackgroundSync delivery, MainWindow window, Runnable besideEnd) {
        /// Takes it from the screen. FX thread.
        void leave() {
            besideEnd.run();
            window.close();
        }

        /// Ends the delivery and gives the profile free; waits for a request under way.
        void end() {
            delivery.close();
            store.close();
        }
    }

    DeviceWindow(Stage stage, Given given) {
        this.stage = stage;
        this.given = given;
    }

    /// Puts an open profile into the window, which is not shown yet.
    ///
    /// @param position where the profile's view stands, read before
    MainWindow open(Store store, ViewPosition position) {
        var clock = given.options().clock();
        var delivery =
                new BackgroundSync(
                        store,
                        clock,
                        new SecureRandom(),
                        given.ways(),
                        enrolled -> screen.show(() -> rehome(enrolled)));
        delivery.start();
        var besideEnd = given.beside().begin(store, delivery);
        var window =
                new MainWindow(
                        stage,
                        new MainWindow.Given(
                                store,
                                position,
                                delivery,
                                delivery,
                                delivery.devices(),
                                store.profile().deviceName(),
                                given.program(),
                                Path.of(System.getProperty("java.io.tmpdir")),
                                clock,
                                new SecureRandom(),
                                given.options().recurrences(),
                                given.messages(),
                                given.theme(),
                                given.outside()));
        device = new Device(store, delivery, window, besideEnd);
        return window;
    }

    /// An account has enrolled this device, or its own one has anew: the profile is closed, becomes that device, and the window opens on it again.
    private void rehome(Joining.Enrolled enrolled) {
        var before = device;
        if (before == null) {
            return;
        }
        device = null;
        before.leave();
        Thread.ofPlatform()
                .name("odradek-rehome")
                .start(
                        () -> {
                            var moved = moved(before, enrolled);
                            if (moved.opening() instanceof Opening.Opened(var store)) {
                                remember(store, enrolled);
                                var position = store.view().position();
                                screen.show(
                                        () -> {
                                            var window = open(store, position);
                                            window.show();
                                            moved.tell(window);
                                        });
                            } else {
                                screen.show(
                                        () ->
                                                given.refused()
                                                        .accept(
                                                                "The profile does not open again;"
                                                                        + " nothing is lost."));
                            }
                        });
    }

    /// A profile that was to become another device.
    ///
    /// @param news what the person should hear of it; null for nothing
    private record Moved(Opening opening, @Nullable String news) {
        void tell(MainWindow window) {
            if (news != null) {
                window.say(news);
            }
        }
    }

    private Moved moved(Device before, Joining.Enrolled enrolled) {
        var folder = before.store().profile().folder();
        before.end();
        String news;
        try {
            news = words(enrolled.moveIn(folder, given.options()), enrolled);
        } catch (IOException failed) {
            LOG.error("The profile stays as it was.", failed);
            news = given.messages().text("account.stayed");
        }
        return new Moved(Stores.open(folder, given.options()), news);
    }

    private @Nullable String words(Rehoming rehoming, Joining.Enrolled enrolled) {
        return switch (rehoming) {
            case Rehoming.Done _ ->
                    enrolled.isAnew()
                            ? given.messages()
                                    .text("account.anew", enrolled.identity().deviceName())
                            : null;
            case Rehoming.Refused(var why) -> why;
            case Rehoming.HeldByOther _ -> given.messages().text("account.stayed");
        };
    }

    /// Only a profile that has become the enrolled device is signed in as it.
    private static void remember(Store store, Joining.Enrolled enrolled) {
        if (store.profile().device().equals(enrolled.identity().device())) {
            enrolled.remember(new AccountFacts(store.facts()));
        }
    }

    /// Sends what is typed, ends the delivery, and gives the profile free.
    @Override
    public void close() {
        var closing = device;
        device = null;
        if (closing != null) {
            closing.leave();
            closing.end();
        }
    }
}
