package org.odradek.app.items;

import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import org.odradek.app.look.Controls;
import org.odradek.app.look.Icons;
import org.odradek.core.action.ItemKind;
import org.odradek.core.action.Value.State;
import org.odradek.core.entry.ItemId;
import org.odradek.store.view.ItemRow;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;

/// One row of the list. A row that is not yet read shows grey bars.
final class ItemCell extends ListCell<ItemId> {
    private static final PseudoClass DONE = PseudoClass.getPseudoClass("done");
    private static final PseudoClass OVERDUE = PseudoClass.getPseudoClass("overdue");
    private static final PseudoClass CONFLICT = PseudoClass.getPseudoClass("conflict");
    private static final PseudoClass WAITING = PseudoClass.getPseudoClass("waiting");
    private static final PseudoClass PINNED = PseudoClass.getPseudoClass("pinned");

    private final ItemsModel model;
    private final ItemsInteractor interactor;
    private final RowWords words;
    private final Button check;
    private final FontIcon icon = Icons.row(Feather.FILE_TEXT);
    private final Label title = new Label();
    private final Label time = new Label();
    private final Label second = new Label();
    private final Label chipOne = Controls.chip("", Controls.Tint.PLAIN);
    private final Label chipTwo = Controls.chip("", Controls.Tint.PLAIN);
    private final HBox below;
    private final HBox row;
    private final Region missing;

    /// Carries the row's id behind its words: a new id makes JavaFX match all styles of a node and what is in it anew, which for a whole
    /// row is most of what scrolling costs.
    private final Region named = new Region();

    private final StackPane whole;

    ItemCell(ItemsModel model, ItemsInteractor interactor, RowWords words) {
        this.model = model;
        this.interactor = interactor;
        this.words = words;
        check = Controls.check("check", words.check());
        check.setOnAction(_ -> toggle());
        title.getStyleClass().add("od-row-title");
        time.getStyleClass().add("od-row-time");
        second.getStyleClass().add("od-row-second");
        title.setMaxWidth(Double.MAX_VALUE);
        second.setMaxWidth(Double.MAX_VALUE);
        time.setMinWidth(Region.USE_PREF_SIZE);
        HBox.setHgrow(title, Priority.ALWAYS);
        HBox.setHgrow(second, Priority.ALWAYS);
        icon.getStyleClass().add("od-row-icon");
        var note = new StackPane(icon);
        note.getStyleClass().add("od-row-note");
        note.visibleProperty().bind(icon.visibleProperty());
        note.managedProperty().bind(icon.visibleProperty());
        var above = new HBox(title, time);
        above.getStyleClass().add("od-row-line");
        above.setAlignment(Pos.BASELINE_LEFT);
        below = new HBox(second, chipOne, chipTwo);
        below.getStyleClass().add("od-row-line");
        below.setAlignment(Pos.CENTER_LEFT);
        var lines = new VBox(above, below);
        lines.setAlignment(Pos.CENTER_LEFT);
        lines.setMinWidth(0);
        lines.getStyleClass().add("od-row-lines");
        HBox.setHgrow(lines, Priority.ALWAYS);
        row = new HBox(check, note, lines);
        row.getStyleClass().add("od-row");
        row.setMinWidth(0);
        missing = bars();
        whole = new StackPane(named, missing, row);
        whole.setMinWidth(0);
        setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        getStyleClass().add("od-item-cell");
        // A row must never be wider than the list, or the list scrolls sideways.
        setPrefWidth(0);
        model.rowsVersionProperty().subscribe(() -> show(getItem()));
    }

    private static Region bars() {
        var one = new Region();
        one.getStyleClass().add("od-row-missing");
        one.setPrefSize(160, 12);
        one.setMaxSize(160, 12);
        var two = new Region();
        two.getStyleClass().add("od-row-missing");
        two.setPrefSize(240, 10);
        two.setMaxSize(240, 10);
        var bars = new VBox(8, one, two);
        bars.setAlignment(Pos.CENTER_LEFT);
        bars.getStyleClass().add("od-row");
        return bars;
    }

    @Override
    protected void updateItem(@Nullable ItemId id, boolean empty) {
        super.updateItem(id, empty);
        show(empty ? null : id);
    }

    private void show(@Nullable ItemId id) {
        if (id == null) {
            setGraphic(null);
            named.setId(null);
            setAccessibleText(null);
            return;
        }
        name(id);
        if (!whole.equals(getGraphic())) {
            setGraphic(whole);
        }
        var shown = model.row(id);
        row.setVisible(shown != null);
        missing.setVisible(shown == null);
        if (shown == null) {
            if (getIndex() >= 0 && getIndex() < model.ids().size()) {
                interactor.need(getIndex());
            }
            return;
        }
        fill(shown);
    }

    private void name(ItemId id) {
        var name = "row-" + id;
        if (!name.equals(named.getId())) {
            named.setId(name);
            check.setId("check-" + id);
        }
    }

    private void fill(ItemRow shown) {
        boolean task = shown.kind() == ItemKind.TASK;
        boolean done = task && shown.status() != null && shown.status() != State.OPEN;
        check.setVisible(task);
        check.setManaged(task);
        icon.setVisible(!task);
        title.setText(words.title(shown));
        time.setText(words.time(shown));
        var hit = model.hit(shown.id());
        second.setText(hit != null ? hit.snippet() : words.second(shown));
        state(DONE, done);
        state(OVERDUE, !done && words.isLate(shown));
        state(CONFLICT, shown.conflicts() > 0);
        state(WAITING, words.isWaiting(shown));
        state(PINNED, shown.pinned());
        check.pseudoClassStateChanged(DONE, done);
        var chips = chips(shown);
        chip(chipOne, chips, 0);
        chip(chipTwo, chips, 1);
        below.setVisible(!second.getText().isEmpty() || !chips.isEmpty());
        below.setManaged(below.isVisible());
        setAccessibleText(words.read(shown));
    }

    private void state(PseudoClass state, boolean on) {
        pseudoClassStateChanged(state, on);
        row.pseudoClassStateChanged(state, on);
    }

    private record Chip(String words, String styleClass) {}

    /// At most two, the most telling first.
    private List<Chip> chips(ItemRow shown) {
        var chips = new ArrayList<Chip>();
        if (shown.conflicts() > 0) {
            chips.add(new Chip(words.versions(), "od-conflict"));
        }
        if (words.isWaiting(shown)) {
            chips.add(new Chip(words.waits(), "od-delayed"));
        }
        if (shown.priority().equals("high")) {
            chips.add(new Chip(words.priority(shown.priority()), "od-overdue"));
        }
        if (shown.subtasks() > 0) {
            chips.add(new Chip(words.subtasks(shown), "od-plain"));
        }
        shown.tags().forEach(tag -> chips.add(new Chip("#" + tag, "od-plain")));
        if (shown.attachments() > 0) {
            chips.add(new Chip(words.attachments(shown.attachments()), "od-plain"));
        }
        return chips;
    }

    private static void chip(Label label, List<Chip> chips, int n) {
        boolean shown = n < chips.size();
        label.setVisible(shown);
        label.setManaged(shown);
        if (shown) {
            label.setText(chips.get(n).words());
            var styles = List.of("label", "od-chip", chips.get(n).styleClass());
            if (!label.getStyleClass().equals(styles)) {
                label.getStyleClass().setAll(styles);
            }
        }
    }

    private void toggle() {
        var id = getItem();
        if (id != null) {
            interactor.toggleDone(List.of(id));
        }
    }

    /// A due or reminder as the store writes it.
    record When(LocalDate day, @Nullable LocalTime time) {
        static When of(String text) {
            if (text.length() > 10) {
                var at = LocalDateTime.parse(text);
                return new When(at.toLocalDate(), at.toLocalTime());
            }
            return new When(LocalDate.parse(text), null);
        }
    }
}
