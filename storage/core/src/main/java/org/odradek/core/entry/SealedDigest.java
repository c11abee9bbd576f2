package org.odradek.core.entry;

import org.jspecify.annotations.Nullable;
import org.odradek.core.cbor.CborReader;
import org.odradek.core.cbor.CborWriter;

import java.util.Arrays;

/// Size in bytes and SHA-256 of one sealed part, as the header binds them; they stay when a purge drops the part.
public record SealedDigest(int sizeBytes, byte[] sha256) {
    public SealedDigest {
        if (sizeBytes < 0 || sha256.length != Sealing.HASH_BYTES) {
            throw new IllegalArgumentException(
                    "a part of " + sizeBytes + " bytes, digest of " + sha256.length);
        }
    }

    /// Of a part as it was sealed.
    public static SealedDigest of(byte[] sealed) {
        return new SealedDigest(sealed.length, Digests.sha256("odradek sealed v1", sealed));
    }

    boolean fits(byte[] sealed) {
        return equals(of(sealed));
    }

    void write(CborWriter out) {
        out.array(2).integer(sizeBytes).bytes(sha256);
    }

    static SealedDigest read(CborReader in) {
        in.array();
        return new SealedDigest(Math.toIntExact(in.integer()), in.bytes());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SealedDigest digest
                && sizeBytes == digest.sizeBytes
                && Arrays.equals(sha256, digest.sha256);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(sha256);
    }
}
