package org.odradek.app.conflicts;

import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;
import org.odradek.app.look.Controls;
import org.odradek.core.conflict.ConflictKind;
import org.odradek.store.edit.Resolutions.Choice;
import org.odradek.store.view.ConflictRow;

import java.util.List;

/// One conflict: what it is about, what was before, the versions, and what can be chosen.
final class ConflictDetail extends ScrollPane {
    private final ConflictsModel model;
    private final ConflictsInteractor interactor;
    private final ConflictWords words;
    private final VersionCards cards;
    private final TextPlaces places;
    private final TextField value = new TextField();
    private final VBox content = new VBox();

    ConflictDetail(ConflictsModel model, ConflictsInteractor interactor, ConflictWords words) {
        this.model = model;
        this.interactor = interactor;
        this.words = words;
        cards = new VersionCards(interactor, words);
        places = new TextPlaces(model, interactor, words);
        value.setId("conflictValue");
        value.setAccessibleText(words.text("conflict.anew"));
        value.setOnAction(_ -> storeValue());
        value.setPrefColumnCount(24);
        setFitToWidth(true);
        getStyleClass().add("od-details");
        content.getStyleClass().add("od-conflict-detail");
        setContent(content);
        model.chosenProperty().subscribe(this::show);
    }

    /// E: the merged text, or a value written anew.
    void edit() {
        var chosen = model.chosenProperty().get();
        if (chosen != null && chosen.kind() == ConflictKind.TEXT) {
            places.editMerged();
        } else if (value.getScene() != null) {
            value.requestFocus();
        }
    }

    private void show(@Nullable ConflictRow conflict) {
        content.getChildren().clear();
        if (conflict == null) {
            return;
        }
        var heading = Controls.label(words.heading(conflict), "od-panel-title");
        heading.setId("conflictTitle");
        heading.setWrapText(true);
        content.getChildren().add(heading);
        if (conflict.resolved() != null) {
            content.getChildren().add(Controls.label(words.resolved(conflict.resolved())));
            return;
        }
        var base = base(conflict);
        if (base != null) {
            content.getChildren().add(base);
        }
        if (conflict.kind() == ConflictKind.TEXT && !conflict.places().isEmpty()) {
            content.getChildren().add(places);
            places.showPlace();
            return;
        }
        cards.show(conflict);
        content.getChildren().addAll(cards, buttons(conflict));
    }

    private @Nullable Node base(ConflictRow conflict) {
        if (conflict.kind() != ConflictKind.VALUE && conflict.kind() != ConflictKind.MOVE) {
            return null;
        }
        var label =
                Controls.label(
                        words.text("conflict.before", words.value(conflict, conflict.base())),
                        "od-muted");
        label.setId("conflictBase");
        label.setWrapText(true);
        return label;
    }

    private FlowPane buttons(ConflictRow conflict) {
        var row = new FlowPane();
        row.getStyleClass().add("od-cards");
        var keep = Controls.button("conflictKeepShown", words.text(keepKey(conflict.kind())));
        keep.setOnAction(_ -> interactor.decide(new Choice.KeepShown()));
        row.getChildren().add(keep);
        boolean joins = conflict.field().equals("title") || conflict.field().equals("name");
        if (conflict.kind() == ConflictKind.VALUE && joins) {
            var both = Controls.button("conflictTakeBoth", words.text("conflict.joined"));
            both.setOnAction(_ -> interactor.decide(new Choice.Both()));
            row.getChildren().add(both);
        }
        if (conflict.kind() == ConflictKind.VALUE && takesWords(conflict.field())) {
            value.setText(shown(conflict));
            var store = Controls.button("conflictStore", words.text("conflict.store"));
            store.setOnAction(_ -> storeValue());
            row.getChildren().addAll(List.of(value, store));
        }
        var history = Controls.flat("conflictHistory", words.text("conflict.open"));
        history.setOnAction(_ -> interactor.open(conflict));
        row.getChildren().add(history);
        return row;
    }

    private static boolean takesWords(String field) {
        return switch (field) {
            case "title", "name", "due", "reminder", "repeat" -> true;
            default -> false;
        };
    }

    private static String keepKey(ConflictKind kind) {
        return switch (kind) {
            case VALUE, TEXT, UNKNOWN -> "conflict.keepShown";
            case DELETE -> "conflict.keepShown.delete";
            case NOTEBOOK_DELETE -> "conflict.keepShown.notebook";
            case MOVE, CYCLE -> "conflict.keepShown.cycle";
            case ATTACHMENT -> "conflict.keepShown.attachment";
        };
    }

    private static String shown(ConflictRow conflict) {
        return conflict.versions().stream()
                .filter(version -> version.n() == conflict.shown())
                .map(version -> version.value() == null ? "" : version.value())
                .findFirst()
                .orElse("");
    }

    private void storeValue() {
        interactor.decide(new Choice.Anew(value.getText().strip()));
    }
}
