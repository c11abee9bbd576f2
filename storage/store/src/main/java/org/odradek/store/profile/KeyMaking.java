package org.odradek.store.profile;

import org.odradek.core.entry.AccountId;
import org.odradek.core.entry.DeviceId;
import org.odradek.core.entry.Digests;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.IntFunction;

/// Makes the keys of a new profile: a root, a device, and the first content key.
public final class KeyMaking {
    private static final int CONTENT_KEY_BYTES = 32;
    private static final int RAW_KEY_BYTES = 32;

    private final IntFunction<byte[]> randomBytes;

    /// @param randomBytes gives so many fresh random bytes, of cryptographic quality outside tests
    public KeyMaking(IntFunction<byte[]> randomBytes) {
        this.randomBytes = randomBytes;
    }

    /// Everything that a profile needs at its first start.
    public ProfileIdentity newIdentity(String deviceName, long nowMs) {
        var rootSign = pair("Ed25519");
        var rootBox = pair("X25519");
        var rootPublic = new ProfileKeys.RootPublic(rootSign.publicKey(), rootBox.publicKey());
        var keys =
                new ProfileKeys(
                        new ProfileKeys.RootPrivate(rootSign.privateKey(), rootBox.privateKey()),
                        rootPublic,
                        pair("Ed25519"),
                        pair("X25519"),
                        List.of(newContentKey()));
        return new ProfileIdentity(accountOf(rootPublic), newDevice(nowMs), deviceName, keys);
    }

    public byte[] newContentKey() {
        return randomBytes.apply(CONTENT_KEY_BYTES);
    }

    /// A random device id (UUIDv7, RFC 9562).
    public DeviceId newDevice(long nowMs) {
        return new DeviceId(uuid7(nowMs, randomBytes));
    }

    /// The account whose root this is: the first 128 bits of the root's fingerprint, a hash over both raw public keys, marked as
    /// UUIDv8 (RFC 9562). Whoever verifies a control log derives the same.
    public static AccountId accountOf(ProfileKeys.RootPublic root) {
        var content = new ByteArrayOutputStream();
        content.writeBytes(raw(root.sign()));
        content.writeBytes(raw(root.box()));
        var hash = ByteBuffer.wrap(Digests.sha256("odradek root v1", content.toByteArray()));
        long high = hash.getLong() & ~0xf000L | 0x8000L;
        long low = hash.getLong() & ~(0b11L << 62) | 0b10L << 62;
        return new AccountId(new UUID(high, low));
    }

    /// The raw key is the tail of its X.509 form (RFC 8410).
    private static byte[] raw(byte[] x509) {
        return Arrays.copyOfRange(x509, x509.length - RAW_KEY_BYTES, x509.length);
    }

    /// A key pair for this algorithm (`Ed25519`, `X25519`) in the JDK's encodings.
    public ProfileKeys.Pair pair(String algorithm) {
        try {
            var generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(255, new GivenRandom(randomBytes));
            var pair = generator.generateKeyPair();
            return new ProfileKeys.Pair(
                    pair.getPrivate().getEncoded(), pair.getPublic().getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime makes keys for " + algorithm, e);
        }
    }

    /// A UUIDv7 (RFC 9562): 48 bits of time, the rest random.
    public static UUID uuid7(long nowMs, IntFunction<byte[]> randomBytes) {
        var random = ByteBuffer.wrap(randomBytes.apply(16));
        long high = nowMs << 16 | 0x7000L | random.getLong() & 0xfffL;
        long low = random.getLong() & ~(0b11L << 62) | 0b10L << 62;
        return new UUID(high, low);
    }
}
