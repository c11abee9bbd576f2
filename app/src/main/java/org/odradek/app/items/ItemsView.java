package org.odradek.app.items;

import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;
import org.odradek.app.look.Messages;
import org.odradek.app.look.Theme;
import org.odradek.core.entry.ItemId;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/// The list: head, quick add, rows.
final class ItemsView extends VBox {
    private static final double ROW_PX = 64;

    private final ItemsModel model;
    private final ItemsInteractor interactor;
    private final ListView<ItemId> list = new ListView<>();
    private final TextField quickAdd = new TextField();
    private final AskLine askLine;
    private @Nullable ItemId wanted;
    private boolean changing;

    ItemsView(
            ItemsModel model,
            ItemsInteractor interactor,
            RowWords words,
            Messages messages,
            Theme theme,
            AskLine.Days days) {
        this.model = model;
        this.interactor = interactor;
        setId("itemList");
        getStyleClass().add("od-item-list");
        setAccessibleRoleDescription(messages.text("list.role"));
        askLine = new AskLine(model, interactor, messages, days, list::requestFocus);
        var head = new ListHead(model, interactor, messages);
        var bar = new SelectionBar(model, interactor, messages, askLine);
        prepareQuickAdd(messages);
        prepareList(words, messages, theme);
        var empty = new Label();
        empty.setId("listEmpty");
        empty.getStyleClass().add("od-empty");
        empty.setWrapText(true);
        empty.textProperty().bind(model.emptyProperty());
        list.setPlaceholder(empty);
        var addRow = new VBox(quickAdd, askLine);
        addRow.getStyleClass().add("od-quick-add-row");
        VBox.setVgrow(list, Priority.ALWAYS);
        getChildren().addAll(new StackPane(head, bar), addRow, list);
        model.chosen()
                .subscribe(
                        () -> {
                            boolean many = model.chosen().size() > 1;
                            bar.setVisible(many);
                            head.setVisible(!many);
                        });
        bar.setVisible(false);
    }

    /// Selects an item as soon as the list has it.
    void select(@Nullable ItemId id) {
        wanted = id;
        if (id == null) {
            list.getSelectionModel().clearSelection();
            return;
        }
        var chosen = list.getSelectionModel().getSelectedItems();
        if (chosen.size() == 1 && id.equals(chosen.getFirst())) {
            return;
        }
        int index = model.ids().indexOf(id);
        changing = true;
        if (index >= 0) {
            list.getSelectionModel().clearAndSelect(index);
            reveal(index);
        } else {
            list.getSelectionModel().clearSelection();
        }
        changing = false;
        tell();
    }

    /// Scrolls only when the row is out of sight, so that a click never moves the list.
    private void reveal(int index) {
        if (list.lookup("#row-" + model.ids().get(index)) == null) {
            list.scrollTo(Math.max(0, index - 2));
        }
    }

    void below(Node node) {
        getChildren().add(node);
    }

    void focusList() {
        list.requestFocus();
        var selection = list.getSelectionModel();
        if (selection.isEmpty() && !model.ids().isEmpty()) {
            selection.select(0);
        }
    }

    void focusQuickAdd() {
        quickAdd.requestFocus();
    }

    private void prepareQuickAdd(Messages messages) {
        quickAdd.setId("quickAdd");
        quickAdd.setPromptText(messages.text("list.add"));
        quickAdd.setAccessibleText(messages.text("list.add"));
        quickAdd.setOnAction(
                _ -> {
                    if (!quickAdd.getText().isBlank()) {
                        interactor.add(quickAdd.getText());
                        quickAdd.clear();
                    }
                });
        quickAdd.setOnKeyPressed(
                event -> {
                    if (event.getCode() == KeyCode.DOWN || event.getCode() == KeyCode.ESCAPE) {
                        focusList();
                        event.consume();
                    }
                });
    }

    private void prepareList(RowWords words, Messages messages, Theme theme) {
        list.setId("rows");
        list.setAccessibleText(messages.text("list.role"));
        // Before the list's own listener, which moves the selection by index: that is no choice of
        // the person's.
        model.ids().addListener((ListChangeListener<ItemId>) _ -> changing = true);
        list.setItems(model.ids());
        list.fixedCellSizeProperty().bind(theme.pxBinding(ROW_PX));
        list.setCellFactory(_ -> new ItemCell(model, interactor, words));
        list.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        list.getSelectionModel()
                .getSelectedItems()
                .addListener((ListChangeListener<ItemId>) _ -> tell());
        list.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
        model.ids().addListener((ListChangeListener<ItemId>) this::idsChanged);
    }

    /// Keeps what was chosen while rows come, go and change places.
    private void idsChanged(ListChangeListener.Change<? extends ItemId> change) {
        var kept = new ArrayList<>(model.chosen());
        var open = wanted;
        if (kept.isEmpty() && open != null) {
            kept.add(open);
        }
        changing = true;
        var there = new HashSet<>(kept);
        int[] indices =
                kept.isEmpty()
                        ? new int[0]
                        : IntStream.range(0, model.ids().size())
                                .filter(i -> there.contains(model.ids().get(i)))
                                .toArray();
        var selection = list.getSelectionModel();
        if (indices.length == 0) {
            selection.clearSelection();
        } else if (!selection.getSelectedItems().equals(kept) || change != null) {
            selection.clearSelection();
            selection.selectIndices(indices[0], Arrays.copyOfRange(indices, 1, indices.length));
        }
        changing = false;
        if (indices.length > 0) {
            tell();
        }
    }

    private void tell() {
        if (!changing) {
            List<ItemId> now =
                    list.getSelectionModel().getSelectedItems().stream()
                            .filter(Objects::nonNull)
                            .toList();
            if (now.size() == 1) {
                wanted = now.getFirst();
            }
            interactor.choose(now);
        }
    }

    private void pressed(KeyEvent event) {
        var chosen = List.copyOf(model.chosen());
        if (event.isShortcutDown() || event.isAltDown() || chosen.isEmpty()) {
            return;
        }
        boolean taken =
                switch (event.getCode()) {
                    case SPACE -> run(() -> interactor.toggleDone(chosen));
                    case C -> run(() -> interactor.cancel(chosen));
                    case D -> run(() -> askLine.ask(AskLine.Question.DUE));
                    case M -> run(() -> askLine.ask(AskLine.Question.MOVE));
                    case T -> run(() -> askLine.ask(AskLine.Question.TAG));
                    case X -> run(this::chooseNext);
                    case DIGIT0 -> run(() -> interactor.setPriority(chosen, "none"));
                    case DIGIT1 -> run(() -> interactor.setPriority(chosen, "low"));
                    case DIGIT2 -> run(() -> interactor.setPriority(chosen, "medium"));
                    case DIGIT3 -> run(() -> interactor.setPriority(chosen, "high"));
                    case DELETE, BACK_SPACE -> run(() -> interactor.trash(chosen));
                    default -> false;
                };
        if (taken) {
            event.consume();
        }
    }

    private static boolean run(Runnable deed) {
        deed.run();
        return true;
    }

    /// Adds the row below to what is chosen.
    private void chooseNext() {
        int next = list.getFocusModel().getFocusedIndex() + 1;
        if (next < model.ids().size()) {
            list.getSelectionModel().select(next);
        }
    }
}
