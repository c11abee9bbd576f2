package org.odradek.sync.client.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/// Lines that lead nowhere, and those that lead through a proxy.
final class HttpTransportTest {
    private static final Transport.Request ANY =
            new Transport.Request("GET", "/v1/heads", null, null);

    @Test
    void givenARequestOnADeadLine_whenTheLinesAreRenewed_thenItEndsAtOnce()
            throws IOException, ExecutionException, InterruptedException {
        try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var transport =
                        HttpTransport.to("http://127.0.0.1:" + silent.getLocalPort())
                                .orElseThrow()) {
            var answer = CompletableFuture.supplyAsync(() -> transport.send(ANY));
            try (var line = silent.accept()) {
                assertTrue(line.getInputStream().read() >= 0, "the request is on its way");

                transport.renew();

                var ended = assertInstanceOf(Transport.Raw.Silent.class, answer.get());
                assertNotEquals("SocketTimeoutException", ended.why());
            }
        }
    }

    @Test
    void givenAProxyWithAPassword_whenAsked_thenTheServerIsReachedThroughIt() throws Exception {
        try (var proxy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var proxies =
                    new Proxies(
                            Map.of(
                                    "https_proxy",
                                    "http://ada:secret@127.0.0.1:" + proxy.getLocalPort()));
            var heard = CompletableFuture.supplyAsync(() -> refuse(proxy));
            try (var transport =
                    HttpTransport.to("https://notes.invalid:8443", _ -> false, proxies)
                            .orElseThrow()) {
                assertInstanceOf(Transport.Raw.Silent.class, transport.send(ANY));
            }

            assertEquals("CONNECT notes.invalid:8443 HTTP/1.1", heard.get().getFirst());
            assertTrue(
                    heard.get().contains("Proxy-Authorization: Basic YWRhOnNlY3JldA=="),
                    heard.get().toString());
        }
    }

    private static List<String> refuse(ServerSocket proxy) {
        try (var line = proxy.accept();
                var in =
                        new BufferedReader(
                                new InputStreamReader(
                                        line.getInputStream(), StandardCharsets.US_ASCII))) {
            var head = new ArrayList<String>();
            for (var each = in.readLine(); each != null && !each.isEmpty(); each = in.readLine()) {
                head.add(each);
            }
            line.getOutputStream()
                    .write("HTTP/1.1 403 No\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            return head;
        } catch (IOException e) {
            return List.of(e.toString());
        }
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "proxy.example:3128,    -,                https://notes.org,       "
                        + " proxy.example:3128",
                "http://proxy.example,  -,                https://notes.org,       "
                        + " proxy.example:80",
                "proxy.example:3128,    notes.org,        https://notes.org,        -",
                "proxy.example:3128,    'a.org, .notes.org', https://My.Notes.org,  -",
                "proxy.example:3128,    otes.org,         https://notes.org,       "
                        + " proxy.example:3128",
                "proxy.example:3128,    *,                https://notes.org,        -",
                "proxy.example:3128,    -,                http://127.0.0.1:8080,    -",
                "https://proxy.example, -,                https://notes.org,        -",
                "'',                    -,                https://notes.org,        -",
                "-,                     -,                https://notes.org,        -",
            })
    void givenTheEnvironment_whenAServerIsLookedFor_thenItsProxyIsTakenUnlessExcepted(
            String proxy, String except, String server, String expected) {
        var environment = new HashMap<String, String>();
        environment.put("HTTPS_PROXY", proxy == null ? "" : proxy);
        environment.put("no_proxy", except == null ? "" : except);

        var chosen = new Proxies(environment).select(URI.create(server)).getFirst();

        assertEquals(
                expected,
                chosen.equals(Proxy.NO_PROXY)
                        ? null
                        : ((InetSocketAddress) chosen.address()).getHostString()
                                + ":"
                                + ((InetSocketAddress) chosen.address()).getPort());
    }
}
