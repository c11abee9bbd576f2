package org.odradek.sync.client.transport;

import org.jspecify.annotations.Nullable;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.function.Predicate;

import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/// Takes a certificate that the platform vouches for, and one that the person has pinned: then its fingerprint is the server's identity,
/// and neither its host names nor its dates count. What it does not take it remembers, to be shown. Thread-safe.
final class PinningTrust implements X509TrustManager, HostnameVerifier {
    private final X509TrustManager platform;
    private final HostnameVerifier names;
    private final Predicate<CertificateFingerprint> pinned;
    private volatile @Nullable CertificateFingerprint refused;

    /// @param names how host names are verified where the platform vouches for the certificate
    PinningTrust(HostnameVerifier names, Predicate<CertificateFingerprint> pinned) {
        this.platform = platform();
        this.names = names;
        this.pinned = pinned;
    }

    private static X509TrustManager platform() {
        try {
            var factory =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init((KeyStore) null);
            for (var manager : factory.getTrustManagers()) {
                if (manager instanceof X509TrustManager found) {
                    return found;
                }
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java trusts nobody", e);
        }
        throw new IllegalStateException("this Java trusts nobody");
    }

    SSLSocketFactory sockets() {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {this}, null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no TLS", e);
        }
    }

    /// The certificate that was refused last, until one was taken.
    Optional<CertificateFingerprint> refused() {
        return Optional.ofNullable(refused);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType)
            throws CertificateException {
        var shown = CertificateFingerprint.of(chain[0]);
        if (pinned.test(shown)) {
            refused = null;
            return;
        }
        try {
            platform.checkServerTrusted(chain, authType);
            refused = null;
        } catch (CertificateException e) {
            refused = shown;
            throw e;
        }
    }

    @Override
    public boolean verify(String host, SSLSession session) {
        try {
            Certificate[] shown = session.getPeerCertificates();
            return shown[0] instanceof X509Certificate certificate
                            && pinned.test(CertificateFingerprint.of(certificate))
                    || names.verify(host, session);
        } catch (SSLPeerUnverifiedException | CertificateException e) {
            return false;
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType)
            throws CertificateException {
        platform.checkClientTrusted(chain, authType);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return platform.getAcceptedIssuers();
    }
}
