package org.odradek.sync.server.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/// The server's certificate and key, from PEM files (RFC 7468).
public final class Tls {
    /// The key store lives in memory; its password protects nothing.
    static final String IN_MEMORY = "in memory";

    private static final Pattern KEY =
            Pattern.compile(
                    "-----BEGIN PRIVATE KEY-----(.*?)-----END PRIVATE KEY-----", Pattern.DOTALL);

    private Tls() {}

    /// What came of reading.
    public sealed interface Reading {
        record Read(KeyStore keys) implements Reading {}

        /// @param sentence one sentence for the operator
        record Refused(String sentence) implements Reading {}
    }

    /// @param certificateFile the server's certificate, and those above it
    /// @param keyFile         its key, PKCS #8, not encrypted
    public static Reading read(Path certificateFile, Path keyFile) {
        try {
            var content = Files.readAllBytes(certificateFile);
            var chain =
                    CertificateFactory.getInstance("X.509")
                            .generateCertificates(new ByteArrayInputStream(content))
                            .toArray(new Certificate[0]);
            if (chain.length == 0) {
                return new Reading.Refused(
                        "The certificate file " + certificateFile + " holds no certificate.");
            }
            var key = KEY.matcher(Files.readString(keyFile, StandardCharsets.ISO_8859_1));
            if (!key.find()) {
                return new Reading.Refused(
                        "The key file " + keyFile + " holds no PEM key of the form PRIVATE KEY.");
            }
            var keys = KeyStore.getInstance("PKCS12");
            keys.load(null, null);
            var encoded = Base64.getMimeDecoder().decode(key.group(1));
            keys.setKeyEntry("server", privateKey(encoded), IN_MEMORY.toCharArray(), chain);
            return new Reading.Read(keys);
        } catch (IOException e) {
            return new Reading.Refused("The file " + e.getMessage() + " cannot be read.");
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return new Reading.Refused(
                    "The certificate or key cannot be used: " + e.getMessage() + ".");
        }
    }

    private static PrivateKey privateKey(byte[] encoded) throws GeneralSecurityException {
        var failure = new InvalidKeySpecException("it is neither an EC, an RSA nor an Ed25519 key");
        for (var algorithm : List.of("EC", "RSA", "Ed25519")) {
            try {
                return KeyFactory.getInstance(algorithm)
                        .generatePrivate(new PKCS8EncodedKeySpec(encoded));
            } catch (InvalidKeySpecException e) {
                failure.addSuppressed(e);
            }
        }
        throw failure;
    }
}
