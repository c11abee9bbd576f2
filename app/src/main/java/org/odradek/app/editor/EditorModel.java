package org.odradek.app.editor;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

import org.jspecify.annotations.Nullable;
import org.odradek.store.view.ItemDetail;

/// The open item, without its body, which the editing surface holds. FX thread only.
public final class EditorModel {
    private final ReadOnlyObjectWrapper<@Nullable ItemDetail> item = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyStringWrapper text = new ReadOnlyStringWrapper("");

    // Properties

    /// The open item as last read; null when none is open.
    public ReadOnlyObjectProperty<@Nullable ItemDetail> itemProperty() {
        return item.getReadOnlyProperty();
    }

    /// The body as typed, a little behind the keys.
    public ReadOnlyStringProperty textProperty() {
        return text.getReadOnlyProperty();
    }

    // Commands

    void show(@Nullable ItemDetail detail) {
        item.set(detail);
    }

    void showText(String typed) {
        text.set(typed);
    }
}
