package org.odradek.store.log;

import org.odradek.core.entry.Entry;
import org.odradek.store.journal.Place;

import java.util.Optional;

/// Opens entries of the log again. Thread-safe.
@FunctionalInterface
public interface PastEntries {
    /// The entry at a place of the journal; empty when it cannot be read.
    Optional<Entry> at(Place place);
}
