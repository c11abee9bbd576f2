package org.odradek.app.task;

import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;

import org.jspecify.annotations.Nullable;
import org.odradek.app.editor.EditorModel;
import org.odradek.app.flow.Flow;
import org.odradek.app.look.Messages;
import org.odradek.app.place.Navigator;
import org.odradek.core.entry.ItemId;
import org.odradek.store.view.ItemDetail;

import java.time.LocalDate;
import java.util.List;

/// The notes that mention the open one in double brackets.
final class LinksView extends ListView<LinksView.Backlink> {
    /// A note and the place where it mentions the open one.
    record Backlink(ItemId item, String title, String line) {}

    private final Flow flow;
    private @Nullable ItemId shown;

    LinksView(Flow flow, EditorModel editor, Navigator navigator, Messages messages) {
        this.flow = flow;
        setId("backlinks");
        setAccessibleText(messages.text("inspector.links"));
        var empty = new Label(messages.text("links.none"));
        empty.getStyleClass().add("od-empty");
        empty.setWrapText(true);
        setPlaceholder(empty);
        setCellFactory(_ -> new Cell());
        editor.itemProperty().subscribe(this::show);
        visibleProperty().subscribe(_ -> show(editor.itemProperty().get()));
        getSelectionModel()
                .selectedItemProperty()
                .subscribe(
                        link -> {
                            if (link != null) {
                                navigator.open(link.item());
                            }
                        });
    }

    private void show(@Nullable ItemDetail item) {
        if (!isVisible() || item == null || item.row().title().isBlank()) {
            shown = null;
            getItems().clear();
            return;
        }
        var id = item.row().id();
        var title = item.row().title();
        shown = id;
        LocalDate today = flow.today();
        flow.reads()
                .ask(
                        "task.links",
                        store -> Backlinks.of(store, id, title, today),
                        (List<Backlink> links) -> {
                            if (id.equals(shown) && !getItems().equals(links)) {
                                getItems().setAll(links);
                            }
                        });
    }

    private static final class Cell extends ListCell<Backlink> {
        @Override
        protected void updateItem(@Nullable Backlink link, boolean empty) {
            super.updateItem(link, empty);
            setText(empty || link == null ? null : link.title() + "\n" + link.line());
        }
    }
}
