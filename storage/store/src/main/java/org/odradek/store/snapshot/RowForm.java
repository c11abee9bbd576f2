package org.odradek.store.snapshot;

import org.odradek.store.schema.Database;

/// Which rows a device makes of entries, and how it packs them. Only rows of its own form are of use to a device; without them it makes its
/// rows from the entries.
///
/// @param packing how rows are packed
/// @param schema  the newest script of the tables
/// @param madeBy  raised whenever the same entries give other rows
public record RowForm(int packing, int schema, int madeBy) {
    /// Raised whenever [PackedRows] or what stands in it changes.
    private static final int PACKING = 1;

    /// The form of this version's rows.
    public static RowForm of(int madeBy) {
        return new RowForm(PACKING, Database.SCHEMA, madeBy);
    }
}
