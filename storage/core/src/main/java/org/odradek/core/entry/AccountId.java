package org.odradek.core.entry;

import java.util.UUID;

/// Identifies a user's account: derived from the fingerprint of its root keys, so that it is known before any server is.
public record AccountId(UUID value) implements Comparable<AccountId> {
    /// Reads the canonical text form; throws IllegalArgumentException for anything else.
    public static AccountId parse(String text) {
        return new AccountId(Ids.parse(text));
    }

    /// Reads 16 bytes, most significant first.
    public static AccountId of(byte[] bytes) {
        return new AccountId(Ids.fromBytes(bytes));
    }

    /// The 16 bytes, most significant first.
    public byte[] bytes() {
        return Ids.toBytes(value);
    }

    @Override
    public int compareTo(AccountId other) {
        return Ids.compare(value, other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
