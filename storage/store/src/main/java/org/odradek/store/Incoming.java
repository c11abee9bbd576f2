package org.odradek.store;

import org.odradek.core.cbor.MalformedCborException;
import org.odradek.core.entry.Entry;
import org.odradek.core.entry.EntrySealer;
import org.odradek.core.entry.NewerFormatException;
import org.odradek.core.entry.SealedEntry;
import org.odradek.core.entry.TamperedException;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/// An entry on its way in. Its caller opens one after the other while the writing thread applies them; whoever comes first to one opens it.
final class Incoming {
    private final SealedEntry sealed;
    private final byte[] hash;
    private final EntrySealer sealer;
    private final AtomicBoolean begun = new AtomicBoolean();
    private final CompletableFuture<Optional<Entry>> opened = new CompletableFuture<>();

    Incoming(SealedEntry sealed, EntrySealer sealer) {
        this.sealed = sealed;
        this.hash = sealed.header().hash();
        this.sealer = sealer;
    }

    SealedEntry sealed() {
        return sealed;
    }

    byte[] hash() {
        return hash;
    }

    /// Opens the entry, unless somebody does.
    void open() {
        if (begun.compareAndSet(false, true)) {
            try {
                opened.complete(Optional.of(sealer.open(sealed)));
            } catch (TamperedException | NewerFormatException | MalformedCborException e) {
                // The writing thread tries again with its keys, and says why it cannot be read.
                opened.complete(Optional.empty());
            } catch (RuntimeException e) {
                opened.completeExceptionally(e);
                throw e;
            }
        }
    }

    /// The opened entry; empty when it cannot be read.
    Optional<Entry> opened() {
        open();
        return opened.join();
    }
}
