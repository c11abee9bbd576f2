package org.odradek.store.edit;

import org.jspecify.annotations.Nullable;
import org.odradek.core.action.Action;
import org.odradek.core.action.Field;
import org.odradek.core.action.ItemKind;
import org.odradek.core.action.Value;
import org.odradek.core.action.Value.State;
import org.odradek.core.entry.ItemId;
import org.odradek.core.task.Recurrences;
import org.odradek.store.Edit;
import org.odradek.store.Submission.Refusal;
import org.odradek.store.view.ItemRow;
import org.odradek.store.view.ListQuery;
import org.odradek.store.view.View;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/// Edits of notes and tasks.
public final class ItemEdits {
    /// Re-keying a list by hand touches every item in it once; longer lists are not ordered by hand.
    private static final int ORDERED_ITEMS_MAX = 5_000;

    private final View view;
    private final NotebookEdits notebooks;
    private final Recurrences recurrences;
    private final Supplier<ItemId> newIds;

    public ItemEdits(
            View view, NotebookEdits notebooks, Recurrences recurrences, Supplier<ItemId> newIds) {
        this.view = view;
        this.notebooks = notebooks;
        this.recurrences = recurrences;
        this.newIds = newIds;
    }

    /// Makes a note or a task, and the notebooks on its path that are missing.
    public Planned create(NewItem wish) {
        var refused = check(wish);
        if (refused.isPresent()) {
            return new Planned.Refused(Refusal.BAD_VALUE, refused.get());
        }
        var item = newIds.get();
        var actions = new ArrayList<Action>();
        ItemId notebook = null;
        if (wish.notebookPath() != null) {
            switch (notebooks.ensure(wish.notebookPath())) {
                case NotebookEdits.AtPath.Refused(var sentence) -> {
                    return new Planned.Refused(Refusal.BAD_VALUE, sentence);
                }
                case NotebookEdits.AtPath.Found(var found, var making) -> {
                    notebook = found;
                    actions.addAll(making);
                }
            }
        }
        actions.add(new Action.CreateItem(item, wish.kind()));
        actions.add(Edit.set(item, Field.TITLE, Value.text(wish.title())));
        actions.addAll(BodyEdits.first(item, wish.body()));
        setIfGiven(actions, item, Field.NOTEBOOK, Value.ref(notebook));
        setIfGiven(actions, item, Field.DUE, Value.text(wish.due()));
        setIfGiven(actions, item, Field.REMINDER, Value.text(wish.reminder()));
        setIfGiven(actions, item, Field.REPEAT, Value.text(wish.repeat()));
        setIfGiven(actions, item, Field.PARENT, Value.ref(wish.parent()));
        if (!wish.repeatFrom().equals("due")) {
            actions.add(Edit.set(item, Field.REPEAT_FROM, Value.text(wish.repeatFrom())));
        }
        if (!wish.priority().equals("none")) {
            actions.add(Edit.set(item, Field.PRIORITY, Value.text(wish.priority())));
        }
        wish.tags().forEach(tag -> actions.add(new Action.AddTag(item, tag)));
        return new Planned.Ready(actions, List.of(item));
    }

    public Planned rename(ItemId item, String title) {
        return checked(
                FieldCheck.title(title), item, Edit.set(item, Field.TITLE, Value.text(title)));
    }

    /// Sets or clears (null) a due date.
    public Planned due(ItemId item, @Nullable String due) {
        var wrong = due == null ? Optional.<String>empty() : FieldCheck.date("due", due);
        return checked(wrong, item, Edit.set(item, Field.DUE, Value.text(due)));
    }

    public Planned reminder(ItemId item, @Nullable String reminder) {
        var wrong =
                reminder == null ? Optional.<String>empty() : FieldCheck.date("reminder", reminder);
        return checked(wrong, item, Edit.set(item, Field.REMINDER, Value.text(reminder)));
    }

    public Planned repeat(ItemId item, @Nullable String rule) {
        var wrong = rule == null ? Optional.<String>empty() : FieldCheck.rule(recurrences, rule);
        return checked(wrong, item, Edit.set(item, Field.REPEAT, Value.text(rule)));
    }

    public Planned priority(ItemId item, String priority) {
        return checked(
                FieldCheck.priority(priority),
                item,
                Edit.set(item, Field.PRIORITY, Value.text(priority)));
    }

    /// Completes, reopens or cancels a task. The successor of a recurring one follows from that in the view.
    public Planned status(ItemRow row, State state, LocalDate today) {
        if (row.kind() != ItemKind.TASK) {
            return new Planned.Refused(
                    Refusal.NOT_POSSIBLE, "“" + row.title() + "” is a note; only tasks are done.");
        }
        if (row.status() == state) {
            return new Planned.Already(List.of(row.id()));
        }
        var on = state == State.DONE ? today : null;
        return new Planned.Ready(
                List.of(Edit.set(row.id(), Field.STATUS, new Value.Status(state, on))),
                List.of(row.id()));
    }

    /// Moves items into a notebook, or to the inbox (null).
    public Planned move(Collection<ItemRow> rows, @Nullable ItemId notebook) {
        var actions = new ArrayList<Action>();
        rows.stream()
                .filter(row -> !Objects.equals(row.notebook(), notebook))
                .forEach(
                        row ->
                                actions.add(
                                        Edit.set(row.id(), Field.NOTEBOOK, Value.ref(notebook))));
        return ready(actions, rows);
    }

    public Planned trash(Collection<ItemRow> rows) {
        var actions = new ArrayList<Action>();
        rows.stream()
                .filter(row -> !row.trashed())
                .forEach(row -> actions.add(Edit.set(row.id(), Field.TRASHED, Value.flag(true))));
        return ready(actions, rows);
    }

    /// Brings items back; one whose notebook was removed comes back to the inbox.
    public Planned restore(Collection<ItemRow> rows) {
        var actions = new ArrayList<Action>();
        for (var row : rows) {
            if (!row.trashed()) {
                return new Planned.Refused(
                        Refusal.NOT_POSSIBLE, "“" + row.title() + "” is not in the trash.");
            }
            actions.add(Edit.set(row.id(), Field.TRASHED, Value.flag(false)));
            if (row.notebook() != null && row.notebookPath() == null) {
                actions.add(Edit.set(row.id(), Field.NOTEBOOK, Value.NONE));
            }
        }
        return ready(actions, rows);
    }

    /// Deletes trashed items for ever.
    public Planned purge(Collection<ItemRow> rows) {
        var actions = new ArrayList<Action>();
        for (var row : rows) {
            if (!row.trashed()) {
                return new Planned.Refused(
                        Refusal.NOT_POSSIBLE,
                        "“"
                                + row.title()
                                + "” is not in the trash; only what is there can be deleted for"
                                + " ever.");
            }
            actions.add(new Action.Purge(row.id()));
        }
        return ready(actions, rows);
    }

    /// Puts an item after another one of its list (null: first), by hand.
    ///
    /// @param list the ids of the list in its manual order
    public Planned order(ItemId item, @Nullable ItemId after, List<ItemId> list) {
        var others = new ArrayList<>(list);
        others.remove(item);
        int place = after == null ? 0 : others.indexOf(after) + 1;
        if (after != null && place == 0) {
            return new Planned.Refused(Refusal.NOT_FOUND, "The two are not in the same list.");
        }
        var rows = view.rows(others);
        var before = place == 0 ? "" : rows.get(place - 1).orderKey();
        var behind = place == rows.size() ? "" : rows.get(place).orderKey();
        boolean keyed =
                (place == 0 || !before.isEmpty())
                        && (place == rows.size()
                                || (!behind.isEmpty() && before.compareTo(behind) < 0));
        if (keyed) {
            var key = OrderKeys.between(before, behind);
            return new Planned.Ready(
                    List.of(Edit.set(item, Field.ORDER, Value.text(key))), List.of(item));
        }
        if (list.size() > ORDERED_ITEMS_MAX) {
            return new Planned.Refused(
                    Refusal.NOT_POSSIBLE,
                    "A list of more than " + ORDERED_ITEMS_MAX + " items is not ordered by hand.");
        }
        others.add(place, item);
        var keys = OrderKeys.spread(others.size());
        var actions = new ArrayList<Action>();
        for (int i = 0; i < others.size(); i++) {
            actions.add(Edit.set(others.get(i), Field.ORDER, Value.text(keys.get(i))));
        }
        return new Planned.Ready(actions, List.of(item));
    }

    /// The list in which an item stands by hand: its notebook's, or the inbox's.
    public List<ItemId> handList(ItemRow row, LocalDate today) {
        var scope =
                row.notebook() == null
                        ? new ListQuery.Scope.Inbox()
                        : new ListQuery.Scope.InNotebook(row.notebook(), false);
        return view.ids(ListQuery.of(scope, ListQuery.Sort.ORDER, today));
    }

    private Optional<String> check(NewItem wish) {
        return FieldCheck.title(wish.title())
                .or(() -> FieldCheck.text("text", wish.body()))
                .or(
                        () ->
                                wish.body().getBytes(StandardCharsets.UTF_8).length
                                                > FieldCheck.BODY_BYTES_MAX
                                        ? Optional.of(
                                                "A text has at most 16 MiB; this one is longer.")
                                        : Optional.empty())
                .or(
                        () ->
                                wish.due() == null
                                        ? Optional.empty()
                                        : FieldCheck.date("due", wish.due()))
                .or(
                        () ->
                                wish.reminder() == null
                                        ? Optional.empty()
                                        : FieldCheck.date("reminder", wish.reminder()))
                .or(() -> FieldCheck.priority(wish.priority()))
                .or(
                        () ->
                                wish.repeat() == null
                                        ? Optional.empty()
                                        : FieldCheck.rule(recurrences, wish.repeat()))
                .or(
                        () ->
                                wish.tags().stream()
                                        .map(FieldCheck::tag)
                                        .flatMap(Optional::stream)
                                        .findFirst());
    }

    private static void setIfGiven(List<Action> actions, ItemId item, Field field, Value value) {
        if (!value.equals(Value.NONE)) {
            actions.add(Edit.set(item, field, value));
        }
    }

    private static Planned checked(Optional<String> wrong, ItemId item, Action action) {
        return wrong.isPresent()
                ? new Planned.Refused(Refusal.BAD_VALUE, wrong.get())
                : new Planned.Ready(List.of(action), List.of(item));
    }

    private static Planned ready(List<Action> actions, Collection<ItemRow> rows) {
        var items = rows.stream().map(ItemRow::id).toList();
        return actions.isEmpty() ? new Planned.Already(items) : new Planned.Ready(actions, items);
    }
}
