package org.odradek.app.task;

import javafx.collections.ListChangeListener;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;
import org.odradek.app.look.Controls;
import org.odradek.app.look.Messages;
import org.odradek.app.look.TimeWords;
import org.odradek.core.action.Field;
import org.odradek.core.action.ItemKind;
import org.odradek.core.action.Value.State;
import org.odradek.store.view.ItemDetail;
import org.odradek.store.view.ItemRow;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// The details of the open item: a task's fields, or where and when a note was written.
final class DetailsView extends ScrollPane {
    private static final PseudoClass DONE = PseudoClass.getPseudoClass("done");

    private final TaskModel model;
    private final TaskInteractor interactor;
    private final WhenWords words;
    private final Messages messages;
    private final TimeWords times;
    private final ReceiptWords receipts;
    private final WhenField due;
    private final WhenField reminder;
    private final WhenField repeat;
    private final HBox priority;
    private final HBox status;
    private final HBox kind;
    private final VBox taskFields = new VBox();
    private final VBox subtasks = new VBox();
    private final VBox facts = new VBox();
    private final Label subtaskHead = Controls.label("", "od-list-title");

    DetailsView(
            TaskModel model,
            TaskInteractor interactor,
            WhenWords words,
            Messages messages,
            TimeWords times) {
        this.model = model;
        this.interactor = interactor;
        this.words = words;
        this.messages = messages;
        this.times = times;
        this.receipts = new ReceiptWords(messages, times);
        due = when("taskDue", "task.due", Field.DUE);
        reminder = when("taskReminder", "task.reminder", Field.REMINDER);
        repeat = field("taskRepeat", "task.repeat", interactor::setRepeat);
        priority =
                choice(
                        "taskPriority",
                        List.of("none", "low", "medium", "high"),
                        "priority.",
                        interactor::setPriority);
        status =
                choice(
                        "taskStatus",
                        List.of("open", "done", "cancelled"),
                        "status.",
                        name -> interactor.setState(State.valueOf(name.toUpperCase(Locale.ROOT))));
        kind =
                choice(
                        "itemKind",
                        List.of("note", "task"),
                        "kind.",
                        name ->
                                interactor.setKind(
                                        ItemKind.valueOf(name.toUpperCase(Locale.ROOT))));
        setFitToWidth(true);
        getStyleClass().add("od-details");
        var add = new TextField();
        add.setId("subtaskAdd");
        add.setPromptText(messages.text("task.subtask.add"));
        add.setAccessibleText(messages.text("task.subtask.add"));
        add.setOnAction(
                _ -> {
                    interactor.addSubtask(add.getText());
                    add.clear();
                });
        subtasks.setId("subtasks");
        taskFields
                .getChildren()
                .addAll(
                        due,
                        reminder,
                        repeat,
                        labelled("task.priority", priority),
                        labelled("task.status", status),
                        subtaskHead,
                        subtasks,
                        add);
        taskFields.getStyleClass().add("od-details-fields");
        facts.getStyleClass().add("od-details-facts");
        var content = new VBox(labelled("task.kind", kind), taskFields, facts);
        content.getStyleClass().add("od-details-content");
        setContent(content);
        model.itemProperty().subscribe(this::show);
        model.receiptProperty().subscribe(_ -> showFacts());
        model.devicesProperty().subscribe(_ -> showFacts());
        model.subtasks().addListener((ListChangeListener<ItemRow>) _ -> showSubtasks());
    }

    private WhenField when(String id, String key, Field field) {
        return field(id, key, typed -> interactor.setWhen(field, typed));
    }

    private WhenField field(String id, String key, Predicate<String> commit) {
        return new WhenField(id, messages.text(key), messages.text("task.try"), commit);
    }

    private VBox labelled(String key, Node control) {
        return new VBox(Controls.label(messages.text(key), "od-caption", "od-muted"), control);
    }

    private HBox choice(String id, List<String> names, String key, Consumer<String> choose) {
        var group = new ToggleGroup();
        var row = new HBox();
        row.setId(id);
        row.getStyleClass().add("od-choice");
        for (var name : names) {
            var button = new ToggleButton(messages.text(key + name));
            button.setId(id + "-" + name);
            button.setUserData(name);
            button.setToggleGroup(group);
            button.setMaxWidth(Double.MAX_VALUE);
            HBox.setHgrow(button, Priority.ALWAYS);
            button.setOnAction(
                    _ -> {
                        button.setSelected(true);
                        choose.accept(name);
                    });
            row.getChildren().add(button);
        }
        return row;
    }

    private static void select(HBox choice, String name) {
        for (var node : choice.getChildren()) {
            if (node instanceof ToggleButton button) {
                button.setSelected(name.equals(button.getUserData()));
            }
        }
    }

    private void show(@Nullable ItemDetail shown) {
        setVisible(shown != null);
        if (shown == null) {
            return;
        }
        var row = shown.row();
        boolean task = row.kind() == ItemKind.TASK;
        taskFields.setVisible(task);
        taskFields.setManaged(task);
        select(kind, row.kind().wireName());
        due.show(
                spaced(row.due()),
                row.due() == null ? messages.text("task.due.none") : words.reading(row.due()));
        reminder.show(
                spaced(row.reminder()),
                row.reminder() == null
                        ? messages.text("task.reminder.none")
                        : words.reading(row.reminder()));
        showRepeat(row);
        select(priority, row.priority());
        if (row.status() != null) {
            select(status, row.status().wireName());
        }
        showSubtasks();
        showFacts();
    }

    private void showRepeat(ItemRow row) {
        var stored = row.repeat();
        if (stored == null) {
            repeat.show(null, messages.text("repeat.never"));
            return;
        }
        var rule = new WhenWords.Rule(stored, row.repeatFrom().equals("done"));
        repeat.show(words.field(rule), words.reading(rule, row.due()));
    }

    private static @Nullable String spaced(@Nullable String when) {
        return when == null ? null : when.replace('T', ' ');
    }

    private void showSubtasks() {
        var rows = model.subtasks();
        long done = rows.stream().filter(row -> row.status() == State.DONE).count();
        subtaskHead.setText(
                rows.isEmpty()
                        ? messages.text("task.subtasks.none")
                        : messages.text("task.subtasks", done, rows.size()));
        subtasks.getChildren().setAll(rows.stream().map(this::subtask).toList());
    }

    private HBox subtask(ItemRow row) {
        var check = Controls.check("check-" + row.id(), messages.text("row.check"));
        check.pseudoClassStateChanged(DONE, row.status() == State.DONE);
        check.setFocusTraversable(true);
        check.setOnAction(_ -> interactor.toggle(row));
        var title = new Hyperlink(row.title().isBlank() ? messages.text("untitled") : row.title());
        title.getStyleClass().add("od-plain-link");
        title.setOnAction(_ -> interactor.open(row.id()));
        var line = new HBox(check, title);
        line.setAlignment(Pos.CENTER_LEFT);
        line.pseudoClassStateChanged(DONE, row.status() == State.DONE);
        return line;
    }

    private void showFacts() {
        facts.getChildren().clear();
        var shown = model.itemProperty().get();
        if (shown == null) {
            return;
        }
        fact("fact.created", when(shown.row().createdMs()), shown.createdBy());
        fact("fact.changed", when(shown.row().updatedMs()), shown.updatedBy());
        shown.attachments()
                .forEach(
                        file ->
                                facts.getChildren()
                                        .add(
                                                new Label(
                                                        messages.text(
                                                                "fact.file",
                                                                file.name(),
                                                                file.sizeBytes() / 1000))));
        var receipt = model.receiptProperty().get();
        if (receipt != null) {
            var line =
                    Controls.label(
                            receipts.of(receipt, model.devicesProperty().get()),
                            "od-caption",
                            "od-muted");
            line.setId("receipt");
            line.setWrapText(true);
            facts.getChildren().add(line);
        }
    }

    private void fact(String key, String when, String device) {
        facts.getChildren()
                .add(Controls.label(messages.text(key, when, device), "od-caption", "od-muted"));
    }

    private String when(long ms) {
        return times.past(Instant.ofEpochMilli(ms));
    }
}
