package org.odradek.sync.protocol.control;

import org.odradek.core.entry.AccountId;
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.Purpose;
import org.odradek.sync.protocol.Signatures;

import java.nio.ByteBuffer;
import java.util.UUID;

/// The public half of an account's root: who the user is. The fingerprint is what a person or a wrapped secret vouches for.
///
/// @param sign Ed25519 public key, 32 raw bytes
/// @param box  X25519 public key, 32 raw bytes
public record RootKeys(Bytes sign, Bytes box) {
    public RootKeys {
        sign.ofSize(Signatures.PUBLIC_KEY_BYTES, "a root's signing key");
        box.ofSize(Signatures.PUBLIC_KEY_BYTES, "a root's box key");
    }

    /// SHA-256 over both keys, 32 bytes.
    public Bytes fingerprint() {
        return Purpose.ROOT_FINGERPRINT.sha256(
                ByteBuffer.allocate(64).put(sign.array()).put(box.array()).array());
    }

    /// The account's identifier: the fingerprint's first 128 bits, marked as UUIDv8 (RFC 9562, section 5.8).
    public AccountId account() {
        var buffer = ByteBuffer.wrap(fingerprint().array());
        long high = buffer.getLong() & ~0xf000L | 0x8000L;
        long low = buffer.getLong() & 0x3fffffffffffffffL | 0x8000000000000000L;
        return new AccountId(new UUID(high, low));
    }
}
