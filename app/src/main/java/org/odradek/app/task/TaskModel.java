package org.odradek.app.task;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import org.jspecify.annotations.Nullable;
import org.odradek.app.devices.DeviceDesk;
import org.odradek.store.history.History;
import org.odradek.store.view.ItemDetail;
import org.odradek.store.view.ItemRow;

import java.util.List;

/// What the inspector shows of the open item. FX thread only.
final class TaskModel {
    private final ReadOnlyObjectWrapper<@Nullable ItemDetail> item = new ReadOnlyObjectWrapper<>();
    private final ObservableList<ItemRow> subtasks = FXCollections.observableArrayList();
    private final ObservableList<ItemRow> subtasksShown =
            FXCollections.unmodifiableObservableList(subtasks);
    private final ReadOnlyObjectWrapper<History.@Nullable Receipt> receipt =
            new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<List<DeviceDesk.Device>> devices =
            new ReadOnlyObjectWrapper<>(List.of());

    // Properties

    ReadOnlyObjectProperty<@Nullable ItemDetail> itemProperty() {
        return item.getReadOnlyProperty();
    }

    ObservableList<ItemRow> subtasks() {
        return subtasksShown;
    }

    /// How far the newest edit of the item has come; null when there is none.
    ReadOnlyObjectProperty<History.@Nullable Receipt> receiptProperty() {
        return receipt.getReadOnlyProperty();
    }

    /// The account's devices; none without an account.
    ReadOnlyObjectProperty<List<DeviceDesk.Device>> devicesProperty() {
        return devices.getReadOnlyProperty();
    }

    // Commands

    void show(@Nullable ItemDetail shown) {
        item.set(shown);
    }

    void showSubtasks(List<ItemRow> shown) {
        if (!subtasks.equals(shown)) {
            subtasks.setAll(shown);
        }
    }

    void showDevices(List<DeviceDesk.Device> shown) {
        devices.set(List.copyOf(shown));
    }

    void showReceipt(History.@Nullable Receipt shown) {
        receipt.set(shown);
    }
}
