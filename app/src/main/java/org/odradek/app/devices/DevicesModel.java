package org.odradek.app.devices;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

import org.jspecify.annotations.Nullable;
import org.odradek.core.entry.DeviceId;

import java.util.List;

/// What the devices panel shows. FX thread only.
final class DevicesModel {
    private final ReadOnlyObjectWrapper<DeviceDesk.Known> known =
            new ReadOnlyObjectWrapper<>(new DeviceDesk.Known(List.of(), List.of(), null));
    private final ReadOnlyObjectWrapper<@Nullable Asked> asked = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyStringWrapper sentence = new ReadOnlyStringWrapper("");

    /// What a card asks for besides showing its device.
    enum Question {
        NAME,
        REMOVE
    }

    record Asked(DeviceId device, Question question) {}

    ReadOnlyObjectProperty<DeviceDesk.Known> knownProperty() {
        return known.getReadOnlyProperty();
    }

    /// The card that asks something; null when none does.
    ReadOnlyObjectProperty<@Nullable Asked> askedProperty() {
        return asked.getReadOnlyProperty();
    }

    /// What came of the last wish; empty for nothing to say.
    ReadOnlyStringProperty sentenceProperty() {
        return sentence.getReadOnlyProperty();
    }

    void show(DeviceDesk.Known now) {
        known.set(now);
    }

    void ask(@Nullable Asked now) {
        asked.set(now);
    }

    void say(String words) {
        sentence.set(words);
    }
}
