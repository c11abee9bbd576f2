package org.odradek.app;

import javafx.application.Application;
import javafx.application.Platform;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.Stage;

import org.jspecify.annotations.Nullable;
import org.odradek.app.look.Fonts;
import org.odradek.app.look.Messages;
import org.odradek.app.look.Theme;
import org.odradek.app.place.Place;
import org.odradek.app.status.LocalOnly;
import org.odradek.app.task.LibRecurrences;
import org.odradek.app.welcome.StartHere;
import org.odradek.app.window.MainWindow;
import org.odradek.app.window.Outside;
import org.odradek.store.Opening;
import org.odradek.store.Store;
import org.odradek.store.StoreOptions;
import org.odradek.store.Stores;
import org.odradek.store.view.ViewPosition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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
    private @Nullable Opening opening;
    private boolean fresh;
    private ViewPosition position = new ViewPosition(0);
    private @Nullable MainWindow window;

    /// Shows the window and answers when it is closed.
    public static void show(Path profile) {
        Application.launch(Desktop.class, profile.toString());
    }

    @Override
    public void init() {
        var folder = Path.of(getParameters().getRaw().getFirst());
        var clock = Clock.system(ZoneId.systemDefault());
        var options = StoreOptions.of(clock, new LibRecurrences(), hostName());
        opening = Stores.open(folder, options);
        if (opening instanceof Opening.Opened(var store)) {
            fresh = StartHere.makeIfNew(store, messages);
            position = store.view().position();
        }
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
            case Opening.Opened(var store) -> open(stage, store);
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

    private void open(Stage stage, Store store) {
        Fonts.load();
        var theme = new Theme(Platform.getPreferences());
        var shown =
                new MainWindow(
                        stage,
                        new MainWindow.Given(
                                store,
                                position,
                                new LocalOnly(),
                                null,
                                store.profile().deviceName(),
                                Path.of(System.getProperty("java.io.tmpdir")),
                                Clock.system(ZoneId.systemDefault()),
                                new SecureRandom(),
                                new LibRecurrences(),
                                messages,
                                theme,
                                new Surroundings(stage)));
        window = shown;
        if (fresh) {
            shown.go(new Place.InNotebook(StartHere.notebook()));
            shown.open(StartHere.welcome());
        }
        shown.show();
    }

    @Override
    public void stop() {
        if (window != null) {
            window.close();
        }
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
