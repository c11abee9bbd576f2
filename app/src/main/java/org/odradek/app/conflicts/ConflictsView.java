package org.odradek.app.conflicts;

import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;
import org.odradek.app.look.Controls;
import org.odradek.store.edit.Resolutions.Choice;
import org.odradek.store.view.ConflictRow;

import java.util.List;

/// The panel of what a person must decide, and of what was merged for them.
final class ConflictsView extends VBox {
    private final ConflictsModel model;
    private final ConflictsInteractor interactor;
    private final ConflictWords words;
    private final ListView<ConflictRow> list = new ListView<>();
    private final ConflictDetail detail;
    private final Label head = Controls.label("", "od-panel-title");
    private final FlowPane batch = new FlowPane();
    private final StackPane pages = new StackPane();
    private final ToggleButton decideTab;
    private final ToggleButton mergedTab;
    private boolean showing;

    ConflictsView(ConflictsModel model, ConflictsInteractor interactor, ConflictWords words) {
        this.model = model;
        this.interactor = interactor;
        this.words = words;
        setId("conflictPanel");
        getStyleClass().add("od-conflicts");
        setAccessibleRoleDescription(words.text("nav.conflicts"));
        detail = new ConflictDetail(model, interactor, words);
        decideTab = tab("conflictTabDecide", words.text("conflict.tab.decide"));
        mergedTab = tab("conflictTabMerged", words.text("conflict.tab.merged"));
        var group = new ToggleGroup();
        group.getToggles().addAll(decideTab, mergedTab);
        var tabs = new HBox(decideTab, mergedTab);
        tabs.setId("conflictTabs");
        tabs.getStyleClass().add("od-tabs");
        prepareList();
        prepareBatch();
        var left = new VBox(batch, list);
        left.getStyleClass().add("od-conflict-left");
        VBox.setVgrow(list, Priority.ALWAYS);
        HBox.setHgrow(detail, Priority.ALWAYS);
        var empty = Controls.label(words.text("conflict.empty"), "od-empty");
        empty.setId("conflictEmpty");
        empty.setWrapText(true);
        var decide = new StackPane(new HBox(left, detail), empty);
        var merged = new MergedView(model, interactor, words);
        pages.getChildren().addAll(decide, merged);
        VBox.setVgrow(pages, Priority.ALWAYS);
        var promise = Controls.label(words.text("conflict.promise"), "od-muted");
        promise.setWrapText(true);
        var top = new VBox(head, promise);
        top.getStyleClass().add("od-conflict-head");
        getChildren().addAll(top, tabs, pages);
        model.conflicts()
                .addListener((ListChangeListener<ConflictRow>) _ -> showList(decide, empty));
        model.chosenProperty().subscribe(this::showChosen);
        addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
        show(true);
        showList(decide, empty);
    }

    void focusList() {
        list.requestFocus();
    }

    private ToggleButton tab(String id, String name) {
        var tab = new ToggleButton(name);
        tab.setId(id);
        tab.getStyleClass().add("od-tab");
        tab.setOnAction(_ -> show(id.equals("conflictTabDecide")));
        return tab;
    }

    private void show(boolean decide) {
        decideTab.setSelected(decide);
        mergedTab.setSelected(!decide);
        pages.getChildren().get(0).setVisible(decide);
        pages.getChildren().get(1).setVisible(!decide);
    }

    private void prepareList() {
        list.setId("conflictList");
        list.setAccessibleText(words.text("nav.conflicts"));
        list.setItems(model.conflicts());
        list.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        list.setCellFactory(_ -> new Cell());
        list.getSelectionModel()
                .selectedItemProperty()
                .subscribe(
                        row -> {
                            if (!showing && row != null) {
                                interactor.choose(row);
                            }
                        });
        list.getSelectionModel()
                .getSelectedItems()
                .addListener(
                        (ListChangeListener<ConflictRow>)
                                _ -> {
                                    boolean many =
                                            list.getSelectionModel().getSelectedItems().size() > 1;
                                    batch.setVisible(many);
                                    batch.setManaged(many);
                                });
    }

    private void prepareBatch() {
        batch.setId("conflictBatch");
        batch.getStyleClass().add("od-cards");
        batch.setVisible(false);
        batch.setManaged(false);
        batch.getChildren()
                .addAll(
                        batchButton(
                                "conflictBatchShown",
                                "conflict.batch.shown",
                                new Choice.KeepShown()),
                        batchButton(
                                "conflictBatchMine",
                                "conflict.batch.mine",
                                new Choice.ThisDevice()),
                        batchButton(
                                "conflictBatchNewest",
                                "conflict.batch.newest",
                                new Choice.Newest()));
    }

    private Node batchButton(String id, String key, Choice choice) {
        var button = Controls.button(id, words.text(key));
        button.setOnAction(
                _ ->
                        interactor.decide(
                                List.copyOf(list.getSelectionModel().getSelectedItems()), choice));
        return button;
    }

    private void showList(Node decide, Node empty) {
        int n = model.conflicts().size();
        // One that another device has just decided stays for a moment, and is nothing to decide.
        long open = model.conflicts().stream().filter(row -> row.resolved() == null).count();
        head.setText(words.count("conflict.head", open));
        empty.setVisible(n == 0);
        if (decide instanceof StackPane pane) {
            pane.getChildren().getFirst().setVisible(n > 0);
        }
    }

    private void showChosen(@Nullable ConflictRow row) {
        showing = true;
        if (row == null) {
            list.getSelectionModel().clearSelection();
        } else if (list.getSelectionModel().getSelectedItems().size() < 2) {
            list.getSelectionModel().clearSelection();
            list.getSelectionModel().select(row);
        }
        showing = false;
    }

    private void pressed(KeyEvent event) {
        boolean typing = event.getTarget() instanceof TextInputControl;
        if (event.isShortcutDown() || event.isAltDown()) {
            return;
        }
        if (event.getCode() == KeyCode.ESCAPE && typing) {
            list.requestFocus();
            event.consume();
            return;
        }
        if (typing || model.chosenProperty().get() == null) {
            return;
        }
        if (command(event)) {
            event.consume();
        }
    }

    private boolean command(KeyEvent event) {
        var code = event.getCode();
        if (code.isDigitKey() && code != KeyCode.DIGIT0 && code != KeyCode.NUMPAD0) {
            interactor.decide(
                    new Choice.Take(Integer.parseInt(code.getName().replaceAll("\\D", ""))));
            return true;
        }
        switch (code) {
            case B -> interactor.decide(new Choice.Both());
            case E -> detail.edit();
            case F7 -> interactor.stepPlace(event.isShiftDown() ? -1 : 1);
            case H -> {
                var chosen = model.chosenProperty().get();
                if (chosen != null) {
                    interactor.open(chosen);
                }
            }
            case X -> list.getSelectionModel().select(list.getFocusModel().getFocusedIndex() + 1);
            case ENTER -> {
                if (!(event.getTarget() instanceof ButtonBase)) {
                    interactor.decide(new Choice.KeepShown());
                } else {
                    return false;
                }
            }
            case UP, DOWN -> {
                if (isWithinList(event)) {
                    return false;
                }
                interactor.step(code == KeyCode.UP ? -1 : 1);
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean isWithinList(KeyEvent event) {
        return list.equals(event.getTarget());
    }

    private final class Cell extends ListCell<ConflictRow> {
        private final Label title = Controls.label("", "od-row-title");
        private final Label what = Controls.label("", "od-caption", "od-muted");
        private final Label who = Controls.label("", "od-caption", "od-subtle");
        private final VBox lines = new VBox(title, what, who);

        Cell() {
            lines.getStyleClass().add("od-conflict-row");
            lines.setMinWidth(0);
            setPrefWidth(0);
        }

        @Override
        protected void updateItem(@Nullable ConflictRow row, boolean empty) {
            super.updateItem(row, empty);
            if (empty || row == null) {
                setGraphic(null);
                setId(null);
                return;
            }
            setId("conflict-" + row.id());
            title.setText(words.title(row));
            what.setText(
                    row.resolved() == null
                            ? words.field(row.field())
                            : words.resolved(row.resolved()));
            who.setText(words.devices(row));
            setAccessibleText(words.heading(row) + ", " + words.devices(row));
            setGraphic(lines);
        }
    }
}
