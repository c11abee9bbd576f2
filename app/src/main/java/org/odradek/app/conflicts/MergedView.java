package org.odradek.app.conflicts;

import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

import org.odradek.app.look.Controls;
import org.odradek.store.history.History;

/// Texts that were merged from two devices without a question, each with what changed and a way to take one side back.
final class MergedView extends ScrollPane {
    private final ConflictsModel model;
    private final ConflictsInteractor interactor;
    private final ConflictWords words;
    private final VBox rows = new VBox();

    MergedView(ConflictsModel model, ConflictsInteractor interactor, ConflictWords words) {
        this.model = model;
        this.interactor = interactor;
        this.words = words;
        setFitToWidth(true);
        getStyleClass().add("od-details");
        rows.setId("mergedList");
        rows.getStyleClass().add("od-conflict-detail");
        setContent(rows);
        model.merged().addListener((ListChangeListener<History.Merged>) _ -> show());
        show();
    }

    private void show() {
        rows.getChildren().clear();
        if (model.merged().isEmpty()) {
            var none = Controls.label(words.text("merged.none"), "od-empty");
            none.setWrapText(true);
            rows.getChildren().add(none);
        }
        model.merged().forEach(merge -> rows.getChildren().add(card(merge)));
    }

    private Node card(History.Merged merge) {
        var title = Controls.label(merge.title(), "od-list-title");
        var who =
                Controls.label(
                        String.join(", ", merge.devices()) + " · " + words.when(merge.atMs()),
                        "od-caption",
                        "od-muted");
        var card = new VBox(title, who);
        card.getStyleClass().add("od-card");
        merge.places()
                .forEach(
                        place -> card.getChildren().add(DiffFlow.of(place.base(), place.merged())));
        var fine = Controls.button("mergedFine", words.text("merged.fine"));
        fine.setOnAction(_ -> interactor.fine(merge));
        var back =
                Controls.button(
                        "mergedRevert", words.text("merged.takeBack", merge.devices().getLast()));
        back.setOnAction(_ -> interactor.takeBack(merge));
        var open = Controls.flat("mergedOpen", words.text("conflict.open"));
        open.setOnAction(_ -> interactor.open(merge));
        var buttons = new HBox(fine, back, open);
        buttons.getStyleClass().add("od-buttons");
        card.getChildren().add(buttons);
        return card;
    }
}
