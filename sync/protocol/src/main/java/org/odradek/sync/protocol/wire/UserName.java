package org.odradek.sync.protocol.wire;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import java.text.Normalizer;
import java.util.Locale;

/// The name of an account at a server: NFC, trimmed, in lower case, without control characters; so that what looks equal is equal.
public record UserName(@JsonValue String value) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public UserName {
        value = Normalizer.normalize(value, Normalizer.Form.NFC).strip().toLowerCase(Locale.ROOT);
        if (value.isEmpty() || value.length() > WireBounds.USER_NAME_LENGTH_MAX) {
            throw new IllegalArgumentException("a user name of " + value.length() + " characters");
        }
        if (value.codePoints().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("a user name with control characters");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
