package org.odradek.app.window;

import javafx.scene.Node;

import org.jspecify.annotations.Nullable;
import org.odradek.app.account.AccountView;
import org.odradek.app.devices.DeviceBanners;
import org.odradek.app.devices.DevicesInteractor;
import org.odradek.app.devices.DevicesView;
import org.odradek.app.place.Place;
import org.odradek.app.settings.SettingsNav;
import org.odradek.app.settings.SettingsView;

/// The pages of the settings, put together. FX thread only.
final class SettingsPages {
    private final MainWindow.Given given;
    private final Workbench bench;

    SettingsPages(MainWindow.Given given, Workbench bench) {
        this.given = given;
        this.bench = bench;
    }

    Node looks() {
        return new SettingsView(given.theme(), navigation(new Place.Settings()), given.messages());
    }

    /// Null where there is no sync client to ask.
    @Nullable Node account() {
        var desk = given.accounts();
        if (desk == null) {
            return null;
        }
        var view =
                new AccountView(
                        desk,
                        given.deviceName(),
                        navigation(new Place.Account()),
                        bench.screen,
                        bench.settled,
                        given.messages());
        bench.navigator
                .placeProperty()
                .subscribe(
                        now -> {
                            if (now instanceof Place.Account) {
                                view.look();
                            }
                        });
        given.delivery().onChange(_ -> bench.screen.show(view::refresh));
        return view;
    }

    /// Null where there is no sync client to ask. Begins to tell of the devices in banners, too.
    @Nullable Node devices() {
        var interactor = bench.devices;
        if (interactor == null) {
            return null;
        }
        bench.navigator
                .placeProperty()
                .subscribe(
                        now -> {
                            if (now instanceof Place.Devices) {
                                interactor.look();
                            }
                        });
        banners(interactor).start();
        return new DevicesView(
                interactor, navigation(new Place.Devices()), given.messages(), bench.times);
    }

    private DeviceBanners banners(DevicesInteractor interactor) {
        return new DeviceBanners(
                given.delivery(),
                bench.notices,
                bench.navigator,
                given.messages(),
                bench.times,
                given.clock(),
                interactor,
                bench.screen);
    }

    private SettingsNav navigation(Place shown) {
        return new SettingsNav(bench.navigator, shown, given.messages());
    }
}
