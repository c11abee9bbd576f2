package org.odradek.sync.server.http;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;
import org.odradek.sync.protocol.wire.Refusal;
import org.odradek.sync.server.limit.Limits;

import java.io.IOException;
import java.security.KeyStore;

/// Stands at the server's port while its data does not open yet: the process is alive, not ready, and whoever asks is told to come again.
/// No body is read, and every line ends with its first answer.
public final class WaitingFront implements AutoCloseable {
    private static final long AGAIN_MS = 2_000;

    private final Server jetty;
    private final ServerConnector connector;

    private WaitingFront(Server jetty, ServerConnector connector) {
        this.jetty = jetty;
        this.connector = connector;
    }

    /// Listens, then answers.
    ///
    /// @param port 0 for any free one
    /// @param keys null for plain HTTP
    public static WaitingFront start(String host, int port, @Nullable KeyStore keys, Limits limits)
            throws IOException {
        var threads = new QueuedThreadPool(HttpFront.PLATFORM_THREADS_MAX);
        threads.setName("odradek-waiting");
        var jetty = new Server(threads);
        var connector = HttpFront.connector(jetty, keys);
        connector.setHost(host);
        connector.setPort(port);
        connector.setIdleTimeout(Lines.HEAD_MAX.toMillis());
        connector.addBean(
                new Lines(
                        limits::linesMax,
                        limits::linesPerAddressMax,
                        System::nanoTime,
                        new SimpleMeterRegistry()));
        jetty.addConnector(connector);
        jetty.setHandler(new ComeAgain());
        jetty.setErrorHandler(new PlainErrors());
        HttpFront.listen(jetty);
        return new WaitingFront(jetty, connector);
    }

    private static final class ComeAgain extends Handler.Abstract {
        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            response.getHeaders().put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE);
            boolean isForHealth =
                    request.getMethod().equals("GET")
                            && Request.getPathInContext(request).equals("/healthz");
            Api.write(
                    isForHealth
                            ? new Answer.Text("ok\n", "text/plain")
                            : new Answer.Refused(new Refusal.Busy(AGAIN_MS)),
                    response,
                    callback);
            return true;
        }
    }

    int port() {
        return connector.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        try {
            jetty.stop();
        } catch (Exception e) {
            // Jetty declares no less.
            throw new IOException("the server did not stop waiting: " + e.getMessage(), e);
        }
    }
}
