package org.odradek.sync.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.odradek.sync.client.account.AccountResult;
import org.odradek.sync.client.account.Joining;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/// A network that answers in place of the server until somebody has clicked: as good as none.
final class CaptivePortalTest {
    private static final String PASSWORD = "correct horse battery staple";

    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(ints = {200, 302, 401, 503})
    void givenAPortal_whenSynced_thenItIsADelayAndAfterwardsAllIsDelivered(int status)
            throws IOException {
        try (var server = new TestServer(folder.resolve("server"));
                var laptop = new TestDevice(folder.resolve("laptop"), "Laptop", server.url())) {
            assertInstanceOf(AccountResult.Done.class, laptop.create("ada", PASSWORD));
            assertEquals(SyncState.Kind.UP_TO_DATE, laptop.sync().kind());
            laptop.note("Written in a hotel", "");
            server.stop();

            try (var portal = new Portal(server.url(), status)) {
                var state = laptop.sync.once(Duration.ZERO);

                assertEquals(SyncState.Kind.DELAYED, state.kind());
                assertNull(state.reason());
                assertEquals(1, state.waitingEntries());
                assertTrue(portal.asked.get() > 0);
            }
            server.start();
            assertEquals(SyncState.Kind.UP_TO_DATE, laptop.sync().kind());
            assertEquals(0, laptop.sync.state().waitingEntries());
        }
    }

    @Test
    void givenAPortal_whenSomebodySignsInThere_thenTheServerCountsAsOutOfTouch()
            throws IOException {
        try (var server = new TestServer(folder.resolve("server"));
                var laptop = new TestDevice(folder.resolve("laptop"), "Laptop", server.url())) {
            server.stop();
            try (var _ = new Portal(server.url(), 200)) {
                assertInstanceOf(Joining.NoAnswer.class, laptop.logIn("ada", PASSWORD));
            }
        }
    }

    private static final class Portal implements AutoCloseable {
        private final HttpServer http;
        final AtomicInteger asked = new AtomicInteger();

        Portal(String url, int status) throws IOException {
            http =
                    HttpServer.create(
                            new InetSocketAddress("127.0.0.1", URI.create(url).getPort()), 0);
            http.createContext(
                    "/",
                    exchange -> {
                        asked.incrementAndGet();
                        exchange.getRequestBody().readAllBytes();
                        var page =
                                "<html>Welcome to the Hotel</html>"
                                        .getBytes(StandardCharsets.UTF_8);
                        exchange.getResponseHeaders().add("Location", "http://127.0.0.1:9/log-in");
                        exchange.sendResponseHeaders(status, page.length);
                        exchange.getResponseBody().write(page);
                        exchange.close();
                    });
            http.start();
        }

        @Override
        public void close() {
            http.stop(0);
        }
    }
}
