package org.odradek.sync.server.http;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.websocket.server.WebSocketUpgradeHandler;
import org.jspecify.annotations.Nullable;
import org.odradek.sync.server.account.Accounts;
import org.odradek.sync.server.account.ControlLogs;
import org.odradek.sync.server.account.Tokens;
import org.odradek.sync.server.blob.BlobStore;
import org.odradek.sync.server.limit.Limits;
import org.odradek.sync.server.limit.Rate;
import org.odradek.sync.server.log.AccountLog;
import org.odradek.sync.server.wake.WakeBus;

import java.io.IOException;
import java.security.KeyStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;

/// Jetty, with every route: a virtual thread a request, platform threads for its selectors only.
public final class HttpFront implements AutoCloseable {
    /// Requests that were accepted get so long to end when the server goes down.
    private static final Duration DRAIN = Duration.ofSeconds(10);

    /// A line on which nothing moves for so long is dead; devices ping their wake channel more often.
    private static final Duration IDLE = Duration.ofMinutes(2);

    /// Selectors and acceptors; requests do not run here.
    private static final int PLATFORM_THREADS_MAX = 32;

    private final Server jetty;
    private final ServerConnector connector;

    private HttpFront(Server jetty, ServerConnector connector) {
        this.jetty = jetty;
        this.connector = connector;
    }

    /// What the routes work on.
    public record Parts(
            AccountLog log,
            BlobStore blobs,
            WakeBus wakes,
            Accounts accounts,
            ControlLogs controlLogs,
            Tokens tokens,
            Limits limits,
            InstantSource clock,
            PrometheusMeterRegistry meters,
            String serverVersion) {}

    /// Listens, then answers.
    ///
    /// @param port 0 for any free one
    /// @param keys null for plain HTTP
    public static HttpFront start(String host, int port, @Nullable KeyStore keys, Parts parts)
            throws IOException {
        var threads = new QueuedThreadPool(PLATFORM_THREADS_MAX);
        threads.setName("odradek-http");
        threads.setVirtualThreadsExecutor(
                VirtualThreads.getNamedVirtualThreadsExecutor("odradek-request-"));
        var jetty = new Server(threads);
        var connector = connector(jetty, keys);
        connector.setHost(host);
        connector.setPort(port);
        connector.setIdleTimeout(IDLE.toMillis());
        jetty.addConnector(connector);
        jetty.setHandler(handlers(jetty, parts));
        jetty.setErrorHandler(new PlainErrors());
        jetty.setStopTimeout(DRAIN.toMillis());
        try {
            jetty.start();
        } catch (Exception e) {
            // Jetty declares no less; the message names the port that is taken.
            throw new IOException("the server cannot listen: " + e.getMessage(), e);
        }
        return new HttpFront(jetty, connector);
    }

    private static ServerConnector connector(Server jetty, @Nullable KeyStore keys) {
        var configuration = new HttpConfiguration();
        configuration.setSendServerVersion(false);
        var http = new HttpConnectionFactory(configuration);
        if (keys == null) {
            return new ServerConnector(jetty, http);
        }
        var tls = new SslContextFactory.Server();
        tls.setKeyStore(keys);
        tls.setKeyStorePassword(Tls.IN_MEMORY);
        tls.setIncludeProtocols("TLSv1.3", "TLSv1.2");
        return new ServerConnector(jetty, new SslConnectionFactory(tls, http.getProtocol()), http);
    }

    private static GracefulHandler handlers(Server jetty, Parts parts) {
        var limits = parts.limits();
        var requests = new Rate(limits.requestsPerMinute(), parts.clock());
        var logIns = new Rate(limits.logInsPerMinute(), parts.clock());
        var door = new Door(parts.tokens(), parts.controlLogs(), requests);
        var routes = new ArrayList<Route>();
        routes.addAll(
                new OperatorRoutes(
                                parts.log(),
                                parts.meters(),
                                limits,
                                parts.clock(),
                                parts.serverVersion())
                        .routes());
        routes.addAll(
                new EntryRoutes(
                                parts.accounts(),
                                parts.log(),
                                parts.controlLogs(),
                                limits,
                                logIns,
                                requests)
                        .routes());
        routes.addAll(
                new LogRoutes(parts.log(), parts.blobs(), parts.wakes(), limits, parts.clock())
                        .routes());
        routes.addAll(
                new ControlRoutes(
                                parts.log(),
                                parts.controlLogs(),
                                parts.wakes(),
                                limits,
                                requests,
                                parts.clock())
                        .routes());
        routes.addAll(new BlobRoutes(parts.log(), parts.blobs(), limits).routes());
        var wake = new WakeRoute(door, parts.log(), parts.wakes(), parts.meters());
        var sockets =
                WebSocketUpgradeHandler.from(
                        jetty,
                        container -> {
                            container.setIdleTimeout(IDLE);
                            // Devices send nothing but pings on this channel.
                            container.setMaxBinaryMessageSize(1024);
                            container.setMaxTextMessageSize(1024);
                            container.setMaxFrameSize(1024);
                            container.addMapping("/v1/wake", wake::create);
                        });
        sockets.setHandler(new Api(door, routes, parts.meters()));
        return new GracefulHandler(sockets);
    }

    /// The port that is listened on.
    public int port() {
        return connector.getLocalPort();
    }

    /// Takes no more, lets what was accepted end, closes the wake channels.
    @Override
    public void close() throws IOException {
        try {
            jetty.stop();
        } catch (Exception e) {
            // Jetty declares no less.
            throw new IOException("the server did not drain: " + e.getMessage(), e);
        }
    }
}
