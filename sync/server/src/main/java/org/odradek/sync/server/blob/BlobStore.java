package org.odradek.sync.server.blob;

import org.odradek.core.entry.AccountId;
import org.odradek.sync.protocol.Bytes;

import java.util.Optional;

/// Sealed chunks by name, per account. A name stands for one content, so that a chunk that is held is never written again.
/// Thread-safe; faults are UncheckedIOException.
public interface BlobStore {
    boolean holds(AccountId account, Bytes name);

    Optional<Bytes> get(AccountId account, Bytes name);

    /// Keeps a chunk durably; does nothing when the name is held.
    void put(AccountId account, Bytes name, Bytes sealed);

    /// Lets a chunk go; does nothing when the name is not held.
    void drop(AccountId account, Bytes name);

    /// What the account's chunks take up.
    long heldBytes(AccountId account);
}
