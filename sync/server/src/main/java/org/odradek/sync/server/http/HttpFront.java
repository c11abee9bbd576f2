package org.odradek.sync.server.http;

import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Jetty, with every route: a virtual thread a request, platform threads for its selectors only.
public final class HttpFront implements AutoCloseable {
    /// Requests that were accepted get so long to end when the server goes down.
    private static final Duration DRAIN = Duration.ofSeconds(10);

    /// Connections that wait to be accepted: a fleet comes back at once, and the platform keeps no more than its own bound.
    private static final int KNOCKING_MAX = 4096;

    /// A line on which nothing moves for so long is dead; devices ping their wake channel more often.
    private static final Duration IDLE = Duration.ofMinutes(2);

    /// How often lines are looked at that take too long.
    private static final Duration SWEEP = Duration.ofSeconds(5);

    /// Selectors and acceptors; requests do not run here.
    static final int PLATFORM_THREADS_MAX = 32;

    private final Server jetty;
    private final ServerConnector connector;
    private final WakeChannels channels;
    private final Reception reception;
    private final ScheduledExecutorService sweeper =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("odradek-lines").factory());

    private HttpFront(
            Server jetty, ServerConnector connector, WakeChannels channels, Reception reception) {
        this.reception = reception;
        this.jetty = jetty;
        this.connector = connector;
        this.channels = channels;
    }

    /// Listens, then answers.
    ///
    /// @param port 0 for any free one
    /// @param keys null for plain HTTP
    public static HttpFront start(
            String host, int port, @Nullable KeyStore keys, Reception reception)
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
        connector.setAcceptQueueSize(KNOCKING_MAX);
        jetty.addConnector(connector);
        var channels = reception.wakeChannels();
        var lines =
                new Lines(
                        () -> reception.limits().linesMax(),
                        () -> reception.limits().linesPerAddressMax(),
                        System::nanoTime,
                        reception.meters());
        connector.addBean(lines);
        jetty.setHandler(handler(reception, channels, lines, new Turns(Turns.AT_ONCE_MAX)));
        jetty.setErrorHandler(new PlainErrors());
        jetty.setStopTimeout(DRAIN.toMillis());
        try {
            listen(jetty);
        } catch (IOException e) {
            channels.close();
            throw e;
        }
        var front = new HttpFront(jetty, connector, channels, reception);
        var _ =
                front.sweeper.scheduleWithFixedDelay(
                        lines::sweep, SWEEP.toMillis(), SWEEP.toMillis(), TimeUnit.MILLISECONDS);
        return front;
    }

    static void listen(Server jetty) throws IOException {
        try {
            jetty.start();
        } catch (Exception e) {
            // Jetty declares no less; the message names the port that is taken.
            throw new IOException("the server cannot listen: " + e.getMessage(), e);
        }
    }

    static Drain handler(Reception reception, WakeChannels channels, Lines lines, Turns turns) {
        var wake = new WakeRoute(reception.door(), channels, lines, IDLE, reception.busy());
        return new Drain(new Api(reception, wake, lines, turns));
    }

    static ServerConnector connector(Server jetty, @Nullable KeyStore keys) {
        var configuration = new HttpConfiguration();
        configuration.setSendServerVersion(false);
        var http = new HttpConnectionFactory(configuration);
        configuration.setUseInputDirectByteBuffers(false);
        configuration.setUseOutputDirectByteBuffers(false);
        if (keys == null) {
            return connector(jetty, http);
        }
        // Devices decide by the certificate whom they speak to; by what name they found the server
        // is nothing to it.
        boolean isNameChecked = false;
        configuration.addCustomizer(new SecureRequestCustomizer(isNameChecked));
        var tls = new SslContextFactory.Server();
        tls.setKeyStore(keys);
        tls.setKeyStorePassword(Tls.IN_MEMORY);
        tls.setIncludeProtocols("TLSv1.3", "TLSv1.2");
        return connector(jetty, new SslConnectionFactory(tls, http.getProtocol()), http);
    }

    /// No buffer is ever handed from one line to another: after a broken head two of Jetty's threads may be in one connection, and
    /// one of them gives back what the other still reads into. They are plain arrays, which cost little to make.
    private static ServerConnector connector(Server jetty, ConnectionFactory... protocols) {
        int asJettyChooses = -1;
        return new ServerConnector(
                jetty,
                null,
                null,
                new ByteBufferPool.NonPooling(),
                asJettyChooses,
                asJettyChooses,
                protocols);
    }

    /// The port that is listened on.
    public int port() {
        return connector.getLocalPort();
    }

    /// Takes no more, lets what was accepted end, closes the wake channels.
    @Override
    public void close() throws IOException {
        reception.drain();
        // Nobody who hears that the server goes away may find it still listening.
        connector.close();
        channels.close();
        sweeper.shutdown();
        try {
            jetty.stop();
        } catch (Exception e) {
            // Jetty declares no less.
            throw new IOException("the server did not drain: " + e.getMessage(), e);
        }
    }
}
