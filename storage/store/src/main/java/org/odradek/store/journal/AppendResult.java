package org.odradek.store.journal;

import java.util.List;

/// What became of an append.
public sealed interface AppendResult {

    /// Every record is on the disk.
    ///
    /// @param places where each record begins, in the order given
    record Durable(List<Place> places) implements AppendResult {
        public Durable {
            places = List.copyOf(places);
        }

        /// Place of the last record.
        public Place last() {
            return places.getLast();
        }
    }

    /// None of the records counts as written. What may have reached the disk is taken back by
    /// [Journal#reopen], or found as an unacknowledged record after a crash.
    record NotWritten(Stop stop) implements AppendResult {}

    /// The places, for callers who have no use for a journal that has stopped.
    ///
    /// @throws JournalStoppedException when not written
    default List<Place> placesOrThrow() {
        return switch (this) {
            case Durable(var places) -> places;
            case NotWritten(var stop) -> throw new JournalStoppedException(stop);
        };
    }
}
