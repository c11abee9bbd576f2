package org.odradek.store.profile;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// What the profile's key file holds, all keys raw in the JDK's encodings (PKCS#8 private, X.509 public).
///
/// @param rootPrivate    root Ed25519 and X25519 private keys, only until signing up has wrapped them; then null
/// @param rootPublic     root Ed25519 and X25519 public keys, whose hash is the account's fingerprint
/// @param deviceSign     this device's Ed25519 pair
/// @param deviceBox      this device's X25519 pair
/// @param contentKeys    32 bytes each, oldest first, with the gaps of [org.odradek.core.entry.ContentKeys]
@SuppressWarnings("ArrayRecordComponent") // Keys are handed through and never compared as records.
public record ProfileKeys(
        @Nullable RootPrivate rootPrivate,
        RootPublic rootPublic,
        Pair deviceSign,
        Pair deviceBox,
        List<byte[]> contentKeys) {
    public ProfileKeys {
        contentKeys = List.copyOf(contentKeys);
    }

    @SuppressWarnings("ArrayRecordComponent")
    public record RootPrivate(byte[] sign, byte[] box) {}

    @SuppressWarnings("ArrayRecordComponent")
    public record RootPublic(byte[] sign, byte[] box) {}

    @SuppressWarnings("ArrayRecordComponent")
    public record Pair(byte[] privateKey, byte[] publicKey) {}

    /// The same without the root's private part.
    public ProfileKeys withoutRootPrivate() {
        return new ProfileKeys(null, rootPublic, deviceSign, deviceBox, contentKeys);
    }

    /// The same with these content keys, oldest first, with their gaps.
    public ProfileKeys withContentKeys(List<byte[]> keys) {
        return new ProfileKeys(rootPrivate, rootPublic, deviceSign, deviceBox, keys);
    }
}
