package org.odradek.sync.server.log;

import org.odradek.core.entry.EntryId;
import org.odradek.core.entry.SealedEntry;
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.wire.AccountChain;

/// A sealed entry as it came, with what the engine needs to know of its header.
///
/// @param hash the hash of its header, which the device's next entry names as `previousHash`
public record IncomingEntry(EntryId id, Bytes previousHash, Bytes hash, Bytes sealed) {
    /// Reads the header. Throws MalformedCborException or NewerFormatException.
    public static IncomingEntry of(Bytes sealed) {
        return of(SealedEntry.decode(sealed.array()), sealed);
    }

    /// @param sealed the bytes from which the entry was decoded
    public static IncomingEntry of(SealedEntry entry, Bytes sealed) {
        var header = entry.header();
        return new IncomingEntry(
                header.id(),
                new Bytes(header.previousHash()),
                AccountChain.recordHash(header),
                sealed);
    }
}
