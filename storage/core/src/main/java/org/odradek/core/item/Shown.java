package org.odradek.core.item;

import org.jspecify.annotations.Nullable;
import org.odradek.core.action.Field;
import org.odradek.core.action.ItemKind;
import org.odradek.core.action.Value;
import org.odradek.core.action.Value.State;
import org.odradek.core.entry.EntryId;
import org.odradek.core.entry.ItemId;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// What of an item's state the screen shows: of every field the provisional winner. Parents are as written, before rings are cut, and
/// a notebook may be removed; whoever knows the other items decides that.
///
/// @param name        of a notebook; title of anything else
/// @param completedOn ISO local date; null unless the task is done
/// @param trashed     for a notebook, whether it is removed
/// @param createdBy   the entry that made it; likewise `updatedBy`; null only while the item is known by hearsay
public record Shown(
        ItemKind kind,
        String name,
        @Nullable ItemId notebook,
        List<String> tags,
        boolean pinned,
        @Nullable State status,
        @Nullable String completedOn,
        @Nullable String due,
        @Nullable String reminder,
        @Nullable String repeat,
        String repeatFrom,
        String priority,
        @Nullable ItemId parent,
        boolean trashed,
        boolean purged,
        long createdMs,
        long updatedMs,
        String orderKey,
        @Nullable EntryId createdBy,
        @Nullable EntryId updatedBy) {
    public Shown {
        tags = List.copyOf(tags);
    }

    public static Shown of(ItemState state) {
        return of(state, kind(state));
    }

    /// What a task shows by its own writes, whether or not one of them says that it is a task.
    public static Shown ofTask(ItemState state) {
        return of(state, ItemKind.TASK);
    }

    private static Shown of(ItemState state, ItemKind kind) {
        boolean notebook = kind == ItemKind.NOTEBOOK;
        var status =
                kind != ItemKind.TASK
                        ? null
                        : state.register(Field.STATUS).value() instanceof Value.Status given
                                ? given
                                : new Value.Status(State.OPEN, null);
        var on = status == null || status.state() != State.DONE ? null : status.on();
        var created = state.created();
        var changed = state.changed();
        return new Shown(
                kind,
                text(state, notebook ? Field.NAME : Field.TITLE, ""),
                ref(state, Field.NOTEBOOK),
                tags(state),
                state.register(Field.PINNED).value().equals(Value.flag(true)),
                status == null ? null : status.state(),
                on == null ? null : on.toString(),
                textOrNull(state, Field.DUE),
                textOrNull(state, Field.REMINDER),
                textOrNull(state, Field.REPEAT),
                text(state, Field.REPEAT_FROM, "due"),
                text(state, Field.PRIORITY, "none"),
                ref(state, notebook ? Field.NOTEBOOK_PARENT : Field.PARENT),
                state.register(notebook ? Field.REMOVED : Field.TRASHED).isDeleted(),
                state.register(ItemState.PURGED).isDeleted(),
                time(state, Field.CREATED, created),
                time(state, Field.CHANGED, changed),
                text(state, Field.ORDER, ""),
                created == null ? null : created.entry(),
                changed == null ? null : changed.entry());
    }

    private static ItemKind kind(ItemState state) {
        if (state.createdAs() == ItemKind.NOTEBOOK) {
            return ItemKind.NOTEBOOK;
        }
        var written = writtenKind(state);
        for (var kind : ItemKind.values()) {
            if (kind != ItemKind.NOTEBOOK && kind.wireName().equals(written)) {
                return kind;
            }
        }
        return state.createdAs() == null ? ItemKind.NOTE : state.createdAs();
    }

    /// Of two kinds written at once it is a task meanwhile, so that nothing falls out of the lists of tasks.
    private static String writtenKind(ItemState state) {
        var task = Value.text(ItemKind.TASK.wireName());
        boolean isTask =
                state.register(Field.KIND).versions().stream()
                        .anyMatch(head -> head.value().equals(task));
        return isTask ? ItemKind.TASK.wireName() : text(state, Field.KIND, "");
    }

    private static List<String> tags(ItemState state) {
        var names = new ArrayList<String>();
        state.tags().additions().forEach((_, byEntry) -> names.add(byEntry.get(byEntry.lastKey())));
        return names;
    }

    /// A time that an import wrote counts until a later edit; otherwise the author's clock.
    private static long time(ItemState state, Field field, @Nullable Touch touch) {
        var head = state.register(field).winner();
        if (head.isPresent()
                && head.get().value() instanceof Value.Text(var text)
                && (field == Field.CREATED
                        || touch == null
                        || head.get().hlc().compareTo(touch.hlc()) >= 0)) {
            return Instant.parse(text).toEpochMilli();
        }
        return touch == null ? 0 : touch.wallMs();
    }

    private static String text(ItemState state, Field field, String otherwise) {
        var text = textOrNull(state, field);
        return text == null ? otherwise : text;
    }

    private static @Nullable String textOrNull(ItemState state, Field field) {
        return state.register(field).value() instanceof Value.Text(var text) ? text : null;
    }

    private static @Nullable ItemId ref(ItemState state, Field field) {
        return state.register(field).value() instanceof Value.Ref(var target) ? target : null;
    }
}
