package org.odradek.core.entry;

import java.util.Arrays;
import java.util.List;

import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/// The account's content keys, by generation from 1; the newest seals, all open. Immutable.
public final class ContentKeys {
    private static final int KEY_BYTES = 32;

    private final List<SecretKey> keys;
    private final List<SecretKey> extracted;

    private ContentKeys(List<SecretKey> keys) {
        this.keys = List.copyOf(keys);
        this.extracted = keys.stream().map(Sealing::extract).toList();
    }

    /// Takes the raw keys, 32 bytes each, oldest first.
    public static ContentKeys of(List<byte[]> rawKeys) {
        if (rawKeys.isEmpty() || rawKeys.stream().anyMatch(key -> key.length != KEY_BYTES)) {
            throw new IllegalArgumentException(
                    "content keys have 32 bytes, and there is at least one");
        }
        return new ContentKeys(
                rawKeys.stream()
                        .map(
                                key ->
                                        (SecretKey)
                                                new SecretKeySpec(
                                                        Arrays.copyOf(key, key.length), "Generic"))
                        .toList());
    }

    public int newestGeneration() {
        return keys.size();
    }

    /// What the keys of parts are expanded from. Throws [NewerFormatException] for a generation that this device was not given yet.
    SecretKey extracted(int generation) {
        if (generation < 1 || generation > keys.size()) {
            throw new NewerFormatException(
                    "content key " + generation + ", of which this device knows " + keys.size());
        }
        return extracted.get(generation - 1);
    }

    /// The raw keys, oldest first, for wrapping.
    public List<byte[]> raw() {
        return keys.stream().map(SecretKey::getEncoded).toList();
    }
}
