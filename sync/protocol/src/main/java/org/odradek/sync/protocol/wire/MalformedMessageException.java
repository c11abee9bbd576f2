package org.odradek.sync.protocol.wire;

/// Bytes that are not the message which is due here. The message names the place and kind, never content.
public final class MalformedMessageException extends RuntimeException {
    public MalformedMessageException(String message, Throwable cause) {
        super(message, cause);
    }
}
