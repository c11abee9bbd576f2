package org.odradek.app.capture;

import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

import org.jspecify.annotations.Nullable;

/// What is being captured. FX thread only.
final class CaptureModel {
    private final ReadOnlyStringWrapper text = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<@Nullable Captured> captured =
            new ReadOnlyObjectWrapper<>();
    private final ReadOnlyBooleanWrapper task = new ReadOnlyBooleanWrapper(true);
    private boolean taskChosen;

    // Properties

    ReadOnlyStringProperty textProperty() {
        return text.getReadOnlyProperty();
    }

    /// How the text is understood; null while it is empty.
    ReadOnlyObjectProperty<@Nullable Captured> capturedProperty() {
        return captured.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty taskProperty() {
        return task.getReadOnlyProperty();
    }

    // Commands

    void show(String typed, @Nullable Captured understood) {
        text.set(typed);
        captured.set(understood);
        if (understood == null) {
            taskChosen = false;
            task.set(true);
        } else if (!taskChosen) {
            task.set(understood.task());
        }
    }

    void chooseTask(boolean chosen) {
        taskChosen = true;
        task.set(chosen);
    }
}
