package org.odradek.app.conflicts;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

import org.odradek.app.look.Controls;
import org.odradek.store.edit.Resolutions.Choice;
import org.odradek.store.view.ConflictRow;

import java.util.stream.Collectors;

/// The places of a text that two devices touched, one at a time: each side, and the merged line, which can be edited.
final class TextPlaces extends VBox {
    private final ConflictsModel model;
    private final ConflictsInteractor interactor;
    private final ConflictWords words;
    private final Label which = Controls.label("", "od-list-title");
    private final FlowPane sides = new FlowPane();
    private final TextArea merged = new TextArea();
    private boolean filling;

    TextPlaces(ConflictsModel model, ConflictsInteractor interactor, ConflictWords words) {
        this.model = model;
        this.interactor = interactor;
        this.words = words;
        getStyleClass().add("od-places");
        which.setId("conflictPlace");
        sides.getStyleClass().add("od-cards");
        var previous = Controls.button("conflictPlacePrev", words.text("conflict.place.previous"));
        previous.setOnAction(_ -> interactor.stepPlace(-1));
        var next = Controls.button("conflictPlaceNext", words.text("conflict.place.next"));
        next.setOnAction(_ -> interactor.stepPlace(1));
        var head = new HBox(which, previous, next);
        head.getStyleClass().add("od-buttons");
        head.setAlignment(Pos.CENTER_LEFT);
        merged.setId("conflictMerged");
        merged.setWrapText(true);
        merged.setPrefRowCount(4);
        merged.setAccessibleText(words.text("conflict.merged"));
        merged.textProperty()
                .subscribe(
                        text -> {
                            if (!filling && model.chosenProperty().get() != null) {
                                interactor.writePlace(text);
                            }
                        });
        merged.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
        var right = Controls.primary("conflictKeepShown", words.text("conflict.looksRight"));
        right.setOnAction(_ -> interactor.decide(new Choice.KeepShown()));
        var edit = Controls.button("conflictEdit", words.text("conflict.edit"));
        edit.setOnAction(_ -> editMerged());
        var store = Controls.button("conflictStore", words.text("conflict.store"));
        store.setOnAction(_ -> interactor.storeMerged());
        var buttons = new HBox(right, edit, store);
        buttons.getStyleClass().add("od-buttons");
        getChildren()
                .addAll(
                        head,
                        sides,
                        Controls.label(words.text("conflict.merged"), "od-caption", "od-muted"),
                        merged,
                        buttons);
        model.placeProperty().subscribe(_ -> showPlace());
    }

    void editMerged() {
        merged.requestFocus();
        merged.end();
    }

    private void pressed(KeyEvent event) {
        if (event.getCode() == KeyCode.ENTER && event.isShortcutDown()) {
            interactor.storeMerged();
            event.consume();
        } else if (event.getCode() == KeyCode.F7) {
            interactor.stepPlace(event.isShiftDown() ? -1 : 1);
            event.consume();
        }
    }

    void showPlace() {
        var conflict = model.chosenProperty().get();
        int n = model.placeProperty().get();
        if (conflict == null || n >= conflict.places().size()) {
            return;
        }
        var place = conflict.places().get(n);
        which.setText(words.text("conflict.place", n + 1, conflict.places().size()));
        sides.getChildren().clear();
        for (var side : place.versions()) {
            sides.getChildren().add(side(place, side));
        }
        if (place.versions().size() > 1) {
            var both = Controls.button("conflictTakeBoth", words.text("conflict.both"));
            both.setOnAction(
                    _ ->
                            merged.setText(
                                    place.versions().stream()
                                            .map(ConflictRow.Side::text)
                                            .map(String::stripTrailing)
                                            .collect(Collectors.joining("\n"))));
            sides.getChildren().add(both);
        }
        filling = true;
        merged.setText(model.textAt(n));
        filling = false;
    }

    private Node side(ConflictRow.Place place, ConflictRow.Side side) {
        var take = Controls.button("", words.text("conflict.useThis"));
        take.setOnAction(_ -> merged.setText(side.text()));
        var card =
                new VBox(
                        Controls.label(side.deviceName(), "od-list-title"),
                        DiffFlow.of(place.base(), side.text()),
                        take);
        card.getStyleClass().add("od-card");
        card.setMinWidth(240);
        card.setPrefWidth(280);
        return card;
    }
}
