package org.odradek.app.task;

import javafx.beans.value.ObservableValue;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;

import org.jspecify.annotations.Nullable;
import org.odradek.app.editor.styling.Outline;
import org.odradek.app.look.Messages;

import java.util.List;
import java.util.function.IntConsumer;

/// The headings of the open note; choosing one shows it.
final class OutlineView extends ListView<Outline.Heading> {
    /// @param text   the open note's text
    /// @param reveal shows a position of it
    OutlineView(ObservableValue<String> text, IntConsumer reveal, Messages messages) {
        setId("outlineTree");
        setAccessibleText(messages.text("inspector.outline"));
        var empty = new Label(messages.text("outline.none"));
        empty.getStyleClass().add("od-empty");
        empty.setWrapText(true);
        setPlaceholder(empty);
        setCellFactory(_ -> new Cell());
        text.subscribe(typed -> show(Outline.of(typed)));
        getSelectionModel()
                .selectedItemProperty()
                .subscribe(
                        heading -> {
                            if (heading != null) {
                                reveal.accept(heading.position());
                            }
                        });
    }

    private void show(List<Outline.Heading> headings) {
        if (!getItems().equals(headings)) {
            getItems().setAll(headings);
        }
    }

    private static final class Cell extends ListCell<Outline.Heading> {
        @Override
        protected void updateItem(Outline.@Nullable Heading heading, boolean empty) {
            super.updateItem(heading, empty);
            setText(
                    empty || heading == null
                            ? null
                            : "    ".repeat(heading.level() - 1) + heading.title());
        }
    }
}
