package org.odradek.sync.client.keys;

import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.wire.KdfParameters;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;

/// Turns a password into keys by Argon2id (RFC 9106). Parameters below the floor cannot be expressed by [KdfParameters], so no server
/// can ask for a cheap derivation. Takes about a tenth of a second and 64 MiB; never call it on the thread that draws the screen.
public final class Passwords {
    private static final int SECRET_BYTES = 32;

    private Passwords() {}

    /// The password counts in normalisation form C, so that two keyboards give one password.
    public static EntryKeys keys(String password, Bytes salt, KdfParameters kdf) {
        var generator = new Argon2BytesGenerator();
        generator.init(
                new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                        .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                        .withSalt(salt.array())
                        .withMemoryAsKB(kdf.memoryKiB())
                        .withIterations(kdf.iterations())
                        .withParallelism(kdf.parallelism())
                        .build());
        var secret = new byte[SECRET_BYTES];
        var normalised =
                Normalizer.normalize(password, Normalizer.Form.NFC)
                        .getBytes(StandardCharsets.UTF_8);
        generator.generateBytes(normalised, secret);
        return EntryKeys.of(secret, "password");
    }
}
