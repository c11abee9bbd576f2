package org.odradek.store;

import java.util.Optional;

/// Durable facts of this device by name; at most 64 KiB each. Thread-safe.
public interface LocalFacts {
    /// Facts whose names begin with this are about the account and the server; they go when the profile joins another account.
    String OF_ACCOUNT = "sync.";

    Optional<byte[]> get(String name);

    /// Answers when the fact is durable.
    void put(String name, byte[] value);

    void remove(String name);
}
