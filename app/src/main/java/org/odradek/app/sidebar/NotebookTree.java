package org.odradek.app.sidebar;

import javafx.collections.ListChangeListener;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.control.TreeCell;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.odradek.app.look.Controls;
import org.odradek.app.look.Icons;
import org.odradek.app.look.Messages;
import org.odradek.app.look.Theme;
import org.odradek.app.place.Place;
import org.odradek.core.entry.ItemId;
import org.odradek.store.view.NotebookRow;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/// The notebooks as a tree; what is folded stays folded while the tree changes.
final class NotebookTree extends TreeView<NotebookRow> {
    private static final double ROW_PX = 30;
    private static final int INDENT_PX = 16;

    /// What the arrow before a name and the room after the count take.
    private static final int ARROW_PX = 32;

    private final SidebarModel model;
    private final SidebarInteractor interactor;
    private final Messages messages;
    private final Consumer<@Nullable ItemId> askForNew;
    private final Set<ItemId> folded = new HashSet<>();
    private boolean filling;

    /// @param askForNew asks for a new notebook's name inside the given one
    NotebookTree(
            SidebarModel model,
            SidebarInteractor interactor,
            Messages messages,
            Theme theme,
            Consumer<@Nullable ItemId> askForNew) {
        this.model = model;
        this.interactor = interactor;
        this.messages = messages;
        this.askForNew = askForNew;
        setId("notebookTree");
        setAccessibleText(messages.text("sidebar.notebooks"));
        setShowRoot(false);
        setRoot(new TreeItem<>());
        fixedCellSizeProperty().bind(theme.pxBinding(ROW_PX));
        setEditable(true);
        setCellFactory(_ -> new Cell());
        getSelectionModel().selectedItemProperty().subscribe(this::chosen);
        addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
        model.notebooks().addListener((ListChangeListener<NotebookRow>) _ -> fill());
        model.placeProperty().subscribe(_ -> showChosen());
        fill();
    }

    private void fill() {
        filling = true;
        var root = new TreeItem<NotebookRow>();
        Map<ItemId, TreeItem<NotebookRow>> byId = new HashMap<>();
        for (var row : model.notebooks()) {
            var node = new TreeItem<>(row);
            node.setExpanded(!folded.contains(row.id()));
            node.expandedProperty().subscribe(open -> fold(row.id(), open));
            byId.put(row.id(), node);
            var parent = row.parent();
            (parent == null ? root : byId.getOrDefault(parent, root)).getChildren().add(node);
        }
        setRoot(root);
        filling = false;
        showChosen();
    }

    private void fold(ItemId id, boolean open) {
        if (open) {
            folded.remove(id);
        } else {
            folded.add(id);
        }
    }

    private void chosen(@Nullable TreeItem<NotebookRow> node) {
        if (!filling && node != null && node.getValue() != null) {
            interactor.go(new Place.InNotebook(node.getValue().id()));
        }
    }

    private void showChosen() {
        var place = model.placeProperty().get();
        var wanted = place instanceof Place.InNotebook(var id) ? id : null;
        filling = true;
        if (wanted == null) {
            getSelectionModel().clearSelection();
        } else {
            find(getRoot(), wanted);
        }
        filling = false;
    }

    private void find(TreeItem<NotebookRow> from, ItemId wanted) {
        for (var child : List.copyOf(from.getChildren())) {
            if (child.getValue().id().equals(wanted)) {
                getSelectionModel().select(child);
            } else {
                find(child, wanted);
            }
        }
    }

    private void pressed(KeyEvent event) {
        var node = getSelectionModel().getSelectedItem();
        if (node == null || getEditingItem() != null) {
            return;
        }
        if (event.getCode() == KeyCode.F2) {
            edit(node);
            event.consume();
        } else if (event.getCode() == KeyCode.DELETE) {
            interactor.remove(node.getValue());
            event.consume();
        }
    }

    private final class Cell extends TreeCell<NotebookRow> {
        private final Label name = new Label();
        private final Label count = new Label();
        private final HBox line = new HBox(Icons.row(Feather.BOOK), name, count);
        private @Nullable TextField field;

        Cell() {
            name.setMaxWidth(Double.MAX_VALUE);
            HBox.setHgrow(name, Priority.ALWAYS);
            count.getStyleClass().add("od-badge");
            count.setMinWidth(Region.USE_PREF_SIZE);
            line.getStyleClass().add("od-notebook-row");
            line.setMinWidth(0);
            // A long name is cut with dots; the tree never scrolls sideways.
            setPrefWidth(0);
        }

        @Override
        protected void updateItem(@Nullable NotebookRow row, boolean empty) {
            super.updateItem(row, empty);
            if (empty || row == null) {
                setText(null);
                setGraphic(null);
                setId(null);
                setContextMenu(null);
                return;
            }
            setId("notebook-" + row.id());
            name.setText(row.name());
            count.setText(row.items() == 0 ? "" : messages.number(row.items()));
            setText(null);
            setGraphic(line);
            int indentPx = getTreeView().getTreeItemLevel(getTreeItem()) * INDENT_PX;
            line.prefWidthProperty()
                    .bind(getTreeView().widthProperty().subtract(indentPx + ARROW_PX));
            setAccessibleText(messages.count("sidebar.notebook.read", row.items(), row.name()));
            setTooltip(Controls.tooltip(row.path()));
            setContextMenu(menu(row));
        }

        @Override
        public void startEdit() {
            super.startEdit();
            var row = getItem();
            if (isEditing() && row != null) {
                var editor = new TextField(row.name());
                editor.setId("notebookName");
                editor.setOnAction(_ -> commitEdit(row));
                editor.addEventHandler(
                        KeyEvent.KEY_PRESSED,
                        event -> {
                            if (event.getCode() == KeyCode.ESCAPE) {
                                cancelEdit();
                                event.consume();
                            }
                        });
                field = editor;
                setText(null);
                setGraphic(editor);
                editor.selectAll();
                editor.requestFocus();
            }
        }

        @Override
        public void commitEdit(NotebookRow row) {
            var editor = field;
            super.commitEdit(row);
            if (editor != null) {
                interactor.rename(row, editor.getText());
            }
        }

        @Override
        public void cancelEdit() {
            super.cancelEdit();
            updateItem(getItem(), isEmpty());
        }

        private ContextMenu menu(NotebookRow row) {
            var inside = new MenuItem(messages.text("sidebar.menu.inside"));
            inside.setOnAction(_ -> askForNew.accept(row.id()));
            var rename = new MenuItem(messages.text("sidebar.menu.rename"));
            rename.setOnAction(_ -> NotebookTree.this.edit(getTreeItem()));
            var top = new MenuItem(messages.text("sidebar.menu.top"));
            top.setDisable(row.parent() == null);
            top.setOnAction(_ -> interactor.move(row, null));
            var delete = new MenuItem(messages.text("sidebar.menu.delete"));
            delete.setOnAction(_ -> interactor.remove(row));
            return new ContextMenu(inside, rename, top, delete);
        }
    }
}
