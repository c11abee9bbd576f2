package org.odradek.store.view;

import org.jspecify.annotations.Nullable;
import org.odradek.core.action.Field;
import org.odradek.core.action.ItemKind;
import org.odradek.core.action.Value;
import org.odradek.core.cbor.CborWriter;
import org.odradek.core.conflict.ConflictId;
import org.odradek.core.conflict.ConflictKind;
import org.odradek.core.conflict.Conflicts;
import org.odradek.core.conflict.FieldConflict;
import org.odradek.core.entry.EntryId;
import org.odradek.core.entry.ItemId;
import org.odradek.core.entry.Origin;
import org.odradek.core.item.ItemState;
import org.odradek.core.item.Touch;
import org.odradek.core.register.Head;
import org.odradek.core.register.Register;
import org.odradek.core.text.BodyEventId;
import org.odradek.core.text.ReviewPlace;
import org.odradek.store.body.BodyHistory;
import org.odradek.store.log.DeviceKeys;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/// The conflicts that one item's state holds, the same for whoever writes rows and whoever reads them.
final class OpenConflicts {
    static final String BODY = "body";
    private static final Value DELETED = Value.text("deleted");
    private static final Value EDITED = Value.text("edited");

    private OpenConflicts() {}

    /// One conflict, before it is put into words. `shown` counts from 1, 0 for a merged text.
    record Open(
            ConflictId id, String field, ConflictKind kind, int shown, List<Version> versions) {}

    /// One version: who, when, what.
    record Version(EntryId entry, long wallMs, Value value, boolean decision) {}

    /// The conflicts of an item's fields and files.
    static List<Open> ofFields(ItemState state) {
        var found = new ArrayList<Open>();
        for (var conflict : Conflicts.of(state)) {
            found.add(
                    conflict.kind() == ConflictKind.DELETE
                            ? delete(state, conflict)
                            : field(state, conflict));
        }
        for (var name : Conflicts.attachmentNames(state)) {
            found.add(attachment(state, name));
        }
        return found;
    }

    private static Open field(ItemState state, FieldConflict conflict) {
        var versions = conflict.versions().stream().map(OpenConflicts::version).toList();
        return new Open(
                conflict.id(),
                fieldName(state, conflict.field()),
                conflict.kind(),
                conflict.shown() + 1,
                versions);
    }

    /// A notebook's fields go by the names of the command line.
    private static String fieldName(ItemState state, String field) {
        return state.createdAs() == ItemKind.NOTEBOOK
                        && field.equals(Field.NOTEBOOK_PARENT.wireName())
                ? Field.PARENT.wireName()
                : field;
    }

    private static Version version(Head head) {
        return new Version(
                head.writtenBy(), head.wallMs(), head.value(), head.origin() == Origin.RESOLVE);
    }

    /// The delete, and what speaks against it: a restore, or edits that the delete did not know.
    private static Open delete(ItemState state, FieldConflict conflict) {
        var register = state.register(conflict.field());
        var byEntry = new TreeMap<EntryId, Version>();
        for (var head : register.heads()) {
            var value = Register.deletes(head) ? DELETED : EDITED;
            byEntry.put(
                    head.writtenBy(),
                    new Version(
                            head.writtenBy(),
                            head.wallMs(),
                            value,
                            head.origin() == Origin.RESOLVE));
            head.contestedBy()
                    .forEach(
                            (device, seq) -> {
                                var edit = new EntryId(device, seq);
                                byEntry.putIfAbsent(edit, new Version(edit, 0, EDITED, false));
                            });
        }
        var versions = List.copyOf(byEntry.values());
        var shownValue = register.isDeleted() ? DELETED : EDITED;
        int shown = 1;
        while (shown < versions.size() && !versions.get(shown - 1).value().equals(shownValue)) {
            shown++;
        }
        return new Open(conflict.id(), conflict.field(), ConflictKind.DELETE, shown, versions);
    }

    private static Open attachment(ItemState state, String name) {
        var versions = new TreeMap<EntryId, Version>();
        state.attachments()
                .additions()
                .forEach(
                        (key, byEntry) -> {
                            if (key.name().equals(name)) {
                                var entry = byEntry.firstKey();
                                versions.put(
                                        entry,
                                        new Version(entry, 0, Value.text(key.sha256()), false));
                            }
                        });
        var identity =
                new CborWriter()
                        .array(3)
                        .bytes(state.id().bytes())
                        .text("attachment")
                        .text(name)
                        .toByteArray();
        return new Open(
                ConflictId.of(identity),
                "attachments",
                ConflictKind.ATTACHMENT,
                1,
                List.copyOf(versions.values()));
    }

    /// A ring of moves that was cut at this item: version 1 is the parent that is shown, version 2 the move that does not count.
    static Open cycle(ItemState state, @Nullable ItemId shownParent) {
        boolean notebook = state.createdAs() == ItemKind.NOTEBOOK;
        var field = notebook ? Field.NOTEBOOK_PARENT : Field.PARENT;
        var move = state.register(field).winner().orElseThrow();
        var shown = shownParent == null ? Value.text("/") : Value.ref(shownParent);
        return new Open(
                Conflicts.idOf(state, field.wireName(), ConflictKind.CYCLE),
                Field.PARENT.wireName(),
                ConflictKind.CYCLE,
                1,
                List.of(new Version(move.writtenBy(), move.wallMs(), shown, false), version(move)));
    }

    /// A notebook that was removed while others put items into it or edited what was in it: version 1 leaves them in the inbox, version 2
    /// brings it back.
    static Open notebookDelete(ItemState notebook, List<ItemState> items) {
        var removal = notebook.register(Field.REMOVED).winner().orElseThrow();
        var versions = new ArrayList<Version>();
        versions.add(new Version(removal.writtenBy(), removal.wallMs(), DELETED, false));
        usedBy(items.getFirst())
                .ifPresent(entry -> versions.add(new Version(entry, 0, EDITED, false)));
        return new Open(
                Conflicts.idOf(notebook, Field.REMOVED.wireName(), ConflictKind.NOTEBOOK_DELETE),
                Field.REMOVED.wireName(),
                ConflictKind.NOTEBOOK_DELETE,
                1,
                versions);
    }

    private static Optional<EntryId> usedBy(ItemState item) {
        var trashed = item.register(Field.TRASHED);
        if (trashed.equals(Register.EMPTY)) {
            return Optional.ofNullable(item.created()).map(Touch::entry);
        }
        return trashed.heads().stream()
                .flatMap(
                        head ->
                                Register.deletes(head)
                                        ? head.contestedBy().entrySet().stream()
                                                .map(
                                                        edit ->
                                                                new EntryId(
                                                                        edit.getKey(),
                                                                        edit.getValue()))
                                        : Stream.of(head.writtenBy()))
                .min(Comparator.naturalOrder());
    }

    /// The places of a body that a person should look at; empty for one that was never edited on two devices at once.
    static List<ReviewPlace> places(
            Connection connection, DeviceKeys keys, long itemKey, ItemState state)
            throws SQLException {
        return BodyHistory.read(connection, keys, itemKey, state).open();
    }

    /// The name of a text's conflict, from the least of the events that are in it.
    static ConflictId textId(ItemState state, List<ReviewPlace> places) {
        var events = new TreeSet<BodyEventId>();
        places.forEach(place -> place.versions().forEach(side -> events.add(side.event())));
        return ConflictId.of(
                new CborWriter()
                        .array(3)
                        .bytes(state.id().bytes())
                        .text(BODY)
                        .bytes(events.first().bytes())
                        .toByteArray());
    }
}
