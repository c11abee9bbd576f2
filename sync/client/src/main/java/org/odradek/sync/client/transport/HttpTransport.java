package org.odradek.sync.client.transport;

import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;

import okio.ByteString;

import org.jspecify.annotations.Nullable;
import org.odradek.sync.protocol.wire.MalformedMessageException;
import org.odradek.sync.protocol.wire.Token;
import org.odradek.sync.protocol.wire.Wake;
import org.odradek.sync.protocol.wire.Wire;
import org.odradek.sync.protocol.wire.WireBounds;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// Requests over HTTPS by OkHttp; plain HTTP is taken for this machine alone.
public final class HttpTransport implements Transport {
    /// A page of 4 MiB over a slow line takes its time; a request that lasts longer is as good as lost and is sent again.
    private static final Duration CALL_MAX = Duration.ofSeconds(60);

    /// The server must be there at once or not at all: the person sees nothing of it either way.
    private static final Duration CONNECT_MAX = Duration.ofSeconds(10);

    /// A line on which nothing comes for so long is dead. A server lets no request wait longer for its turn, but may well do so for most
    /// of this time when everybody comes back at once after an outage.
    private static final Duration SILENCE_MAX = Duration.ofSeconds(30);

    /// Half-open connections are noticed within two of these.
    private static final Duration PING_EVERY = Duration.ofSeconds(25);

    /// A page, its names and numbers.
    private static final long BODY_BYTES_MAX = 2L * WireBounds.PAGE_BYTES_MAX;

    private static final MediaType CBOR = MediaType.get(Wire.MEDIA_TYPE);

    private final HttpUrl base;
    private final OkHttpClient client;

    /// Null for plain HTTP.
    private final @Nullable PinningTrust trust;

    private HttpTransport(HttpUrl base, Predicate<CertificateFingerprint> pinned, Proxies proxies) {
        this.base = base;
        var builder =
                new OkHttpClient.Builder()
                        .callTimeout(CALL_MAX)
                        .connectTimeout(CONNECT_MAX)
                        .readTimeout(SILENCE_MAX)
                        .pingInterval(PING_EVERY)
                        .proxySelector(proxies)
                        .proxyAuthenticator(proxies)
                        .followRedirects(false)
                        .retryOnConnectionFailure(true);
        trust =
                base.isHttps()
                        ? new PinningTrust(builder.build().hostnameVerifier(), pinned)
                        : null;
        if (trust != null) {
            builder.sslSocketFactory(trust.sockets(), trust).hostnameVerifier(trust);
        }
        this.client = builder.build();
    }

    /// As below, and takes only certificates that the platform vouches for.
    public static Optional<HttpTransport> to(String url) {
        return to(url, _ -> false);
    }

    /// Empty when the text is no address of a server: not `https://`, nor `http://` of this machine.
    ///
    /// @param pinned says which certificates are taken although the platform does not vouch for them; any thread
    public static Optional<HttpTransport> to(String url, Predicate<CertificateFingerprint> pinned) {
        return to(url, pinned, new Proxies(System.getenv()));
    }

    static Optional<HttpTransport> to(
            String url, Predicate<CertificateFingerprint> pinned, Proxies proxies) {
        var parsed = HttpUrl.parse(url);
        if (parsed == null || (!parsed.isHttps() && !isLoopback(parsed.host()))) {
            return Optional.empty();
        }
        return Optional.of(new HttpTransport(parsed, pinned, proxies));
    }

    private static boolean isLoopback(String host) {
        if (host.equals("localhost")) {
            return true;
        }
        boolean literal = host.matches("[0-9.]+") || host.contains(":");
        try {
            return literal && InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    @Override
    public Raw send(Request request) {
        try (var response = client.newCall(built(request)).execute()) {
            return new Raw.Arrived(response.code(), bounded(response));
        } catch (IOException e) {
            return new Raw.Silent(e.getClass().getSimpleName());
        }
    }

    @Override
    public <T> Supplier<T> begin(Request request, Function<Raw, T> read) {
        var answer = new CompletableFuture<Raw>();
        client.newCall(built(request))
                .enqueue(
                        new Callback() {
                            @Override
                            public void onFailure(Call call, IOException e) {
                                answer.complete(new Raw.Silent(e.getClass().getSimpleName()));
                            }

                            @Override
                            public void onResponse(Call call, Response response) {
                                try (response) {
                                    answer.complete(
                                            new Raw.Arrived(response.code(), bounded(response)));
                                } catch (IOException e) {
                                    onFailure(call, e);
                                } finally {
                                    // Whatever happened, who waits must not wait for ever.
                                    answer.complete(new Raw.Silent("no answer"));
                                }
                            }
                        });
        return answer.thenApply(read)::join;
    }

    private okhttp3.Request built(Request request) {
        var url = base.resolve(request.path());
        if (url == null) {
            throw new IllegalArgumentException("no path " + request.path());
        }
        var builder = new okhttp3.Request.Builder().url(url);
        authorize(builder, request.token());
        byte[] body = request.body();
        builder.method(request.method(), body == null ? null : RequestBody.create(body, CBOR));
        return builder.build();
    }

    @Override
    public Optional<CertificateFingerprint> refusedCertificate() {
        return trust == null ? Optional.empty() : trust.refused();
    }

    private static byte[] bounded(Response response) throws IOException {
        var source = response.body().source();
        if (source.request(BODY_BYTES_MAX + 1)) {
            throw new IOException("an answer of more than " + BODY_BYTES_MAX + " bytes");
        }
        return source.readByteArray();
    }

    private static void authorize(okhttp3.Request.Builder builder, @Nullable Token token) {
        if (token != null) {
            builder.header("Authorization", "Bearer " + token.value());
        }
    }

    @Override
    public AutoCloseable listen(Token token, Consumer<Wake> woken, Runnable closed) {
        var url = base.resolve("/v1/wake");
        if (url == null) {
            throw new IllegalArgumentException("no wake channel at " + base);
        }
        var builder = new okhttp3.Request.Builder().url(url);
        authorize(builder, token);
        var once = new AtomicBoolean();
        Runnable closedOnce =
                () -> {
                    if (once.compareAndSet(false, true)) {
                        closed.run();
                    }
                };
        var socket =
                client.newWebSocket(
                        builder.build(),
                        new WebSocketListener() {
                            @Override
                            public void onMessage(WebSocket webSocket, ByteString bytes) {
                                try {
                                    woken.accept(Wire.decode(bytes.toByteArray(), Wake.class));
                                } catch (MalformedMessageException e) {
                                    // A frame is only a hint; one that cannot be read is a lost
                                    // one.
                                    webSocket.cancel();
                                }
                            }

                            @Override
                            public void onClosing(WebSocket webSocket, int code, String reason) {
                                webSocket.close(code, null);
                                closedOnce.run();
                            }

                            @Override
                            public void onFailure(
                                    WebSocket webSocket,
                                    Throwable cause,
                                    @Nullable Response response) {
                                closedOnce.run();
                            }
                        });
        return socket::cancel;
    }

    @Override
    public void renew() {
        client.dispatcher().cancelAll();
        client.connectionPool().evictAll();
    }

    @Override
    public void close() {
        client.dispatcher().executorService().shutdown();
        client.connectionPool().evictAll();
    }
}
