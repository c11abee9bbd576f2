package org.odradek.app;

import javafx.application.Application;
import javafx.application.Platform;
import javafx.stage.Stage;

import org.jspecify.annotations.Nullable;
import org.odradek.app.command.Commands;
import org.odradek.app.command.Door;
import org.odradek.app.look.Fonts;
import org.odradek.app.look.Messages;
import org.odradek.app.look.Theme;
import org.odradek.app.place.Place;
import org.odradek.app.task.LibRecurrences;
import org.odradek.app.welcome.StartHere;
import org.odradek.store.Opening;
import org.odradek.store.Store;
import org.odradek.store.StoreOptions;
import org.odradek.store.Stores;
import org.odradek.store.view.ViewPosition;
import org.odradek.sync.client.transport.HttpTransport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
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
    private final StoreOptions options = StoreOptions.of(clock, new LibRecurrences(), hostName());
    private @Nullable Opening opening;
    private boolean fresh;
    private ViewPosition position = new ViewPosition(0);
    private @Nullable DeviceWindow device;

    /// Shows the window and answers when it is closed, with the exit code.
    public static int show(Path profile) {
        Application.launch(Desktop.class, profile.toString());
        return 0;
    }

    @Override
    public void init() {
        var folder = Path.of(getParameters().getRaw().getFirst());
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
        var opened =
                new DeviceWindow(
                        stage,
                        new DeviceWindow.Given(
                                options,
                                messages.text("program"),
                                messages,
                                new Theme(Platform.getPreferences()),
                                HttpTransport::to,
                                new DesktopOutside(getHostServices(), stage),
                                this::letCommandsIn,
                                Desktop::refuse));
        device = opened;
        var window = opened.open(store, position);
        if (fresh) {
            window.go(new Place.InNotebook(StartHere.notebook()));
            window.open(StartHere.welcome());
        }
        window.show();
    }

    /// Commands that other processes are given for this profile are carried out here.
    private Runnable letCommandsIn(Store store, BackgroundSync delivery) {
        var folder = store.profile().folder();
        try {
            var door =
                    new Commands(clock, folder, Desktop::show, DemoDesktop::show)
                            .openDoor(store, folder, () -> Optional.ofNullable(delivery.service()));
            return () -> close(door);
        } catch (IOException noDoor) {
            LOG.warn("Commands of other processes cannot be let in.", noDoor);
            return () -> {};
        }
    }

    private static void close(Door door) {
        try {
            door.close();
        } catch (IOException alreadyGone) {
            LOG.debug("The door for commands was closed already.", alreadyGone);
        }
    }

    @Override
    public void stop() {
        if (device != null) {
            device.close();
        } else if (opening instanceof Opening.Opened(var store)) {
            store.close();
        }
    }
}
