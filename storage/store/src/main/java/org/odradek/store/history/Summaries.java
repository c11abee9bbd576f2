package org.odradek.store.history;

import org.odradek.core.action.Action;
import org.odradek.core.action.Field;
import org.odradek.core.action.ItemKind;
import org.odradek.core.action.Value;
import org.odradek.core.entry.ItemId;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Says in one line what actions did, without the text itself. Pure.
final class Summaries {
    private static final int PARTS_MAX = 4;

    private Summaries() {}

    /// What actions on one item did: "Created, title, text: 12 added".
    static String ofItem(List<Action> actions) {
        var parts = parts(actions);
        if (parts.isEmpty()) {
            return "An edit that this version cannot show";
        }
        var shown = String.join(", ", parts.stream().limit(PARTS_MAX).toList());
        var line = parts.size() > PARTS_MAX ? shown + ", …" : shown;
        return line.substring(0, 1).toUpperCase(Locale.ROOT) + line.substring(1);
    }

    /// What a gesture did, with how many items it did it to.
    static String ofGesture(List<Action> actions) {
        Set<ItemId> items = new LinkedHashSet<>();
        actions.forEach(action -> items.add(action.item()));
        var what = ofItem(actions);
        return items.size() == 1 ? what : what + " (" + items.size() + " items)";
    }

    private static Set<String> parts(List<Action> actions) {
        var parts = new LinkedHashSet<String>();
        int added = 0;
        int removed = 0;
        boolean created = actions.stream().anyMatch(Action.CreateItem.class::isInstance);
        for (var action : actions) {
            switch (action) {
                case Action.CreateItem(_, var kind) -> parts.add("created a " + kindWord(kind));
                case Action.SetField write -> {
                    if (!created) {
                        parts.add(field(write));
                    }
                }
                case Action.EditBody edit -> {
                    for (var splice : edit.splices()) {
                        added += splice.inserted().length();
                        removed += splice.deletedLength();
                    }
                }
                case Action.ReviewBody _ -> parts.add("reviewed the merged text");
                case Action.ReopenBody _ -> parts.add("took a review back");
                case Action.AddTag(_, var name) -> parts.add("tagged " + name);
                case Action.RemoveTag(_, var name) -> parts.add("untagged " + name);
                case Action.Attach(_, var name, _, _) -> parts.add("attached " + name);
                case Action.Detach detach -> parts.add("detached " + detach.name());
                case Action.MarkReminder mark -> parts.add("reminder " + mark.outcome());
                case Action.Purge _ -> parts.add("deleted for ever");
                case Action.Unknown _ -> parts.add("an edit by a newer version");
            }
        }
        if (added > 0 || removed > 0) {
            parts.add(text(added, removed));
        }
        return parts;
    }

    private static String kindWord(ItemKind kind) {
        return kind.wireName();
    }

    private static String text(int added, int removed) {
        return removed == 0
                ? "text: " + added + " added"
                : added == 0
                        ? "text: " + removed + " removed"
                        : "text: " + added + " added, " + removed + " removed";
    }

    private static String field(Action.SetField write) {
        var field = Field.named(write.field());
        if (field.isEmpty()) {
            return "a field of a newer version";
        }
        var value = write.values().getFirst().value();
        return switch (field.get()) {
            case KIND -> "kind";
            case TITLE -> "title";
            case NOTEBOOK -> "moved to another notebook";
            case PARENT -> "parent task";
            case STATUS ->
                    value instanceof Value.Status(var state, _) ? state.wireName() : "status";
            case DUE -> "due date";
            case REMINDER -> "reminder";
            case REPEAT, REPEAT_FROM -> "repetition";
            case PRIORITY -> "priority";
            case PINNED -> value.equals(Value.flag(true)) ? "pinned" : "unpinned";
            case ORDER -> "order";
            case TRASHED -> value.equals(Value.flag(true)) ? "put in the trash" : "restored";
            case CREATED, CHANGED -> "times";
            case NAME -> "name";
            case NOTEBOOK_PARENT -> "moved";
            case REMOVED -> value.equals(Value.flag(true)) ? "removed" : "brought back";
        };
    }

    /// A field as a person calls it, for what an undo leaves alone.
    static String kept(String what, String title) {
        var named = Field.named(what);
        var thing =
                named.isEmpty()
                        ? what
                        : switch (named.get()) {
                            case DUE -> "due date";
                            case REPEAT, REPEAT_FROM -> "repetition";
                            case NOTEBOOK, NOTEBOOK_PARENT -> "notebook";
                            case TRASHED, REMOVED -> "trash state";
                            case KIND,
                                    TITLE,
                                    PARENT,
                                    STATUS,
                                    REMINDER,
                                    PRIORITY,
                                    PINNED,
                                    ORDER,
                                    CREATED,
                                    CHANGED,
                                    NAME ->
                                    what;
                        };
        return "The " + thing + " of “" + title + "” was changed again since and stays.";
    }
}
