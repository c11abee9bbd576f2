package org.odradek.app.palette;

import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import org.odradek.core.entry.ItemId;

import java.util.List;

/// What the palette offers for the letters typed so far. FX thread only.
final class PaletteModel {
    /// One line of the palette.
    sealed interface Offer {
        record Item(ItemId id, String title, String where) implements Offer {}

        record Does(Command command) implements Offer {}

        record Notebook(ItemId id, String path) implements Offer {}

        record Tag(String name) implements Offer {}

        record MakeNote(String title) implements Offer {}
    }

    private final ObservableList<Offer> offers = FXCollections.observableArrayList();
    private final ObservableList<Offer> shown = FXCollections.unmodifiableObservableList(offers);

    ObservableList<Offer> offers() {
        return shown;
    }

    void show(List<Offer> now) {
        if (!offers.equals(now)) {
            offers.setAll(now);
        }
    }
}
