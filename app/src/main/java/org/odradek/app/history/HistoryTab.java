package org.odradek.app.history;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;
import org.odradek.app.flow.Changes;
import org.odradek.app.look.Controls;
import org.odradek.app.look.Messages;
import org.odradek.app.look.TimeWords;
import org.odradek.core.entry.ItemId;
import org.odradek.store.history.History;

import java.time.Instant;
import java.util.List;

/// The past of the open item: a row for each edit, newest first.
public final class HistoryTab extends ListView<History.Row> {
    private final HistoryInteractor interactor;
    private final Messages messages;
    private final TimeWords times;
    private @Nullable ItemId open;

    public HistoryTab(HistoryInteractor interactor, Messages messages, TimeWords times) {
        this.interactor = interactor;
        this.messages = messages;
        this.times = times;
        setId("historyList");
        setAccessibleText(messages.text("inspector.history"));
        var empty = new Label(messages.text("history.none"));
        empty.getStyleClass().add("od-empty");
        empty.setWrapText(true);
        setPlaceholder(empty);
        setCellFactory(_ -> new Cell());
        interactor.onRows(this::show);
        visibleProperty().subscribe(_ -> show(open));
    }

    /// The item whose past is shown; null for none.
    public void show(@Nullable ItemId item) {
        open = item;
        interactor.show(isVisible() ? item : null);
    }

    public void changed(Changes.Batch batch) {
        interactor.changed(batch);
    }

    private void show(List<History.Row> rows) {
        if (!getItems().equals(rows)) {
            getItems().setAll(rows);
        }
    }

    private final class Cell extends ListCell<History.Row> {
        private final Label what = new Label();
        private final Label when = Controls.label("", "od-caption", "od-subtle");
        private final Button restore =
                Controls.flat("historyRestore", messages.text("history.restore"));
        private final HBox line;

        Cell() {
            what.setWrapText(true);
            var words = new VBox(what, when);
            words.setMinWidth(0);
            HBox.setHgrow(words, Priority.ALWAYS);
            line = new HBox(words, restore);
            restore.setOnAction(
                    _ -> {
                        var row = getItem();
                        if (row != null) {
                            interactor.restore(row);
                        }
                    });
            setPrefWidth(0);
        }

        @Override
        protected void updateItem(History.@Nullable Row row, boolean empty) {
            super.updateItem(row, empty);
            if (empty || row == null) {
                setGraphic(null);
                return;
            }
            what.setText(row.summary());
            when.setText(row.deviceName() + " · " + times.past(Instant.ofEpochMilli(row.atMs())));
            setGraphic(line);
        }
    }
}
