package org.odradek.app.conflicts;

import javafx.geometry.Pos;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.odradek.app.look.Controls;
import org.odradek.core.conflict.ConflictKind;
import org.odradek.store.edit.Resolutions.Choice;
import org.odradek.store.view.ConflictRow;

/// The versions of a value as cards in a row, each with the device that wrote it and a button that keeps it.
final class VersionCards extends FlowPane {
    private static final double CARD_WIDTH_MIN_PX = 240;

    private final ConflictsInteractor interactor;
    private final ConflictWords words;

    VersionCards(ConflictsInteractor interactor, ConflictWords words) {
        this.interactor = interactor;
        this.words = words;
        getStyleClass().add("od-cards");
    }

    void show(ConflictRow conflict) {
        getChildren().setAll(conflict.versions().stream().map(v -> card(conflict, v)).toList());
    }

    private VBox card(ConflictRow conflict, ConflictRow.Version version) {
        var device = Controls.label(words.device(version), "od-list-title");
        device.setMaxWidth(Double.MAX_VALUE);
        device.setWrapText(true);
        HBox.setHgrow(device, Priority.ALWAYS);
        var head = new HBox(device);
        head.getStyleClass().add("od-card-head");
        head.setAlignment(Pos.CENTER_LEFT);
        if (version.n() == conflict.shown()) {
            head.getChildren()
                    .add(Controls.chip(words.text("conflict.shownNow"), Controls.Tint.CONFLICT));
        }
        if (version.decision()) {
            head.getChildren()
                    .add(Controls.chip(words.text("conflict.decision"), Controls.Tint.PLAIN));
        }
        var when = Controls.label(words.when(version.atMs()), "od-caption", "od-muted");
        var base = conflict.base() == null ? null : words.value(conflict, conflict.base());
        var value = DiffFlow.of(base, words.value(conflict, version.value()));
        var gap = new Region();
        VBox.setVgrow(gap, Priority.ALWAYS);
        var card = new VBox(head, when, value, gap);
        if (conflict.kind() != ConflictKind.ATTACHMENT && conflict.kind() != ConflictKind.UNKNOWN) {
            card.getChildren().add(takeButton(conflict, version));
        }
        card.setId("conflictVersion-" + version.n());
        card.getStyleClass().add("od-card");
        if (version.thisDevice()) {
            card.getStyleClass().add("od-mine");
        }
        card.setMinWidth(CARD_WIDTH_MIN_PX);
        card.setPrefWidth(CARD_WIDTH_MIN_PX);
        card.setAccessibleText(
                words.device(version)
                        + ", "
                        + words.when(version.atMs())
                        + ", "
                        + words.value(conflict, version.value()));
        return card;
    }

    private VBox takeButton(ConflictRow conflict, ConflictRow.Version version) {
        var take =
                version.n() == conflict.shown()
                        ? Controls.primary("", words.text("conflict.take"))
                        : Controls.button("", words.text("conflict.take"));
        take.setId("conflictTake-" + version.n());
        take.setOnAction(_ -> interactor.decide(new Choice.Take(version.n())));
        take.setAccessibleText(words.text("conflict.take") + ": " + words.device(version));
        // Tests of two versions speak of mine and theirs; an id is on one node alone, so a box
        // carries the second one.
        var box = new VBox(take);
        if (conflict.versions().size() == 2
                && conflict.versions().stream().anyMatch(ConflictRow.Version::thisDevice)) {
            box.setId(version.thisDevice() ? "conflictTakeMine" : "conflictTakeTheirs");
        }
        return box;
    }
}
