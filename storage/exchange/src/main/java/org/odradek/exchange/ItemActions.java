package org.odradek.exchange;

import org.jspecify.annotations.Nullable;
import org.odradek.core.action.Action;
import org.odradek.core.action.Field;
import org.odradek.core.action.ItemKind;
import org.odradek.core.action.Value;
import org.odradek.core.action.Value.State;
import org.odradek.core.entry.ItemId;
import org.odradek.core.text.TextDifference;
import org.odradek.exchange.ImportedTexts.Imported;
import org.odradek.exchange.portable.PortableItem;
import org.odradek.exchange.portable.PortableTask;
import org.odradek.store.Edit;
import org.odradek.store.edit.BodyEdits;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Turns an item of a source into actions.
final class ItemActions {
    private final ZoneId zone;
    private final LocalDate today;

    /// @param zone  where a completion's moment becomes a date
    /// @param today the date of a completion that the source does not date
    ItemActions(ZoneId zone, LocalDate today) {
        this.zone = zone;
        this.today = today;
    }

    List<Action> create(ItemId id, PortableItem item, @Nullable ItemId notebook) {
        var task = item.task();
        var actions = new ArrayList<Action>();
        actions.add(new Action.CreateItem(id, task == null ? ItemKind.NOTE : ItemKind.TASK));
        actions.add(Edit.set(id, Field.TITLE, Value.text(item.title())));
        actions.addAll(BodyEdits.first(id, item.body()));
        if (notebook != null) {
            actions.add(Edit.set(id, Field.NOTEBOOK, Value.ref(notebook)));
        }
        item.tags().forEach(tag -> actions.add(new Action.AddTag(id, tag)));
        if (task != null) {
            addTask(id, task, actions);
        }
        if (item.pinned()) {
            actions.add(Edit.set(id, Field.PINNED, Value.flag(true)));
        }
        if (item.trashed()) {
            actions.add(Edit.set(id, Field.TRASHED, Value.flag(true)));
        }
        addTime(id, Field.CREATED, item.created(), actions);
        addTime(id, Field.CHANGED, item.updated(), actions);
        return actions;
    }

    /// The difference between the source's text then and now, made upon the version that held it then, so that what people wrote
    /// here since is merged with it.
    List<Action> update(ItemId id, PortableItem item, Imported before, List<String> newTags) {
        var actions = new ArrayList<Action>();
        actions.add(
                new Action.EditBody(
                        id,
                        before.frontier(),
                        TextDifference.splices(before.text(), item.body()),
                        true));
        newTags.forEach(tag -> actions.add(new Action.AddTag(id, tag)));
        addTime(id, Field.CHANGED, item.updated(), actions);
        return actions;
    }

    private void addTask(ItemId id, PortableTask task, List<Action> actions) {
        var state =
                switch (task.status()) {
                    case OPEN -> State.OPEN;
                    case DONE -> State.DONE;
                    case CANCELLED -> State.CANCELLED;
                };
        if (state != State.OPEN) {
            var on = state == State.DONE ? completedOn(task.completed()) : null;
            actions.add(Edit.set(id, Field.STATUS, new Value.Status(state, on)));
        }
        addText(id, Field.DUE, task.due(), actions);
        addText(id, Field.REMINDER, task.reminder(), actions);
        addText(id, Field.REPEAT, task.repeat(), actions);
        if (task.priority() != PortableTask.Priority.NONE) {
            addText(id, Field.PRIORITY, lower(task.priority()), actions);
        }
        if (task.repeatFrom() != PortableTask.RepeatFrom.DUE) {
            addText(id, Field.REPEAT_FROM, lower(task.repeatFrom()), actions);
        }
    }

    private LocalDate completedOn(@Nullable Instant completed) {
        return completed == null ? today : completed.atZone(zone).toLocalDate();
    }

    private static void addText(
            ItemId id, Field field, @Nullable String text, List<Action> actions) {
        if (text != null) {
            actions.add(Edit.set(id, field, Value.text(text)));
        }
    }

    private static void addTime(
            ItemId id, Field field, @Nullable Instant time, List<Action> actions) {
        addText(id, field, time == null ? null : time.toString(), actions);
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
