package org.odradek.sync.server.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.wire.Refusal;
import org.odradek.sync.protocol.wire.Wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Jetty's side of answering: reads bodies within their bounds, hands them to the reception, writes answers. Runs on virtual threads.
final class Api extends Handler.Abstract {
    /// Bodies are held whole in memory: so many at once, each of at most `request.bytes`, are what a small machine can take.
    private static final int REQUESTS_AT_ONCE_MAX = 64;

    /// Others wait in line for so long, on threads that cost little: a fleet that comes back at once after an outage.
    private static final Duration IN_LINE_MAX = Duration.ofSeconds(10);

    private static final long BUSY_MS = 1_000;

    private final Reception reception;
    private final MeterRegistry meters;
    private final Semaphore room = new Semaphore(REQUESTS_AT_ONCE_MAX, true);
    private final WakeRoute wake;

    Api(Reception reception, WakeRoute wake) {
        super(InvocationType.BLOCKING);
        this.reception = reception;
        this.wake = wake;
        this.meters = reception.meters();
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        var sample = Timer.start(meters);
        var path = Request.getPathInContext(request);
        if (path.equals(WakeRoute.PATH) && request.getMethod().equals("GET")) {
            switch (wake.answer(request, response, callback)) {
                case WakeRoute.Handshake.Done() -> took(sample, "GET " + WakeRoute.PATH, 101);
                case WakeRoute.Handshake.Refused(var refusal) -> {
                    took(sample, "GET " + WakeRoute.PATH, Statuses.of(refusal));
                    write(new Answer.Refused(refusal), response, callback);
                }
            }
            return true;
        }
        var route = reception.route(request.getMethod(), path);
        var answer =
                route.map(found -> answer(found, path, request))
                        .orElse(new Answer.Refused(new Refusal.NotFound()));
        var name = route.map(found -> found.method() + " " + found.path()).orElse("none");
        took(sample, name, Statuses.of(answer));
        write(answer, response, callback);
        return true;
    }

    private void took(Timer.Sample sample, String route, int status) {
        sample.stop(
                Timer.builder("odradek.request")
                        .tag("route", route)
                        .tag("status", Integer.toString(status))
                        .register(meters));
    }

    private Answer answer(Route route, String path, Request request) {
        try {
            if (!room.tryAcquire(IN_LINE_MAX.toMillis(), TimeUnit.MILLISECONDS)) {
                return new Answer.Refused(new Refusal.Busy(BUSY_MS));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer.Refused(new Refusal.Busy(BUSY_MS));
        }
        try {
            var body = body(request, route.bodyBytesMax());
            if (body.isEmpty()) {
                return new Answer.Refused(new Refusal.TooLarge(route.bodyBytesMax()));
            }
            var query = Optional.ofNullable(request.getHttpURI().getQuery()).orElse("");
            var authorization =
                    Optional.ofNullable(request.getHeaders().get(HttpHeader.AUTHORIZATION));
            return reception.answer(route, path, query, authorization.orElse(""), body.get());
        } catch (IOException e) {
            return new Answer.Refused(new Refusal.Malformed("the body ended early"));
        } finally {
            room.release();
        }
    }

    /// The whole body; empty when it is larger than the bound.
    private static Optional<Bytes> body(Request request, int bytesMax) throws IOException {
        if (request.getLength() > bytesMax) {
            return Optional.empty();
        }
        try (var in = Request.asInputStream(request)) {
            var body = in.readNBytes(bytesMax + 1);
            return body.length > bytesMax ? Optional.empty() : Optional.of(new Bytes(body));
        }
    }

    private static void write(Answer answer, Response response, Callback callback) {
        var content = Reception.content(answer);
        var mediaType =
                switch (answer) {
                    case Answer.Message _, Answer.Refused _ -> Wire.MEDIA_TYPE;
                    case Answer.Octets _ -> "application/octet-stream";
                    case Answer.Text(_, var type) -> type;
                };
        if (answer instanceof Answer.Refused(var refusal)) {
            refusal.retryAfter()
                    .ifPresent(
                            ms ->
                                    response.getHeaders()
                                            .put(HttpHeader.RETRY_AFTER, (ms + 999) / 1000));
        }
        response.setStatus(Statuses.of(answer));
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, mediaType);
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, content.length);
        response.write(true, ByteBuffer.wrap(content), callback);
    }
}
