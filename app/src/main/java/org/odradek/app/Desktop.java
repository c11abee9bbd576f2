package org.odradek.app;

import javafx.application.Application;
import javafx.application.Platform;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.Stage;

import org.jspecify.annotations.Nullable;
import org.odradek.app.command.Commands;
import org.odradek.app.command.Door;
import org.odradek.app.flow.Screen;
import org.odradek.app.look.Fonts;
import org.odradek.app.look.Messages;
import org.odradek.app.look.Theme;
import org.odradek.app.place.Place;
import org.odradek.app.task.LibRecurrences;
import org.odradek.app.welcome.StartHere;
import org.odradek.app.window.MainWindow;
import org.odradek.app.window.Outside;
import org.odradek.store.Opening;
import org.odradek.store.Store;
import org.odradek.store.StoreOptions;
import org.odradek.store.Stores;
import org.odradek.store.view.ViewPosition;
import org.odradek.sync.client.account.AccountFacts;
import org.odradek.sync.client.account.Joining;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;

/// Opens the window on a profile: the store on JavaFX's launching thread, the window on its own. JavaFX makes this object; its one
/// argument is the profile's folder.
public final class Desktop extends Application {
    private static final Logger LOG = LoggerFactory.getLogger(Desktop.class);

    private final Messages messages = new Messages(Locale.ENGLISH);
    private final Clock clock = Clock.system(ZoneId.systemDefault());
    private final Screen screen = new Screen();
    private @Nullable Theme theme;
    private @Nullable BackgroundSync sync;
    private @Nullable Opening opening;
    private boolean fresh;
    private ViewPosition position = new ViewPosition(0);
    private @Nullable MainWindow window;
    private @Nullable Door door;

    /// Shows the window and answers when it is closed, with the exit code.
    public static int show(Path profile) {
        Application.launch(Desktop.class, profile.toString());
        return 0;
    }

    @Override
    public void init() {
        var folder = Path.of(getParameters().getRaw().getFirst());
        opening = Stores.open(folder, options());
        if (opening instanceof Opening.Opened(var store)) {
            fresh = StartHere.makeIfNew(store, messages);
            position = store.view().position();
        }
    }

    private StoreOptions options() {
        return StoreOptions.of(clock, new LibRecurrences(), hostName());
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException unnamed) {
            return "This device";
        }
    }

    @Override
    public void start(Stage stage) {
        Thread.currentThread()
                .setUncaughtExceptionHandler(
                        (_, fault) -> LOG.error("Something in the window failed.", fault));
        switch (opening) {
            case Opening.Opened(var store) -> {
                Fonts.load();
                theme = new Theme(Platform.getPreferences());
                open(stage, store, theme);
            }
            case Opening.HeldByOther _ -> refuse("Odradek has this profile open already.");
            case Opening.WrittenByNewer _ ->
                    refuse(
                            "This profile was written by a newer Odradek. Update to open it; it was"
                                    + " not touched.");
            case Opening.NotReadable(var sentence) -> refuse(sentence);
            case null -> throw new IllegalStateException("JavaFX calls init before start");
        }
    }

    private static void refuse(String sentence) {
        System.err.println(sentence);
        Platform.exit();
    }

    /// Commands that other processes are given for this profile are carried out here.
    private void openDoor(Store store) {
        var folder = store.profile().folder();
        var commands = new Commands(clock, folder, Desktop::show);
        try {
            door = commands.openDoor(store, folder, sync == null ? null : sync.service());
        } catch (IOException noDoor) {
            LOG.warn("Commands of other processes cannot be let in.", noDoor);
        }
    }

    private void open(Stage stage, Store store, Theme looks) {
        var delivery =
                new BackgroundSync(
                        store,
                        clock,
                        new SecureRandom(),
                        enrolled -> screen.show(() -> rehome(stage, store, enrolled)));
        sync = delivery;
        delivery.start();
        openDoor(store);
        var shown =
                new MainWindow(
                        stage,
                        new MainWindow.Given(
                                store,
                                position,
                                delivery,
                                delivery,
                                store.profile().deviceName(),
                                Path.of(System.getProperty("java.io.tmpdir")),
                                clock,
                                new SecureRandom(),
                                new LibRecurrences(),
                                messages,
                                looks,
                                new Surroundings(stage)));
        window = shown;
        if (fresh) {
            shown.go(new Place.InNotebook(StartHere.notebook()));
            shown.open(StartHere.welcome());
        }
        shown.show();
    }

    /// Another account has enrolled this device: the profile is closed, becomes that device, and the window opens on it again.
    private void rehome(Stage stage, Store store, Joining.Enrolled enrolled) {
        var delivery = sync;
        sync = null;
        closeWindow();
        var folder = store.profile().folder();
        var looks = theme;
        Thread.ofPlatform()
                .name("odradek-rehome")
                .start(
                        () -> {
                            if (delivery != null) {
                                delivery.close();
                            }
                            store.close();
                            try {
                                Stores.rehome(folder, enrolled.identity(), options());
                            } catch (IOException failed) {
                                LOG.error("The profile stays as it was.", failed);
                            }
                            var opened = Stores.open(folder, options());
                            remember(opened, enrolled);
                            screen.show(() -> reopened(stage, opened, looks));
                        });
    }

    /// Only a profile that has become the enrolled device is signed in as it.
    private static void remember(Opening opened, Joining.Enrolled enrolled) {
        if (opened instanceof Opening.Opened(var store)
                && store.profile().device().equals(enrolled.identity().device())) {
            enrolled.remember(new AccountFacts(store.facts()));
        }
    }

    private void reopened(Stage stage, Opening opened, @Nullable Theme looks) {
        opening = opened;
        if (opened instanceof Opening.Opened(var store) && looks != null) {
            fresh = false;
            position = store.view().position();
            open(stage, store, looks);
        } else {
            refuse("The profile does not open again; nothing is lost.");
        }
    }

    private void closeWindow() {
        closeDoor();
        if (window != null) {
            window.close();
            window = null;
        }
        if (sync != null) {
            sync.close();
            sync = null;
        }
    }

    private void closeDoor() {
        if (door == null) {
            return;
        }
        try {
            door.close();
        } catch (IOException alreadyGone) {
            LOG.debug("The door for commands was closed already.", alreadyGone);
        }
    }

    @Override
    public void stop() {
        closeWindow();
        if (opening instanceof Opening.Opened(var store)) {
            store.close();
        }
    }

    /// The browser and the file chooser of this desktop.
    private final class Surroundings implements Outside {
        private final Stage stage;

        Surroundings(Stage stage) {
            this.stage = stage;
        }

        @Override
        public void browse(String address) {
            getHostServices().showDocument(address);
        }

        @Override
        public Optional<Path> chooseToRead(String title, boolean folder) {
            if (folder) {
                var chooser = new DirectoryChooser();
                chooser.setTitle(title);
                return Optional.ofNullable(chooser.showDialog(stage)).map(file -> file.toPath());
            }
            var chooser = new FileChooser();
            chooser.setTitle(title);
            return Optional.ofNullable(chooser.showOpenDialog(stage)).map(file -> file.toPath());
        }
    }
}
