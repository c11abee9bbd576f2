package org.odradek.sync.client.keys;

import org.odradek.core.entry.ContentKeys;
import org.odradek.core.entry.TamperedException;
import org.odradek.sync.protocol.Bytes;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Names, seals and opens what a clone is made of, under one generation of the account's content keys. A chunk's name is an HMAC of
/// its content, so that what the server holds already is not sent again, and nobody without the key can tell what a name stands
/// for. Which chunks a clone has, in which order and how many, says its sealed and signed manifest. Thread-safe.
public final class CloneSealing {
    private static final String NAMES = "odradek clone names v1";
    private static final String CHUNK = "odradek clone chunk v1";
    private static final String MANIFEST = "odradek clone manifest v1";

    /// An eighth of the size hides in the padding.
    private static final int BUCKET_BYTES_MIN = 1 << 10;

    private final byte[] contentKey;
    private final byte[] namingKey;
    private final IntFunction<byte[]> randomBytes;

    /// @param contentKey  32 bytes
    /// @param randomBytes the source of nonces
    public CloneSealing(byte[] contentKey, IntFunction<byte[]> randomBytes) {
        this.contentKey = contentKey.clone();
        this.namingKey = Hkdf.derive(contentKey, NAMES, new byte[0]);
        this.randomBytes = randomBytes;
    }

    /// 32 bytes.
    public Bytes name(byte[] content) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(namingKey, "HmacSHA256"));
            return new Bytes(mac.doFinal(content));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HMAC-SHA-256", e);
        }
    }

    public byte[] seal(Bytes name, byte[] content) {
        return seal(CHUNK, name.array(), content);
    }

    /// The content that has this name; empty when these are not the bytes that were sealed for it.
    public Optional<byte[]> open(Bytes name, byte[] sealed) {
        return open(CHUNK, name.array(), sealed)
                .filter(content -> MessageDigest.isEqual(name(content).array(), name.array()));
    }

    /// @param bound what the manifest belongs to
    public Bytes sealManifest(byte[] bound, byte[] content) {
        return new Bytes(seal(MANIFEST, bound, content));
    }

    /// Empty when it was not sealed for this account's devices, or bound to something else. Tries the newest key first.
    public static Optional<byte[]> openManifest(
            byte[] bound, Bytes sealed, List<byte[]> contentKeys, IntFunction<byte[]> randomBytes) {
        for (var key : contentKeys.reversed()) {
            if (ContentKeys.isGap(key)) {
                continue;
            }
            var content = new CloneSealing(key, randomBytes).open(MANIFEST, bound, sealed.array());
            if (content.isPresent()) {
                return content;
            }
        }
        return Optional.empty();
    }

    private byte[] seal(String purpose, byte[] context, byte[] content) {
        int step = Math.max(BUCKET_BYTES_MIN, Integer.highestOneBit(content.length + 1) / 8);
        int padded = (content.length + step) / step * step;
        var plain = ByteBuffer.allocate(4 + padded).putInt(content.length).put(content).array();
        return Hkdf.seal(
                Hkdf.derive(contentKey, purpose, context),
                randomBytes.apply(Hkdf.NONCE_BYTES),
                purpose,
                context,
                plain);
    }

    private Optional<byte[]> open(String purpose, byte[] context, byte[] sealed) {
        try {
            var key = Hkdf.derive(contentKey, purpose, context);
            var plain = Hkdf.open(key, purpose, context, sealed);
            int length = plain.length < 4 ? -1 : ByteBuffer.wrap(plain).getInt();
            return length < 0 || length > plain.length - 4
                    ? Optional.empty()
                    : Optional.of(Arrays.copyOfRange(plain, 4, 4 + length));
        } catch (TamperedException e) {
            // Who asks decides what a chunk that does not open means.
            return Optional.empty();
        }
    }
}
