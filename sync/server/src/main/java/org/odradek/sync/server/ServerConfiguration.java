package org.odradek.sync.server;

import org.jspecify.annotations.Nullable;
import org.odradek.sync.server.limit.Limits;
import org.odradek.sync.server.wake.WakeKind;

import java.nio.file.Path;
import java.security.KeyStore;
import java.time.InstantSource;
import java.util.function.IntFunction;

/// What a server is started with.
///
/// @param host        the address to listen on; a loopback one without keys
/// @param port        0 for any free one
/// @param data        a folder of its own
/// @param logUrl      the engine and where it keeps its data: `jdbc:h2:file:…`, or `jdbc:postgresql:…` for several nodes
/// @param wake        how devices are woken; over one node's own engine only in process
/// @param keys        certificate and key for TLS, see [org.odradek.sync.server.http.Tls]; null for plain HTTP on loopback
/// @param limitsFile  where the limits came from, read again when it changes; null when they stay
/// @param randomBytes gives so many fresh random bytes, of cryptographic quality outside tests
public record ServerConfiguration(
        String host,
        int port,
        Path data,
        String logUrl,
        WakeKind wake,
        @Nullable KeyStore keys,
        Limits limits,
        @Nullable Path limitsFile,
        InstantSource clock,
        IntFunction<byte[]> randomBytes,
        String serverVersion) {
    private static final String LOOPBACK = "127.0.0.1";
    private static final String H2 = "jdbc:h2:file:";
    private static final String POSTGRESQL = "jdbc:postgresql:";

    public ServerConfiguration {
        if (keys == null && !host.equals(LOOPBACK)) {
            throw new IllegalArgumentException("plain HTTP is for loopback only, not " + host);
        }
        if (!isLogUrl(logUrl)) {
            throw new IllegalArgumentException("no engine for " + logUrl);
        }
        if (wake == WakeKind.POSTGRESQL && !logUrl.startsWith(POSTGRESQL)) {
            throw new IllegalArgumentException("hints by PostgreSQL are for logs in PostgreSQL");
        }
    }

    /// Plain HTTP on this machine alone, with the embedded engine in the data folder.
    public static ServerConfiguration loopback(
            int port,
            Path data,
            Limits limits,
            InstantSource clock,
            IntFunction<byte[]> randomBytes) {
        return new ServerConfiguration(
                LOOPBACK,
                port,
                data,
                embeddedLog(data),
                WakeKind.IN_PROCESS,
                null,
                limits,
                null,
                clock,
                randomBytes,
                "0.1.0");
    }

    /// Whether there is an engine for it.
    static boolean isLogUrl(String url) {
        return url.startsWith(H2) || url.startsWith(POSTGRESQL);
    }

    /// How devices are woken unless the operator says otherwise.
    static WakeKind wakeFor(String logUrl) {
        return logUrl.startsWith(POSTGRESQL) ? WakeKind.POSTGRESQL : WakeKind.IN_PROCESS;
    }

    boolean isPostgresql() {
        return logUrl.startsWith(POSTGRESQL);
    }

    /// The same server over another engine.
    public ServerConfiguration over(String otherLogUrl) {
        return new ServerConfiguration(
                host,
                port,
                data,
                otherLogUrl,
                wakeFor(otherLogUrl),
                keys,
                limits,
                limitsFile,
                clock,
                randomBytes,
                serverVersion);
    }

    /// The embedded engine's URL for a data folder.
    public static String embeddedLog(Path data) {
        return H2 + data.toAbsolutePath().resolve("log");
    }
}
