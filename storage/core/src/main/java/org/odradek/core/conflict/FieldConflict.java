package org.odradek.core.conflict;

import org.odradek.core.register.Head;

import java.util.List;

/// A field on which people's versions differ.
///
/// @param field    the name of the register
/// @param versions in order of identity, so that their numbers are the same everywhere; for a delete, the heads of the flag
/// @param shown    index among `versions` of the provisional winner, from 0; -1 where none of them is shown
public record FieldConflict(
        ConflictId id, ConflictKind kind, String field, List<Head> versions, int shown) {
    public FieldConflict {
        versions = List.copyOf(versions);
    }
}
