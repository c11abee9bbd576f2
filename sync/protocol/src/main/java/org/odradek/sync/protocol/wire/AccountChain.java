package org.odradek.sync.protocol.wire;

import org.odradek.core.entry.Header;
import org.odradek.core.entry.SealedEntry;
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.Purpose;
import org.odradek.sync.protocol.SignedHead;

import java.nio.ByteBuffer;

/// The chain that runs over the account's log: hash(n) = SHA-256(purpose, hash(n-1), position, record hash). Every device computes it
/// along with what it pulls, so that a record left out, changed or moved shows. An entry counts by the hash of its header, which
/// binds its parts by digest and stays when a purge drops them.
public final class AccountChain {
    public static final int HASH_BYTES = 32;

    /// The hash at position 0.
    public static final Bytes START = new Bytes(new byte[HASH_BYTES]);

    private AccountChain() {}

    /// The hash after one more record.
    public static Bytes next(Bytes previous, long position, Bytes recordHash) {
        return Purpose.ACCOUNT_CHAIN.sha256(
                ByteBuffer.allocate(2 * HASH_BYTES + Long.BYTES)
                        .put(previous.array())
                        .putLong(position)
                        .put(recordHash.array())
                        .array());
    }

    /// The hash after one more record, as a device computes it. Throws MalformedCborException when an entry cannot be read; whether
    /// its parts fit its header is [SealedEntry#isWhole()].
    public static Bytes next(Bytes previous, LogRecord record) {
        return switch (record) {
            case LogRecord.Entry(long position, var sealed) ->
                    next(
                            previous,
                            position,
                            recordHash(SealedEntry.decode(sealed.array()).header()));
            case LogRecord.Head(long position, var head) ->
                    next(previous, position, recordHash(head));
        };
    }

    public static Bytes recordHash(Header header) {
        return new Bytes(header.hash());
    }

    public static Bytes recordHash(SignedHead head) {
        return Purpose.LOG_RECORD.sha256(head.encode().array());
    }
}
