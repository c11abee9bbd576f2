package org.odradek.store.journal;

/// A record that should be whole is damaged, where the caller had no way to go on.
public final class DamagedRecordException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    DamagedRecordException(Place place) {
        super("No whole record at " + place);
    }
}
