package org.odradek.core.entry;

/// Something written by a newer version, in a place where the format must be understood to go on. Nothing is wrong with it.
public final class NewerFormatException extends RuntimeException {
    public NewerFormatException(String message) {
        super(message);
    }
}
