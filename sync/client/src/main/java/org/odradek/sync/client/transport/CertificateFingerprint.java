package org.odradek.sync.client.transport;

import org.odradek.sync.protocol.Bytes;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/// By what a person tells a server's certificate from another one: the SHA-256 of its DER form, as `openssl x509 -fingerprint -sha256`
/// prints it.
public record CertificateFingerprint(Bytes hash) {
    private static final int HASH_BYTES = 32;
    private static final int GROUP_DIGITS = 4;

    public CertificateFingerprint {
        hash.ofSize(HASH_BYTES, "the fingerprint of a certificate");
    }

    static CertificateFingerprint of(X509Certificate certificate)
            throws CertificateEncodingException {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            return new CertificateFingerprint(new Bytes(digest));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /// Reads 64 hexadecimal digits; colons, blanks and the case of letters do not count. Empty for anything else.
    public static Optional<CertificateFingerprint> parse(String words) {
        var digits = words.replaceAll("[:\\s]", "").toLowerCase(Locale.ROOT);
        if (!digits.matches("[0-9a-f]{" + 2 * HASH_BYTES + "}")) {
            return Optional.empty();
        }
        return Optional.of(new CertificateFingerprint(Bytes.ofHex(digits)));
    }

    /// In groups of four that can be read aloud.
    @Override
    public String toString() {
        var digits = HexFormat.of().withUpperCase().formatHex(hash.array());
        return digits.replaceAll("(.{" + GROUP_DIGITS + "})(?!$)", "$1 ");
    }
}
