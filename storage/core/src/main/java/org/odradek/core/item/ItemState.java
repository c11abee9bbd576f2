package org.odradek.core.item;

import org.jspecify.annotations.Nullable;
import org.odradek.core.action.Action;
import org.odradek.core.action.Field;
import org.odradek.core.action.ItemKind;
import org.odradek.core.action.Value;
import org.odradek.core.action.Versioned;
import org.odradek.core.entry.DerivedIds;
import org.odradek.core.entry.DeviceId;
import org.odradek.core.entry.ItemId;
import org.odradek.core.register.Register;
import org.odradek.core.tag.AddWinsSet;
import org.odradek.core.text.BodyEventId;

import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Everything that merging knows of one item or notebook, but for the text itself: a pure function of the set of entries that concern
/// it, whatever the order in which they arrive after their causes. Immutable.
///
/// @param createdAs   the kind it was made as, by the earliest creation; null while only other actions of it are here
/// @param created     the earliest creation; null likewise
/// @param changed     the newest change by a person; null when there is none
/// @param registers   by field name
/// @param tags        by normalised name, what was written
/// @param attachments by name and content, the size in bytes
/// @param edits       per device, the newest edit that contests a delete which did not know of it
/// @param body        the version of the body, as the text merge left it
/// @param reviewed    versions of the body that a person has looked at
/// @param reminders   by the reminder's local date-time
public record ItemState(
        ItemId id,
        @Nullable ItemKind createdAs,
        @Nullable Touch created,
        @Nullable Touch changed,
        SortedMap<String, Register> registers,
        AddWinsSet<String, String> tags,
        AddWinsSet<AttachmentKey, Long> attachments,
        SortedMap<DeviceId, Long> edits,
        SortedSet<BodyEventId> body,
        Looks reviewed,
        SortedMap<String, ReminderMark> reminders) {
    /// The register that [Action.Purge] writes; no [Field], since nothing else writes it.
    public static final String PURGED = "purged";

    public ItemState {
        registers = kept(registers);
        edits = kept(edits);
        body =
                body.isEmpty()
                        ? Collections.emptySortedSet()
                        : Collections.unmodifiableSortedSet(new TreeSet<>(body));
        reminders = kept(reminders);
    }

    private static <K, V> SortedMap<K, V> kept(SortedMap<K, V> map) {
        return map.isEmpty()
                ? Collections.emptySortedMap()
                : Collections.unmodifiableSortedMap(new TreeMap<>(map));
    }

    public static ItemState empty(ItemId id) {
        return new ItemState(
                id,
                null,
                null,
                null,
                new TreeMap<>(),
                AddWinsSet.empty(),
                AddWinsSet.empty(),
                new TreeMap<>(),
                new TreeSet<>(),
                Looks.NONE,
                new TreeMap<>());
    }

    /// Applies one action of this item. An [Action.EditBody] notes the edit; the version of the body follows by [#withBody]. The
    /// caller applies no entry that holds an [Action.Unknown].
    public ItemState apply(Stamp stamp, Action action) {
        return switch (action) {
            case Action.CreateItem(_, var kind) -> create(stamp, kind);
            case Action.SetField write -> set(stamp, write);
            case Action.EditBody _ -> changed(stamp).edited(stamp);
            case Action.ReviewBody(_, var frontier) ->
                    reviewed(reviewed.with(stamp.entry(), frontier));
            case Action.ReopenBody(_, var frontier) -> reviewed(reviewed.without(stamp, frontier));
            case Action.AddTag(_, var name) ->
                    changed(stamp)
                            .withTags(
                                    tags.add(DerivedIds.normalisedTag(name), stamp.entry(), name));
            case Action.RemoveTag(_, var name) ->
                    changed(stamp)
                            .withTags(tags.remove(DerivedIds.normalisedTag(name), stamp::knows));
            case Action.Attach(_, var name, var sha256, var sizeBytes) ->
                    changed(stamp)
                            .edited(stamp)
                            .withAttachments(
                                    attachments.add(key(name, sha256), stamp.entry(), sizeBytes));
            case Action.Detach(_, var name, var sha256, _) ->
                    changed(stamp)
                            .edited(stamp)
                            .withAttachments(attachments.remove(key(name, sha256), stamp::knows));
            case Action.MarkReminder(_, var at, var outcome, var until) ->
                    mark(at, new ReminderMark(outcome, until, stamp.hlc(), stamp.entry()));
            case Action.Purge _ -> purge(stamp);
            case Action.Unknown _ ->
                    throw new IllegalArgumentException(
                            "an entry that is not understood is parked whole");
        };
    }

    /// The item that an action concerns besides its own: a new sub-task is an edit of its parent.
    public static Optional<ItemId> alsoEdits(Action action) {
        return action instanceof Action.SetField(_, var field, var values, _)
                        && field.equals(Field.PARENT.wireName())
                        && values.getFirst().value() instanceof Value.Ref(var parent)
                ? Optional.of(parent)
                : Optional.empty();
    }

    /// Notes an edit by a person: deletes that did not know of it are contested by it.
    public ItemState edited(Stamp stamp) {
        if (!stamp.isByPerson()) {
            return this;
        }
        var nextEdits = new TreeMap<>(edits);
        nextEdits.merge(stamp.entry().device(), stamp.entry().seq(), Math::max);
        var trashed = Field.TRASHED.wireName();
        if (!registers.containsKey(trashed) && !registers.containsKey(PURGED)) {
            return with(registers, nextEdits);
        }
        var nextRegisters = new TreeMap<>(registers);
        for (var name : new String[] {trashed, PURGED}) {
            nextRegisters.computeIfPresent(name, (_, register) -> register.contest(stamp));
        }
        return with(nextRegisters, nextEdits);
    }

    /// The same with the version of the body that the text merge answered.
    public ItemState withBody(SortedSet<BodyEventId> frontier) {
        return new ItemState(
                id,
                createdAs,
                created,
                changed,
                registers,
                tags,
                attachments,
                edits,
                frontier,
                reviewed,
                reminders);
    }

    public Register register(Field field) {
        return register(field.wireName());
    }

    public Register register(String field) {
        return registers.getOrDefault(field, Register.EMPTY);
    }

    private ItemState create(Stamp stamp, ItemKind kind) {
        var touch = new Touch(stamp.hlc(), stamp.entry(), stamp.wallMs());
        boolean first = created == null || touch.compareTo(created) < 0;
        var made =
                new ItemState(
                        id,
                        first ? kind : createdAs,
                        first ? touch : created,
                        changed,
                        registers,
                        tags,
                        attachments,
                        edits,
                        body,
                        reviewed,
                        reminders);
        return made.changed(stamp);
    }

    private ItemState set(Stamp stamp, Action.SetField write) {
        var field = Field.named(write.field());
        boolean keepsPast = field.isPresent() && field.get().rule() == Field.Rule.MOVE;
        var next = new TreeMap<>(registers);
        // Only a delete is contested: a pin is a flag too, and what is noted at it would depend on
        // the
        // order in which entries come.
        var contesting =
                write.field().equals(Field.TRASHED.wireName())
                        ? edits
                        : new TreeMap<DeviceId, Long>();
        next.put(write.field(), register(write.field()).write(stamp, write, keepsPast, contesting));
        var written = with(next, edits).changed(stamp);
        return field.isPresent() && contestsDelete(field.get()) ? written.edited(stamp) : written;
    }

    private static boolean contestsDelete(Field field) {
        return switch (field) {
            case TITLE, STATUS, DUE, REMINDER, REPEAT, REPEAT_FROM, KIND -> true;
            case NOTEBOOK,
                    PARENT,
                    PRIORITY,
                    PINNED,
                    ORDER,
                    TRASHED,
                    CREATED,
                    CHANGED,
                    NAME,
                    NOTEBOOK_PARENT,
                    REMOVED ->
                    false;
        };
    }

    /// A purge replaces nothing, so that its head is the same wherever it arrives; one that no edit contests is enough.
    private ItemState purge(Stamp stamp) {
        var write =
                new Action.SetField(
                        id, PURGED, List.of(Versioned.own(Value.flag(true))), new TreeSet<>());
        var next = new TreeMap<>(registers);
        next.put(PURGED, register(PURGED).write(stamp, write, false, edits));
        return with(next, edits);
    }

    private ItemState mark(String at, ReminderMark mark) {
        var next = new TreeMap<>(reminders);
        next.merge(at, mark, (one, other) -> one.isAfter(other) ? one : other);
        return new ItemState(
                id,
                createdAs,
                created,
                changed,
                registers,
                tags,
                attachments,
                edits,
                body,
                reviewed,
                next);
    }

    private ItemState reviewed(Looks next) {
        return new ItemState(
                id,
                createdAs,
                created,
                changed,
                registers,
                tags,
                attachments,
                edits,
                body,
                next,
                reminders);
    }

    private ItemState changed(Stamp stamp) {
        if (!stamp.isByPerson()) {
            return this;
        }
        var touch = new Touch(stamp.hlc(), stamp.entry(), stamp.wallMs());
        var newest = changed == null || touch.compareTo(changed) > 0 ? touch : changed;
        return new ItemState(
                id,
                createdAs,
                created,
                newest,
                registers,
                tags,
                attachments,
                edits,
                body,
                reviewed,
                reminders);
    }

    private ItemState withTags(AddWinsSet<String, String> next) {
        return new ItemState(
                id,
                createdAs,
                created,
                changed,
                registers,
                next,
                attachments,
                edits,
                body,
                reviewed,
                reminders);
    }

    private ItemState withAttachments(AddWinsSet<AttachmentKey, Long> next) {
        return new ItemState(
                id, createdAs, created, changed, registers, tags, next, edits, body, reviewed,
                reminders);
    }

    private ItemState with(
            SortedMap<String, Register> nextRegisters, SortedMap<DeviceId, Long> nextEdits) {
        return new ItemState(
                id,
                createdAs,
                created,
                changed,
                nextRegisters,
                tags,
                attachments,
                nextEdits,
                body,
                reviewed,
                reminders);
    }

    private static AttachmentKey key(String name, byte[] sha256) {
        return new AttachmentKey(name, HexFormat.of().formatHex(sha256));
    }
}
