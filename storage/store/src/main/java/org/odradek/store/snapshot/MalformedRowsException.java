package org.odradek.store.snapshot;

/// Packed rows that no version writes, or that do not fit what came before them.
public final class MalformedRowsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MalformedRowsException(String message) {
        super(message);
    }

    public MalformedRowsException(String message, Throwable cause) {
        super(message, cause);
    }
}
