package org.odradek.app.task;

import org.jspecify.annotations.Nullable;
import org.odradek.app.flow.Changes;
import org.odradek.app.flow.Flow;
import org.odradek.app.items.Deeds;
import org.odradek.app.place.Navigator;
import org.odradek.core.action.Action;
import org.odradek.core.action.Field;
import org.odradek.core.action.ItemKind;
import org.odradek.core.action.Value;
import org.odradek.core.action.Value.State;
import org.odradek.core.entry.ItemId;
import org.odradek.store.Edit;
import org.odradek.store.history.History;
import org.odradek.store.view.ItemDetail;
import org.odradek.store.view.ItemRow;
import org.odradek.store.view.ListQuery;

import java.util.ArrayList;
import java.util.List;

/// What a person does in the inspector; everything applies at once. FX thread only.
final class TaskInteractor {
    private final Flow flow;
    private final TaskModel model;
    private final Deeds deeds;
    private final WhenWords words;
    private final Navigator navigator;

    TaskInteractor(Flow flow, TaskModel model, Deeds deeds, WhenWords words, Navigator navigator) {
        this.flow = flow;
        this.model = model;
        this.deeds = deeds;
        this.words = words;
        this.navigator = navigator;
    }

    /// The editor shows this item now, or shows it anew.
    void show(@Nullable ItemDetail shown) {
        model.show(shown);
        if (shown == null) {
            model.showSubtasks(List.of());
            model.showReceipt(null);
        } else {
            readSubtasks(shown.row().id());
        }
    }

    void changed(Changes.Batch batch) {
        var shown = model.itemProperty().get();
        if (shown != null && (!batch.items().isEmpty() || batch.delivery())) {
            readSubtasks(shown.row().id());
        }
    }

    private record Around(List<ItemRow> subtasks, History.@Nullable Receipt receipt) {}

    private void readSubtasks(ItemId id) {
        var query =
                ListQuery.of(
                        new ListQuery.Scope.SubtasksOf(id), ListQuery.Sort.ORDER, flow.today());
        flow.reads()
                .ask(
                        "task.subtasks",
                        store ->
                                new Around(
                                        store.view().rows(store.view().ids(query)),
                                        store.history().receipts(id, 1).stream()
                                                .findFirst()
                                                .orElse(null)),
                        read -> {
                            var now = model.itemProperty().get();
                            if (now != null && now.row().id().equals(id)) {
                                model.showSubtasks(read.subtasks());
                                model.showReceipt(read.receipt());
                            }
                        });
    }

    /// Sets a date field from words; answers whether they were understood.
    boolean setWhen(Field field, String typed) {
        var shown = model.itemProperty().get();
        if (shown == null) {
            return true;
        }
        var when =
                field == Field.REMINDER
                        ? words.reminder(typed, shown.row().due())
                        : words.when(typed);
        if (when == null) {
            return false;
        }
        set(field, Value.text(when.isEmpty() ? null : when));
        return true;
    }

    /// Sets the repeat from words; answers whether they were understood.
    boolean setRepeat(String typed) {
        var shown = model.itemProperty().get();
        if (shown == null) {
            return true;
        }
        var rule = words.repeat(typed);
        if (rule == null) {
            return false;
        }
        var id = shown.row().id();
        List<Action> actions = new ArrayList<>();
        actions.add(
                Edit.set(id, Field.REPEAT, Value.text(rule.rule().isEmpty() ? null : rule.rule())));
        var from = rule.fromDone() ? "done" : "due";
        if (!from.equals(shown.row().repeatFrom())) {
            actions.add(Edit.set(id, Field.REPEAT_FROM, Value.text(from)));
        }
        if (shown.row().due() == null && !rule.rule().isEmpty()) {
            // A rule counts from a due date; without one it begins today.
            actions.add(Edit.set(id, Field.DUE, Value.text(flow.today().toString())));
        }
        flow.edits().submit(Edit.of(flow.changes().position(), actions));
        return true;
    }

    void setPriority(String priority) {
        var shown = model.itemProperty().get();
        if (shown != null && !shown.row().priority().equals(priority)) {
            set(Field.PRIORITY, Value.text(priority));
        }
    }

    void setState(State state) {
        var shown = model.itemProperty().get();
        if (shown != null && shown.row().status() != state) {
            deeds.setState(List.of(shown.row()), state);
        }
    }

    /// A note becomes a task, a task a note.
    void setKind(ItemKind kind) {
        set(Field.KIND, Value.text(kind.wireName()));
    }

    private void set(Field field, Value value) {
        var shown = model.itemProperty().get();
        if (shown != null) {
            flow.edits().submit(flow.edit(Edit.set(shown.row().id(), field, value)));
        }
    }

    void addSubtask(String title) {
        var shown = model.itemProperty().get();
        if (shown == null || title.isBlank()) {
            return;
        }
        var id = flow.ids().item();
        flow.edits()
                .submit(
                        flow.edit(
                                new Action.CreateItem(id, ItemKind.TASK),
                                Edit.set(id, Field.TITLE, Value.text(title.strip())),
                                Edit.set(id, Field.PARENT, Value.ref(shown.row().id()))));
    }

    void toggle(ItemRow subtask) {
        deeds.setState(List.of(subtask), subtask.status() == State.OPEN ? State.DONE : State.OPEN);
    }

    void open(ItemId item) {
        navigator.open(item);
    }
}
