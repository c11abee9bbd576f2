package org.odradek.app.devices;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.VBox;

import org.odradek.app.look.Controls;
import org.odradek.app.look.Messages;
import org.odradek.app.look.Sheets;
import org.odradek.app.look.TimeWords;

import java.time.Instant;
import java.util.List;

/// The account's devices, a card each; those that were removed are folded away.
public final class DevicesView extends ScrollPane {
    private final DevicesInteractor interactor;
    private final Messages messages;
    private final TimeWords times;
    private final VBox cards = new VBox();
    private final Label sentence = Controls.label("", "od-muted");
    private boolean removedShown;

    /// @param navigation leads to the other pages of the settings
    public DevicesView(
            DevicesInteractor interactor, Node navigation, Messages messages, TimeWords times) {
        this.interactor = interactor;
        this.messages = messages;
        this.times = times;
        setId("devices");
        setFitToWidth(true);
        getStyleClass().add("od-details");
        cards.getStyleClass().add("od-devices");
        sentence.setId("devicesSentence");
        sentence.setWrapText(true);
        var content =
                new VBox(
                        Controls.label(messages.text("cmd.devices"), "od-panel-title"),
                        navigation,
                        sentence,
                        cards);
        content.getStyleClass().add("od-conflict-detail");
        setContent(content);
        var model = interactor.model();
        model.knownProperty().subscribe(_ -> show());
        model.askedProperty().subscribe(_ -> show());
        model.sentenceProperty()
                .subscribe(
                        words -> {
                            sentence.setText(words);
                            sentence.setManaged(!words.isEmpty());
                        });
    }

    private void show() {
        var known = interactor.model().knownProperty().get();
        cards.getChildren().clear();
        if (known.devices().isEmpty()) {
            cards.getChildren().add(words("devices.none"));
            return;
        }
        var members = known.devices().stream().filter(one -> one.removedAt() == null).toList();
        var removed = known.devices().stream().filter(one -> one.removedAt() != null).toList();
        members.forEach(this::add);
        if (members.size() == 1) {
            cards.getChildren().add(words("devices.alone"));
        }
        var asOf = known.asOf();
        if (asOf != null && !isFresh(asOf)) {
            var line =
                    Controls.label(
                            messages.text("devices.asOf", times.past(asOf)),
                            "od-caption",
                            "od-muted");
            line.setId("devicesAsOf");
            cards.getChildren().add(line);
        }
        if (!removed.isEmpty()) {
            showRemoved(removed);
        }
    }

    /// What was said within the last minute is said to be of now.
    private boolean isFresh(Instant asOf) {
        return times.past(asOf).equals(messages.text("time.now"));
    }

    private void showRemoved(List<DeviceDesk.Device> removed) {
        var fold =
                Controls.flat(
                        "devicesRemoved", messages.count("devices.removed.fold", removed.size()));
        fold.setOnAction(
                _ -> {
                    removedShown = !removedShown;
                    show();
                });
        cards.getChildren().add(fold);
        if (removedShown) {
            removed.forEach(this::add);
        }
    }

    private void add(DeviceDesk.Device device) {
        var asked = interactor.model().askedProperty().get();
        var question =
                asked != null && asked.device().equals(device.id()) ? asked.question() : null;
        cards.getChildren().add(new DeviceCard(device, question, interactor, messages, times));
    }

    private Label words(String key) {
        var label = Controls.label(messages.text(key), "od-muted");
        label.setWrapText(true);
        return label;
    }

    public static List<String> sheets() {
        return List.of(Sheets.url(DevicesView.class, "devices.css"));
    }
}
