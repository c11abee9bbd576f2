package org.odradek.app.sidebar;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import org.odradek.app.place.Place;
import org.odradek.store.view.Counts;
import org.odradek.store.view.NotebookRow;
import org.odradek.store.view.TagRow;

import java.util.List;

/// What the sidebar shows. FX thread only.
final class SidebarModel {
    private final ReadOnlyObjectWrapper<Counts> counts =
            new ReadOnlyObjectWrapper<>(new Counts(0, 0, 0, 0, 0, 0, 0, 0));
    private final ReadOnlyObjectWrapper<Place> place =
            new ReadOnlyObjectWrapper<>(new Place.Inbox());
    private final ObservableList<NotebookRow> notebooks = FXCollections.observableArrayList();
    private final ObservableList<NotebookRow> notebooksShown =
            FXCollections.unmodifiableObservableList(notebooks);
    private final ObservableList<TagRow> tags = FXCollections.observableArrayList();
    private final ObservableList<TagRow> tagsShown = FXCollections.unmodifiableObservableList(tags);

    // Properties

    ReadOnlyObjectProperty<Counts> countsProperty() {
        return counts.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Place> placeProperty() {
        return place.getReadOnlyProperty();
    }

    /// Parents before children.
    ObservableList<NotebookRow> notebooks() {
        return notebooksShown;
    }

    /// The most used first.
    ObservableList<TagRow> tags() {
        return tagsShown;
    }

    // Commands

    void showCounts(Counts shown) {
        counts.set(shown);
    }

    void showPlace(Place shown) {
        place.set(shown);
    }

    void showNotebooks(List<NotebookRow> shown) {
        if (!notebooks.equals(shown)) {
            notebooks.setAll(shown);
        }
    }

    void showTags(List<TagRow> shown) {
        if (!tags.equals(shown)) {
            tags.setAll(shown);
        }
    }
}
