package org.odradek.core.undo;

import org.jspecify.annotations.Nullable;
import org.odradek.core.action.Action;
import org.odradek.core.action.Field;
import org.odradek.core.action.ItemKind;
import org.odradek.core.action.Value;
import org.odradek.core.action.Versioned;
import org.odradek.core.action.WriteId;
import org.odradek.core.entry.DerivedIds;
import org.odradek.core.entry.EntryId;
import org.odradek.core.entry.ItemId;
import org.odradek.core.item.AttachmentKey;
import org.odradek.core.item.ItemState;
import org.odradek.core.register.Head;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/// Undo as a new edit: for each field whose only heads are still that write's, exactly the values that it had replaced, one or
/// several, with their first authors; with several the conflict is back. What others wrote since stays. Redo is an undo of the undo.
public final class Undo {
    private Undo() {}

    /// Undoes one action of an entry. What the gesture itself made is only trashed, so its fields need no undoing.
    ///
    /// @param now      the item's present state
    /// @param gesture  the entries of the gesture that is being undone
    /// @param replaced looks up a replaced write as the head that it was; null when a purge took it
    public static UndoneAction of(
            Action action,
            EntryId entry,
            ItemState now,
            Set<EntryId> gesture,
            Function<WriteId, @Nullable Head> replaced) {
        var created = now.created();
        if (!(action instanceof Action.CreateItem)
                && created != null
                && gesture.contains(created.entry())) {
            return new UndoneAction.Nothing();
        }
        return switch (action) {
            case Action.CreateItem(var item, var kind) -> uncreate(item, kind, now, gesture);
            case Action.SetField write -> unset(write, entry, now, replaced);
            case Action.AddTag(var item, var name) -> {
                var added = now.tags().additions().get(DerivedIds.normalisedTag(name));
                yield added == null || !added.containsKey(entry)
                        ? new UndoneAction.Nothing()
                        : gesture.containsAll(added.keySet())
                                ? reverse(new Action.RemoveTag(item, name))
                                : new UndoneAction.Kept("tag");
            }
            case Action.RemoveTag(var item, var name) ->
                    now.tags().additions().containsKey(DerivedIds.normalisedTag(name))
                            ? new UndoneAction.Nothing()
                            : reverse(new Action.AddTag(item, name));
            case Action.Attach(var item, var name, var sha256, var sizeBytes) -> {
                var added =
                        now.attachments()
                                .additions()
                                .get(new AttachmentKey(name, HexFormat.of().formatHex(sha256)));
                yield added == null || !added.containsKey(entry)
                        ? new UndoneAction.Nothing()
                        : gesture.containsAll(added.keySet())
                                ? reverse(new Action.Detach(item, name, sha256, sizeBytes))
                                : new UndoneAction.Kept("attachment");
            }
            case Action.Detach(var item, var name, var sha256, var sizeBytes) ->
                    now.attachments()
                                    .additions()
                                    .containsKey(
                                            new AttachmentKey(
                                                    name, HexFormat.of().formatHex(sha256)))
                            ? new UndoneAction.Nothing()
                            : reverse(new Action.Attach(item, name, sha256, sizeBytes));
            case Action.ReviewBody(var item, var frontier) ->
                    now.reviewed().byEntry().containsKey(entry)
                            ? reverse(new Action.ReopenBody(item, frontier))
                            : new UndoneAction.Nothing();
            case Action.ReopenBody(var item, var frontier) ->
                    reverse(new Action.ReviewBody(item, frontier));
            case Action.MarkReminder _, Action.EditBody _ -> new UndoneAction.Nothing();
            case Action.Purge _, Action.Unknown _ -> new UndoneAction.Kept("item");
        };
    }

    /// What was made is trashed, not erased, unless it was made elsewhere too.
    private static UndoneAction uncreate(
            ItemId item, ItemKind kind, ItemState now, Set<EntryId> gesture) {
        var created = now.created();
        var field = kind == ItemKind.NOTEBOOK ? Field.REMOVED : Field.TRASHED;
        if (created == null || !gesture.contains(created.entry())) {
            return new UndoneAction.Nothing();
        }
        return reverse(
                new Action.SetField(
                        item,
                        field.wireName(),
                        List.of(Versioned.own(Value.flag(true))),
                        now.register(field).headIds()));
    }

    private static UndoneAction unset(
            Action.SetField write,
            EntryId entry,
            ItemState now,
            Function<WriteId, @Nullable Head> replaced) {
        var heads = now.register(write.field()).heads();
        boolean ours = heads.stream().anyMatch(head -> head.id().entry().equals(entry));
        if (!ours || heads.stream().anyMatch(head -> !head.id().entry().equals(entry))) {
            return new UndoneAction.Kept(write.field());
        }
        var values = new ArrayList<Versioned>();
        // Of the values of one write the earlier wins, so the one that was shown comes first.
        write.over().stream()
                .map(replaced)
                .filter(Objects::nonNull)
                .sorted(Head.WINNER_FIRST)
                .map(head -> new Versioned(head.value(), head.writtenBy()))
                .forEach(values::add);
        if (values.isEmpty()) {
            values.add(Versioned.own(blank(write)));
        }
        return reverse(
                new Action.SetField(
                        write.item(),
                        write.field(),
                        values,
                        new TreeSet<>(now.register(write.field()).headIds())));
    }

    private static Value blank(Action.SetField write) {
        return write.values().getFirst().value() instanceof Value.Flag
                ? Value.flag(false)
                : Value.NONE;
    }

    private static UndoneAction reverse(Action action) {
        return new UndoneAction.Reverse(List.of(action));
    }
}
