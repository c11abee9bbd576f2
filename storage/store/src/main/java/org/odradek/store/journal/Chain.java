package org.odradek.store.journal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/// The first 16 bytes of a SHA-256, as a value: a payload's digest, or a link of the journal's chain.
///
/// A link covers the link before, the kind, the place, the length and the payload's digest, but not the
/// payload itself. So a purge can blank payload bytes and the chain still verifies.
record Chain(long high, long low) {

    static final int BYTES = 16;

    /// The link before the first record of a profile's journal.
    static Chain first(UUID profile) {
        MessageDigest sha256 = sha256();
        sha256.update("odradek journal v1".getBytes(StandardCharsets.US_ASCII));
        ByteBuffer id = ByteBuffer.allocate(16);
        id.putLong(profile.getMostSignificantBits()).putLong(profile.getLeastSignificantBits());
        return truncated(sha256.digest(id.array()));
    }

    static Chain digest(byte[] bytes, int offset, int length) {
        MessageDigest sha256 = sha256();
        sha256.update(bytes, offset, length);
        return truncated(sha256.digest());
    }

    /// The link that a record adds to the chain of which this is the last link.
    Chain then(RecordKind kind, Place place, int payloadBytes, Chain payloadDigest) {
        ByteBuffer input = ByteBuffer.allocate(BYTES + 1 + 8 + 4 + BYTES);
        write(input);
        input.put((byte) kind.code()).putLong(place.offset()).putInt(payloadBytes);
        payloadDigest.write(input);
        return digest(input.array(), 0, input.position());
    }

    void write(ByteBuffer into) {
        into.putLong(high).putLong(low);
    }

    static Chain read(ByteBuffer from) {
        return new Chain(from.getLong(), from.getLong());
    }

    private static Chain truncated(byte[] hash) {
        return read(ByteBuffer.wrap(hash));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
