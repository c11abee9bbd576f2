package org.odradek.app.window;

import javafx.scene.Node;

import org.jspecify.annotations.Nullable;
import org.odradek.app.place.Place;

/// The panels that take the room of list and editor, made when first shown.
final class Panels {
    private final Node conflicts;
    private final Node settings;
    private final Node imports;
    private final @Nullable Node account;
    private final @Nullable Node devices;

    /// @param account null where there is no sync client to ask, and so is `devices`
    Panels(
            Node conflicts,
            Node settings,
            Node imports,
            @Nullable Node account,
            @Nullable Node devices) {
        this.conflicts = conflicts;
        this.settings = settings;
        this.imports = imports;
        this.account = account;
        this.devices = devices;
    }

    @Nullable Node panel(Place place) {
        return switch (place) {
            case Place.Listing _ -> null;
            case Place.Conflicts _ -> conflicts;
            case Place.Settings _ -> settings;
            case Place.Account _ -> account == null ? settings : account;
            case Place.Devices _ -> devices == null ? settings : devices;
            case Place.Import _ -> imports;
        };
    }
}
