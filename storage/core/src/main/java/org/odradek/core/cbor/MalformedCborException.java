package org.odradek.core.cbor;

/// Bytes that are not the deterministic CBOR which the format asks for. The message names the place, never the content.
public final class MalformedCborException extends RuntimeException {
    public MalformedCborException(String message) {
        super(message);
    }
}
