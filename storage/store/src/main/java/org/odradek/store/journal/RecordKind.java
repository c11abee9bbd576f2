package org.odradek.store.journal;

/// What a record is for. The set is open: a kind that this version does not know is kept, handed to
/// visitors as it is, and skipped by those who do not know it.
///
/// @param code 1 to 255, as it stands in the record's header
public record RecordKind(int code) {

    /// A sealed entry of this or another device, opaque here.
    public static final RecordKind ENTRY = new RecordKind(1);

    /// A local draft: text typed but not yet submitted as an action.
    public static final RecordKind DRAFT = new RecordKind(2);

    /// A local fact that is no action, such as a view setting or a sync cursor.
    public static final RecordKind NOTE = new RecordKind(3);

    /// A watermark: how far the database had been checkpointed.
    public static final RecordKind MARK = new RecordKind(4);

    public RecordKind {
        if (code < 1 || code > 255) {
            throw new IllegalArgumentException("A record kind is 1 to 255: " + code);
        }
    }
}
