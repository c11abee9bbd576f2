package org.odradek.store.journal;

/// An append met a stopped journal where the caller had no way to go on.
public final class JournalStoppedException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    private final transient Stop stop;

    JournalStoppedException(Stop stop) {
        super("The journal has stopped: " + stop.cause() + ", " + stop.detail());
        this.stop = stop;
    }

    public Stop stop() {
        return stop;
    }
}
