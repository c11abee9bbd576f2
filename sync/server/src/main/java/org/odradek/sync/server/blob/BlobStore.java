package org.odradek.sync.server.blob;

import org.odradek.core.entry.AccountId;
import org.odradek.sync.protocol.Bytes;

import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/// Sealed chunks by name, per account. A name stands for one content, so that a chunk that is held is never written again.
/// Thread-safe. Methods throw BusyException when the store has more to do than it takes on, or is away; faults are other exceptions.
public interface BlobStore {
    /// Those of the names that are held, in their order.
    List<Bytes> held(AccountId account, List<Bytes> names);

    default boolean holds(AccountId account, Bytes name) {
        return !held(account, List.of(name)).isEmpty();
    }

    Optional<Bytes> get(AccountId account, Bytes name);

    /// Keeps a chunk durably; does nothing when the name is held.
    void put(AccountId account, Bytes name, Bytes sealed);

    /// Lets a chunk go; does nothing when the name is not held.
    void drop(AccountId account, Bytes name);

    /// Lets all chunks of an account go.
    void dropAll(AccountId account);

    /// Names and contents of all chunks of an account, one after the other.
    void each(AccountId account, BiConsumer<Bytes, Bytes> chunk);

    /// What the account's chunks take up.
    long heldBytes(AccountId account);
}
