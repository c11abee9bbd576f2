package org.odradek.app.conflicts;

import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import org.jspecify.annotations.Nullable;
import org.odradek.store.history.History;
import org.odradek.store.view.ConflictRow;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What waits for a person, and what was merged for them. FX thread only.
final class ConflictsModel {
    private final ObservableList<ConflictRow> conflicts = FXCollections.observableArrayList();
    private final ObservableList<ConflictRow> conflictsShown =
            FXCollections.unmodifiableObservableList(conflicts);
    private final ObservableList<History.Merged> merged = FXCollections.observableArrayList();
    private final ObservableList<History.Merged> mergedShown =
            FXCollections.unmodifiableObservableList(merged);
    private final ReadOnlyObjectWrapper<@Nullable ConflictRow> chosen =
            new ReadOnlyObjectWrapper<>();
    private final ReadOnlyIntegerWrapper place = new ReadOnlyIntegerWrapper();
    private final Map<Integer, String> edited = new HashMap<>();

    // Properties

    /// Newest first, as on every device.
    ObservableList<ConflictRow> conflicts() {
        return conflictsShown;
    }

    ObservableList<History.Merged> merged() {
        return mergedShown;
    }

    ReadOnlyObjectProperty<@Nullable ConflictRow> chosenProperty() {
        return chosen.getReadOnlyProperty();
    }

    /// Which place of a text is shown, from 0.
    ReadOnlyIntegerProperty placeProperty() {
        return place.getReadOnlyProperty();
    }

    /// What the person wrote for a place of the chosen text; the merged line otherwise.
    String textAt(int n) {
        var conflict = chosen.get();
        if (conflict == null || n >= conflict.places().size()) {
            return "";
        }
        return edited.getOrDefault(n, conflict.places().get(n).merged());
    }

    /// What was written anew, by place.
    Map<Integer, String> edited() {
        return Map.copyOf(edited);
    }

    // Commands

    void show(List<ConflictRow> shown) {
        if (!conflicts.equals(shown)) {
            conflicts.setAll(shown);
        }
    }

    void showMerged(List<History.Merged> shown) {
        if (!merged.equals(shown)) {
            merged.setAll(shown);
        }
    }

    void choose(@Nullable ConflictRow conflict) {
        var before = chosen.get();
        boolean same = before != null && conflict != null && before.id().equals(conflict.id());
        if (!same) {
            edited.clear();
            place.set(0);
        }
        chosen.set(conflict);
    }

    void showPlace(int n) {
        place.set(n);
    }

    void write(int n, String text) {
        var conflict = chosen.get();
        if (conflict != null && text.equals(conflict.places().get(n).merged())) {
            edited.remove(n);
        } else {
            edited.put(n, text);
        }
    }
}
