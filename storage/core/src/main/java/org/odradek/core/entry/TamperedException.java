package org.odradek.core.entry;

/// Bytes that are not what one of the account's devices sealed in this place. The message never holds content.
public final class TamperedException extends RuntimeException {
    public TamperedException(String message) {
        super(message);
    }
}
