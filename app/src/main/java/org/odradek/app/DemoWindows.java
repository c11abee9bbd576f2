package org.odradek.app;

import static javafx.scene.layout.Region.USE_COMPUTED_SIZE;

import javafx.geometry.Rectangle2D;
import javafx.scene.Scene;
import javafx.stage.Screen;
import javafx.stage.Stage;

import org.odradek.app.demo.DemoPlaces;
import org.odradek.app.demo.Network;
import org.odradek.app.demo.NetworkBar;
import org.odradek.app.demo.OpenDevice;
import org.odradek.app.demo.ThirdDevice;
import org.odradek.app.demo.TwoDevices;
import org.odradek.app.look.AppIcon;
import org.odradek.app.look.Messages;
import org.odradek.app.look.Theme;
import org.odradek.app.place.Place;
import org.odradek.app.window.MainWindow;
import org.odradek.app.window.Outside;
import org.odradek.core.entry.ItemId;
import org.odradek.store.Opening;
import org.odradek.store.Store;
import org.odradek.store.StoreOptions;
import org.odradek.store.Stores;
import org.odradek.store.view.ViewPosition;
import org.odradek.sync.client.transport.HttpTransport;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// The demo's windows: a bar with the network's switch, and below it two devices, each in the window that every device has. FX
/// thread only.
final class DemoWindows implements AutoCloseable {
    private final Given given;
    private final Network network = new Network();
    private final Stage bar = new Stage();
    private final NetworkBar switching;
    private final List<Shown> devices = new ArrayList<>();

    /// What the windows are given.
    ///
    /// @param outside what lies outside of a window
    /// @param ended   told when any of the windows was closed
    record Given(
            Messages messages,
            Theme theme,
            Clock clock,
            Function<Stage, Outside> outside,
            Runnable ended) {}

    /// A server and two devices with open profiles, and a third that can be asked for.
    record Prepared(TwoDevices devices, Profile laptop, Profile desk, ThirdDevice third)
            implements AutoCloseable {
        /// Sets everything up in an empty folder; takes seconds, so never on the FX thread.
        ///
        /// @param readingTime how long each sentence of the third device's story is left to be read
        static Prepared in(Path folder, LocalDate today, Duration readingTime) throws IOException {
            var devices = TwoDevices.ready(folder, today);
            return new Prepared(
                    devices,
                    Profile.open(devices.readyLaptop()),
                    Profile.open(devices.readyDesk()),
                    new ThirdDevice(devices, readingTime));
        }

        /// Gives the profiles free that no window has taken.
        void giveFree() {
            laptop.store().close();
            desk.store().close();
        }

        /// Ends the third device and the server; the windows have given the profiles free. Waits for what is under way, so never on
        /// the FX thread.
        @Override
        public void close() throws IOException {
            third.close();
            devices.close();
        }
    }

    /// A profile that was opened for a window.
    record Profile(Store store, ViewPosition position, StoreOptions options) {
        private static Profile open(TwoDevices.Ready ready) {
            return switch (Stores.open(ready.folder(), ready.options())) {
                case Opening.Opened(var store) ->
                        new Profile(store, store.view().position(), ready.options());
                case Opening other ->
                        throw new IllegalStateException(
                                "the demo's profile does not open: " + other);
            };
        }
    }

    /// One of the two devices.
    record Shown(Stage stage, MainWindow window, DeviceWindow device) {}

    DemoWindows(Given given) {
        this.given = given;
        switching = new NetworkBar(network, given.messages(), given.clock());
        bar.setTitle(given.messages().text("demo.title"));
        bar.getIcons().setAll(AppIcon.images());
        bar.setOnHidden(_ -> given.ended().run());
    }

    /// Shows the bar at the top of the screen, which says that the rest is being set up.
    void showBar() {
        var screen = Screen.getPrimary().getVisualBounds();
        var scene = new Scene(switching.view());
        given.theme().dress(scene, NetworkBar.sheets());
        bar.setScene(scene);
        fitBar(screen.getWidth());
        bar.setResizable(false);
        bar.setAlwaysOnTop(true);
        bar.show();
        // Some window managers place a window themselves when it appears, and move it only
        // afterwards.
        bar.setX(screen.getMinX());
        bar.setY(screen.getMinY());
    }

    /// Makes the bar so wide, and as high as its words then need.
    void fitBar(double widthPx) {
        var view = switching.view();
        view.applyCss();
        view.setPrefSize(widthPx, USE_COMPUTED_SIZE);
        view.setPrefHeight(Math.ceil(view.prefHeight(widthPx)));
        bar.sizeToScene();
    }

    /// Shows both devices side by side below the bar, each with the note that both write into.
    void open(Prepared prepared) {
        var places = DemoPlaces.on(Screen.getPrimary().getVisualBounds(), bar.getHeight());
        var rent = prepared.devices().rent();
        var trip = prepared.devices().trip();
        devices.add(
                device(
                        prepared.laptop(),
                        places.laptop(),
                        trip,
                        opened -> switching.watchLaptop(opened, rent)));
        devices.add(
                device(
                        prepared.desk(),
                        places.desk(),
                        trip,
                        opened -> switching.watchDesk(opened, rent)));
        switching.offer(prepared.third());
    }

    private Shown device(
            Profile profile,
            Rectangle2D place,
            ItemId opened,
            Function<OpenDevice, Runnable> watching) {
        var stage = new Stage();
        var device =
                new DeviceWindow(
                        stage,
                        new DeviceWindow.Given(
                                profile.options(),
                                given.messages()
                                        .text("demo.program", profile.options().deviceName()),
                                given.messages(),
                                given.theme(),
                                (url, pinned) -> HttpTransport.to(url, pinned).map(network::over),
                                given.outside().apply(stage),
                                (store, delivery) ->
                                        watching.apply(
                                                new OpenDevice(
                                                        store,
                                                        profile.options(),
                                                        delivery,
                                                        delivery::connections)),
                                _ -> given.ended().run()));
        var window = device.open(profile.store(), profile.position());
        stage.setWidth(place.getWidth());
        stage.setHeight(place.getHeight());
        stage.setOnHidden(_ -> given.ended().run());
        window.go(new Place.All());
        window.open(opened);
        window.show();
        stage.setX(place.getMinX());
        stage.setY(place.getMinY());
        return new Shown(stage, window, device);
    }

    Shown laptop() {
        return devices.getFirst();
    }

    Shown desk() {
        return devices.getLast();
    }

    Stage bar() {
        return bar;
    }

    /// Sends what is typed, gives both profiles free and takes the windows from the screen.
    @Override
    public void close() {
        bar.setOnHidden(null);
        switching.close();
        devices.forEach(
                shown -> {
                    shown.stage().setOnHidden(null);
                    shown.device().close();
                    shown.stage().close();
                });
        bar.close();
    }
}
