package org.odradek.core.conflict;

import org.odradek.core.action.Field;
import org.odradek.core.action.Value;
import org.odradek.core.action.WriteId;
import org.odradek.core.cbor.CborWriter;
import org.odradek.core.item.AttachmentKey;
import org.odradek.core.item.ItemState;
import org.odradek.core.register.Head;
import org.odradek.core.register.Register;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Finds the conflicts in one item's registers. Conflicts of the text, of rings in a tree and of removed notebooks need more than
/// one item and are found where that is at hand.
public final class Conflicts {
    private Conflicts() {}

    /// The conflicts of the item's own fields, in the order of field names.
    public static List<FieldConflict> of(ItemState state) {
        var found = new ArrayList<FieldConflict>();
        state.registers()
                .forEach(
                        (name, register) -> {
                            var field = Field.named(name);
                            if (field.isEmpty()) {
                                if (!name.equals(ItemState.PURGED) && register.isDisputed()) {
                                    found.add(
                                            conflict(state, name, ConflictKind.UNKNOWN, register));
                                }
                                return;
                            }
                            switch (field.get().rule()) {
                                case MULTI_VALUE -> {
                                    if (register.isDisputed()) {
                                        found.add(
                                                conflict(
                                                        state, name, ConflictKind.VALUE, register));
                                    }
                                }
                                case MOVE -> {
                                    if (register.isDisputed()) {
                                        found.add(
                                                conflict(state, name, ConflictKind.MOVE, register));
                                    }
                                }
                                case TRASH -> {
                                    if (field.get() == Field.TRASHED
                                            && register.isDeleteDisputed()) {
                                        found.add(
                                                conflict(
                                                        state,
                                                        name,
                                                        ConflictKind.DELETE,
                                                        register));
                                    }
                                }
                                case LAST_WRITER -> {}
                            }
                        });
        return found;
    }

    /// Names under which two devices have each put another file without knowing of the other's.
    public static List<String> attachmentNames(ItemState state) {
        var seen = new HashSet<String>();
        var twice = new TreeSet<String>();
        for (AttachmentKey key : state.attachments().additions().keySet()) {
            if (!seen.add(key.name())) {
                twice.add(key.name());
            }
        }
        return List.copyOf(twice);
    }

    /// The identity of a conflict that is about a whole item and one kind, such as a ring or a removed notebook.
    public static ConflictId idOf(ItemState state, String field, ConflictKind kind) {
        return ConflictId.of(
                new CborWriter()
                        .array(4)
                        .bytes(state.id().bytes())
                        .text(field)
                        .text(kind.wireName())
                        .integer(newestSeq(state, field))
                        .toByteArray());
    }

    private static long newestSeq(ItemState state, String field) {
        return state.register(field).heads().stream()
                .mapToLong(head -> head.id().entry().seq())
                .max()
                .orElse(0);
    }

    private static FieldConflict conflict(
            ItemState state, String name, ConflictKind kind, Register register) {
        var versions = new ArrayList<>(distinct(register.versions()));
        var ids = new TreeSet<WriteId>();
        versions.forEach(head -> ids.add(head.id()));
        var winner = versions.getFirst();
        versions.sort((one, other) -> one.id().compareTo(other.id()));
        return new FieldConflict(
                ConflictId.of(state.id(), name, ids),
                kind,
                name,
                versions,
                versions.indexOf(winner));
    }

    /// One head a value, the strongest; equal values by two devices are one version.
    private static List<Head> distinct(List<Head> strongestFirst) {
        var kept = new ArrayList<Head>();
        Set<Value> values = new HashSet<>();
        for (var head : strongestFirst) {
            var value =
                    head.value() instanceof Value.Status(var state, _)
                            ? new Value.Status(state, null)
                            : head.value();
            if (values.add(value)) {
                kept.add(head);
            }
        }
        return kept;
    }
}
