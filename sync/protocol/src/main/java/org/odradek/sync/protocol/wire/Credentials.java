package org.odradek.sync.protocol.wire;

import org.odradek.core.cbor.CborWriter;
import org.odradek.core.entry.AccountId;
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.Purpose;
import org.odradek.sync.protocol.Signatures;

import java.security.PrivateKey;
import java.util.Objects;

/// How an account is entered: by password or by recovery key. Signed by the root and numbered, so that a server can neither make up
/// nor roll back credentials without the devices noticing, and so that any device can hand them to a server that lost them. It holds
/// verifiers, not secrets; the root's private part is wrapped under keys that only the person can derive.
///
/// @param version           from 1; the highest counts
/// @param salt              16 bytes for Argon2id
/// @param passwordVerifier  [#verifier(Bytes)] of the authentication key that HKDF splits from the password key
/// @param wrappedByPassword the root's private keys, wrapped under the password's encryption key
/// @param recoveryVerifier  the same for the recovery key
/// @param wrappedByRecovery the root's private keys, wrapped under the recovery key's encryption key
/// @param signature         the root's, over all of it
public record Credentials(
        AccountId account,
        long version,
        UserName user,
        Bytes salt,
        KdfParameters kdf,
        Bytes passwordVerifier,
        Bytes wrappedByPassword,
        Bytes recoveryVerifier,
        Bytes wrappedByRecovery,
        Bytes signature) {
    public static final int SALT_BYTES = 16;
    public static final int AUTH_KEY_BYTES = 32;

    public Credentials {
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(kdf, "kdf");
        if (version < 1) {
            throw new IllegalArgumentException("credentials count from 1, not " + version);
        }
        salt.ofSize(SALT_BYTES, "a salt");
        passwordVerifier.ofSize(32, "a verifier");
        recoveryVerifier.ofSize(32, "a verifier");
        wrappedByPassword.atMost(WireBounds.WRAPPED_BYTES_MAX, "a wrapped root");
        wrappedByRecovery.atMost(WireBounds.WRAPPED_BYTES_MAX, "a wrapped root");
        signature.ofSize(Signatures.SIGNATURE_BYTES, "a signature");
    }

    /// What a server keeps of an authentication key of 32 bytes. The key itself came through Argon2id or is random, so that one hash
    /// is enough.
    public static Bytes verifier(Bytes authKey) {
        return Purpose.AUTH_VERIFIER.sha256(authKey.array());
    }

    /// The same credentials under the root's signature.
    public Credentials signedBy(PrivateKey rootKey) {
        return with(Signatures.sign(rootKey, Purpose.CREDENTIALS, body()));
    }

    /// What an unsigned record carries in the signature's place, until [#signedBy(PrivateKey)].
    public static Bytes unsigned() {
        return new Bytes(new byte[Signatures.SIGNATURE_BYTES]);
    }

    /// Whether the root with this Ed25519 key, 32 raw bytes, signed them.
    public boolean isSignedBy(Bytes rootSign) {
        return Signatures.verifies(rootSign, Purpose.CREDENTIALS, body(), signature);
    }

    private byte[] body() {
        return new CborWriter()
                .array(11)
                .bytes(account.bytes())
                .integer(version)
                .text(user.value())
                .bytes(salt.array())
                .integer(kdf.memoryKiB())
                .integer(kdf.iterations())
                .integer(kdf.parallelism())
                .bytes(passwordVerifier.array())
                .bytes(wrappedByPassword.array())
                .bytes(recoveryVerifier.array())
                .bytes(wrappedByRecovery.array())
                .toByteArray();
    }

    private Credentials with(Bytes newSignature) {
        return new Credentials(
                account,
                version,
                user,
                salt,
                kdf,
                passwordVerifier,
                wrappedByPassword,
                recoveryVerifier,
                wrappedByRecovery,
                newSignature);
    }
}
