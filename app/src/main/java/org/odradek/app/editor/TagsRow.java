package org.odradek.app.editor;

import javafx.geometry.Pos;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;

import org.kordamp.ikonli.feather.Feather;
import org.odradek.app.look.Controls;
import org.odradek.app.look.Messages;
import org.odradek.store.view.ItemRow;

import java.util.List;

/// Where the item is kept, and its tags; a field takes new ones.
final class TagsRow extends FlowPane {
    private final EditorInteractor interactor;
    private final Messages messages;
    private final Label notebook = Controls.label("", "od-muted");
    private final TextField field = new TextField();
    private List<String> tags = List.of();

    TagsRow(EditorInteractor interactor, Messages messages) {
        this.interactor = interactor;
        this.messages = messages;
        getStyleClass().add("od-tags-row");
        setAlignment(Pos.CENTER_LEFT);
        field.setId("editorTags");
        field.getStyleClass().addAll("od-quiet", "od-tag-field");
        field.setPromptText(messages.text("editor.tag.add"));
        field.setAccessibleText(messages.text("editor.tag.add"));
        field.setOnAction(_ -> add());
        field.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
        field.focusedProperty()
                .subscribe(
                        focused -> {
                            if (!focused) {
                                add();
                            }
                        });
    }

    void show(ItemRow row) {
        var path = row.notebookPath();
        notebook.setText(path == null ? messages.text("nav.inbox") : path.replace("/", " › "));
        tags = row.tags();
        getChildren().setAll(notebook);
        tags.forEach(tag -> getChildren().add(chip(tag)));
        getChildren().add(field);
    }

    private Label chip(String tag) {
        var chip = Controls.chip("#" + tag, Controls.Tint.ACCENT);
        var remove =
                Controls.iconButton(
                        "tagRemove-" + tag, Feather.X, messages.text("editor.tag.remove", tag));
        remove.getStyleClass().add("od-chip-close");
        remove.setOnAction(_ -> interactor.removeTag(tag));
        chip.setGraphic(remove);
        chip.setContentDisplay(ContentDisplay.RIGHT);
        return chip;
    }

    private void pressed(KeyEvent event) {
        if (event.getCode() == KeyCode.BACK_SPACE && field.getText().isEmpty() && !tags.isEmpty()) {
            interactor.removeTag(tags.getLast());
            event.consume();
        } else if (event.getCode() == KeyCode.COMMA) {
            add();
            event.consume();
        }
    }

    private void add() {
        if (!field.getText().isBlank()) {
            interactor.addTag(field.getText());
            field.clear();
        }
    }
}
