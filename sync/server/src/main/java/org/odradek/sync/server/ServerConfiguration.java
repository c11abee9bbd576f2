package org.odradek.sync.server;

import org.jspecify.annotations.Nullable;
import org.odradek.sync.server.limit.Limits;

import java.nio.file.Path;
import java.security.KeyStore;
import java.time.InstantSource;
import java.util.function.IntFunction;

/// What a server is started with.
///
/// @param host        the address to listen on; a loopback one without keys
/// @param port        0 for any free one
/// @param data        a folder of its own
/// @param logUrl      the engine and where it keeps its data: `jdbc:h2:file:…`
/// @param keys        certificate and key for TLS, see [org.odradek.sync.server.http.Tls]; null for plain HTTP on loopback
/// @param limitsFile  where the limits came from, read again when it changes; null when they stay
/// @param randomBytes gives so many fresh random bytes, of cryptographic quality outside tests
public record ServerConfiguration(
        String host,
        int port,
        Path data,
        String logUrl,
        @Nullable KeyStore keys,
        Limits limits,
        @Nullable Path limitsFile,
        InstantSource clock,
        IntFunction<byte[]> randomBytes,
        String serverVersion) {
    private static final String LOOPBACK = "127.0.0.1";

    public ServerConfiguration {
        if (keys == null && !host.equals(LOOPBACK)) {
            throw new IllegalArgumentException("plain HTTP is for loopback only, not " + host);
        }
        if (!logUrl.startsWith("jdbc:h2:file:")) {
            throw new IllegalArgumentException("no engine for " + logUrl);
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
                null,
                limits,
                null,
                clock,
                randomBytes,
                "0.1.0");
    }

    /// The embedded engine's URL for a data folder.
    public static String embeddedLog(Path data) {
        return "jdbc:h2:file:" + data.toAbsolutePath().resolve("log");
    }
}
