package org.odradek.core.action;

import org.jspecify.annotations.Nullable;
import org.odradek.core.entry.EntryId;

/// A value, and who wrote it first: null for the entry itself, an earlier entry where an undo puts that entry's value back.
public record Versioned(Value value, @Nullable EntryId author) {
    public static Versioned own(Value value) {
        return new Versioned(value, null);
    }
}
