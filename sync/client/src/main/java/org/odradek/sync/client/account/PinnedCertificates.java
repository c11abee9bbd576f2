package org.odradek.sync.client.account;

import org.odradek.store.LocalFacts;
import org.odradek.sync.client.transport.CertificateFingerprint;
import org.odradek.sync.protocol.Bytes;

import java.util.Optional;

/// The certificates that the person on this device takes for a server's own, one for each server, durably. They stay when the profile
/// joins another account. Thread-safe.
public final class PinnedCertificates {
    private static final String CERTIFICATE = "certificate.";

    private final LocalFacts facts;

    public PinnedCertificates(LocalFacts facts) {
        this.facts = facts;
    }

    public Optional<CertificateFingerprint> of(String serverUrl) {
        return facts.get(CERTIFICATE + serverUrl)
                .map(hash -> new CertificateFingerprint(new Bytes(hash)));
    }

    /// From now on this certificate, and no earlier one, is the server's.
    public void pin(String serverUrl, CertificateFingerprint certificate) {
        facts.put(CERTIFICATE + serverUrl, certificate.hash().array());
    }
}
