package org.odradek.app.devices;

import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.odradek.app.devices.DevicesModel.Asked;
import org.odradek.app.devices.DevicesModel.Question;
import org.odradek.app.look.Controls;
import org.odradek.app.look.Icons;
import org.odradek.app.look.Messages;
import org.odradek.app.look.SizeWords;
import org.odradek.app.look.TimeWords;

import java.util.StringJoiner;

/// One device: its name, how it stands, and what can be done with it.
final class DeviceCard extends VBox {
    private final DeviceDesk.Device device;
    private final DevicesInteractor interactor;
    private final Messages messages;
    private final TimeWords times;

    /// @param question what the card asks beside; null for nothing
    DeviceCard(
            DeviceDesk.Device device,
            @Nullable Question question,
            DevicesInteractor interactor,
            Messages messages,
            TimeWords times) {
        this.device = device;
        this.interactor = interactor;
        this.messages = messages;
        this.times = times;
        setId("device-" + device.id());
        getStyleClass().add("od-card");
        if (device.own()) {
            getStyleClass().add("od-mine");
        }
        setFocusTraversable(true);
        setAccessibleText(String.join(", ", device.name(), stateWords(), lines()));
        getChildren().addAll(question == Question.NAME ? naming() : head(), state());
        var facts = lines();
        if (!facts.isEmpty()) {
            getChildren().add(Controls.label(facts, "od-caption", "od-muted"));
        }
        if (question == Question.REMOVE) {
            getChildren().add(removing());
        }
        setOnKeyPressed(
                key -> {
                    if (key.getCode() == KeyCode.F2 && device.removedAt() == null) {
                        ask(Question.NAME);
                        key.consume();
                    }
                });
    }

    private HBox head() {
        var name = Controls.label(device.name(), "od-list-title");
        name.setGraphic(Icons.of(Feather.MONITOR, Icons.Size.ROW));
        var head = new HBox(name);
        head.getStyleClass().add("od-card-head");
        if (device.own()) {
            head.getChildren()
                    .add(Controls.chip(messages.text("devices.this"), Controls.Tint.ACCENT));
        }
        var gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        head.getChildren().add(gap);
        if (device.removedAt() == null) {
            var rename =
                    Controls.flat("deviceRename-" + device.id(), messages.text("devices.rename"));
            rename.setOnAction(_ -> ask(Question.NAME));
            head.getChildren().add(rename);
            if (!device.own()) {
                var remove =
                        Controls.flat(
                                "deviceRemove-" + device.id(), messages.text("devices.remove"));
                remove.setOnAction(_ -> ask(Question.REMOVE));
                head.getChildren().add(remove);
            }
        }
        return head;
    }

    private HBox naming() {
        var field = new TextField(device.name());
        field.setId("deviceName-" + device.id());
        field.setAccessibleText(messages.text("account.device"));
        field.setOnAction(_ -> interactor.rename(device.id(), field.getText()));
        field.setOnKeyPressed(
                key -> {
                    if (key.getCode() == KeyCode.ESCAPE) {
                        interactor.ask(null);
                        key.consume();
                    }
                });
        HBox.setHgrow(field, Priority.ALWAYS);
        field.sceneProperty()
                .subscribe(
                        scene -> {
                            if (scene != null) {
                                field.requestFocus();
                                field.selectAll();
                            }
                        });
        var keep = Controls.primary("deviceNameKeep", messages.text("devices.rename.keep"));
        keep.setOnAction(_ -> interactor.rename(device.id(), field.getText()));
        var leave = Controls.button("deviceNameLeave", messages.text("devices.leave"));
        leave.setOnAction(_ -> interactor.ask(null));
        var row = new HBox(field, keep, leave);
        row.getStyleClass().add("od-buttons");
        return row;
    }

    private VBox removing() {
        var sentence = new Label(messages.text("devices.remove.sentence", device.name()));
        sentence.setWrapText(true);
        var remove = Controls.danger("deviceRemoveYes", messages.text("devices.remove.yes"));
        remove.setOnAction(_ -> interactor.remove(device.id(), device.name()));
        var leave = Controls.button("deviceRemoveNo", messages.text("devices.leave"));
        leave.setOnAction(_ -> interactor.ask(null));
        var buttons = new HBox(remove, leave);
        buttons.getStyleClass().add("od-buttons");
        var box = new VBox(sentence, buttons);
        box.getStyleClass().add("od-device-question");
        return box;
    }

    private Label state() {
        var state = Controls.label(stateWords());
        state.setId("deviceState-" + device.id());
        state.setWrapText(true);
        state.setMinHeight(Region.USE_PREF_SIZE);
        return state;
    }

    private String stateWords() {
        var removed = device.removedAt();
        if (removed != null) {
            return messages.text("devices.state.removed", times.past(removed));
        }
        var atServer = device.atServer();
        if (atServer == null) {
            return messages.text("devices.state.unknown");
        }
        return messages.text(atServer.active() ? "devices.state.active" : "devices.state.inactive");
    }

    private String lines() {
        var atServer = device.atServer();
        if (atServer == null || device.removedAt() != null) {
            return "";
        }
        var said = new StringJoiner(" · ");
        var seen = atServer.lastSeen();
        if (seen != null && !device.own()) {
            said.add(messages.text("devices.seen", times.past(seen)));
        }
        if (atServer.active() && atServer.heldEdits() > 0) {
            said.add(
                    messages.count(
                            "devices.held",
                            atServer.heldEdits(),
                            new SizeWords(messages).of(atServer.heldBytes())));
        }
        return said.toString();
    }

    private void ask(Question question) {
        interactor.ask(new Asked(device.id(), question));
    }
}
