package org.odradek.sync.server.log;

/// The engine takes on no more at this moment: its queue is full, it is closed, or a failed write has stopped it. Nothing was done.
public final class BusyException extends RuntimeException {
    public BusyException(String why) {
        super(why);
    }
}
