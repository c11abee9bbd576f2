package org.odradek.sync.client.keys;

import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.wire.Credentials;

/// The two keys that a password or a recovery key becomes: one proves to the server that the person knows it, the other unwraps the
/// root and never leaves the device. Neither tells anything about the other.
///
/// @param auth    32 bytes, shown to the server
/// @param wrapping 32 bytes, kept here
public record EntryKeys(Bytes auth, Bytes wrapping) {
    static EntryKeys of(byte[] secret, String kind) {
        return new EntryKeys(
                new Bytes(Hkdf.derive(secret, "odradek " + kind + " auth v1", new byte[0])),
                new Bytes(Hkdf.derive(secret, "odradek " + kind + " wrap v1", new byte[0])));
    }

    /// What the server keeps.
    public Bytes verifier() {
        return Credentials.verifier(auth);
    }

    @Override
    public String toString() {
        return "EntryKeys[]";
    }
}
