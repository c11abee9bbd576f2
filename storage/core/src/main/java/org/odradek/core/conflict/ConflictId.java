package org.odradek.core.conflict;

import org.odradek.core.action.WriteId;
import org.odradek.core.cbor.CborWriter;
import org.odradek.core.entry.Digests;
import org.odradek.core.entry.ItemId;

import java.util.HexFormat;
import java.util.TreeSet;

/// Names a conflict, the same on every device: 16 hexadecimal digits of a hash over item, field and the least of the writes (or, for
/// a text, of the body events) that are in it.
public record ConflictId(String value) implements Comparable<ConflictId> {
    public ConflictId {
        if (!value.matches("[0-9a-f]{16}")) {
            throw new IllegalArgumentException("not a conflict: " + value);
        }
    }

    /// @param writes the conflict's writes, at least one; only the least counts, so that a further version keeps the name
    public static ConflictId of(ItemId item, String field, TreeSet<WriteId> writes) {
        var least = writes.first();
        return of(
                new CborWriter()
                        .array(5)
                        .bytes(item.bytes())
                        .text(field)
                        .bytes(least.entry().device().bytes())
                        .integer(least.entry().seq())
                        .integer(least.n())
                        .toByteArray());
    }

    /// @param identity what the conflict is, encoded
    public static ConflictId of(byte[] identity) {
        var hash = Digests.sha256("odradek conflict v1", identity);
        return new ConflictId(HexFormat.of().formatHex(hash, 0, 8));
    }

    @Override
    public int compareTo(ConflictId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
