package org.odradek.app;

import org.odradek.sync.client.transport.CertificateFingerprint;
import org.odradek.sync.client.transport.Transport;

import java.util.Optional;
import java.util.function.Predicate;

/// Opens the way to a server.
@FunctionalInterface
interface ServerWay {
    /// Empty when that is no address of a server.
    ///
    /// @param pinned says which certificates the person took for the server's own
    Optional<? extends Transport> to(String url, Predicate<CertificateFingerprint> pinned);
}
