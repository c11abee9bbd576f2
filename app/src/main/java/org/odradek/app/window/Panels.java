package org.odradek.app.window;

import javafx.scene.Node;

import org.jspecify.annotations.Nullable;
import org.odradek.app.place.Place;

/// The panels that take the room of list and editor, made when first shown.
final class Panels {
    private final Node conflicts;

    Panels(Node conflicts) {
        this.conflicts = conflicts;
    }

    @Nullable Node panel(Place place) {
        return switch (place) {
            case Place.Listing _ -> null;
            case Place.Conflicts _ -> conflicts;
            case Place.Settings _, Place.Account _, Place.Import _ -> null;
        };
    }
}
