package org.odradek.store.journal;

/// What stands at a place.
public sealed interface ReadResult {

    /// A record whose checksums hold.
    record Whole(JournalRecord record) implements ReadResult {}

    /// No record begins there, or its bytes are damaged, or its segment is missing.
    record Damaged(Place place) implements ReadResult {}

    /// The payload, for callers to whom damage here is a fault.
    ///
    /// @throws DamagedRecordException when damaged
    default byte[] payloadOrThrow() {
        return switch (this) {
            case Whole(var record) -> record.payload();
            case Damaged(var place) -> throw new DamagedRecordException(place);
        };
    }
}
