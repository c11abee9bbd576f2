package org.odradek.sync.server.http;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.wire.Refusal;
import org.odradek.sync.protocol.wire.Wire;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/// Jetty's side of answering: reads bodies within their bounds, hands them to the reception, writes answers. Runs on virtual threads.
final class Api extends Handler.Abstract {
    /// Bodies that are on their way may take up one part in so many of the heap.
    private static final int BODIES_SHARE = 4;

    /// A body that is turned down is read and forgotten unless it is longer: who still sends when the line is closed hears no answer.
    private static final long PASSED_OVER_BYTES_MAX = 16 << 20;

    private static final Duration[] BUCKETS = {
        Duration.ofMillis(10),
        Duration.ofMillis(50),
        Duration.ofMillis(250),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5)
    };
    private static final long BUSY_MS = 1_000;

    private final Reception reception;
    private final MeterRegistry meters;
    private final Turns turns;
    private final WakeRoute wake;
    private final Lines lines;
    private final AtomicInteger underway = new AtomicInteger();
    private final BodiesInMemory bodies =
            new BodiesInMemory(Runtime.getRuntime().maxMemory() / BODIES_SHARE);

    Api(Reception reception, WakeRoute wake, Lines lines, Turns turns) {
        super(InvocationType.BLOCKING);
        this.turns = turns;
        this.lines = lines;
        this.reception = reception;
        this.wake = wake;
        this.meters = reception.meters();
        Gauge.builder("odradek.requests.underway", underway, AtomicInteger::doubleValue)
                .register(meters);
        Gauge.builder("odradek.requests.waiting", turns, Turns::waiting).register(meters);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        if (reception.isDraining()) {
            response.getHeaders().put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE);
        }
        var endPoint = request.getConnectionMetaData().getConnection().getEndPoint();
        lines.began(endPoint);
        underway.incrementAndGet();
        return answered(
                request,
                response,
                Callback.from(
                        callback,
                        () -> {
                            underway.decrementAndGet();
                            lines.ended(endPoint);
                        }));
    }

    private boolean answered(Request request, Response response, Callback callback) {
        var sample = Timer.start(meters);
        var path = Request.getPathInContext(request);
        if (path.equals(WakeRoute.PATH) && request.getMethod().equals("GET")) {
            switch (turns.take(() -> wake.answer(request, response, callback))
                    .orElseGet(() -> new WakeRoute.Handshake.Refused(waitedTooLong()))) {
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
                        .serviceLevelObjectives(BUCKETS)
                        .register(meters));
    }

    /// The body first, however long it takes to come; only then a place among those that are worked on.
    private Answer answer(Route route, String path, Request request) {
        try (var in = Request.asInputStream(request)) {
            var reading =
                    request.getLength() > route.bodyBytesMax()
                            ? new BodiesInMemory.Reading.TooLarge()
                            : bodies.read(in, route.bodyBytesMax());
            return switch (reading) {
                case BodiesInMemory.Reading.Read(var body) -> {
                    try {
                        yield inTurn(route, path, request, body);
                    } finally {
                        bodies.done(body);
                    }
                }
                case BodiesInMemory.Reading.TooLarge() -> {
                    passOver(in, request);
                    yield new Answer.Refused(new Refusal.TooLarge(route.bodyBytesMax()));
                }
                case BodiesInMemory.Reading.NoRoom() -> {
                    passOver(in, request);
                    yield new Answer.Refused(
                            reception.busy().because("too many bytes under way", BUSY_MS));
                }
            };
        } catch (IOException e) {
            return new Answer.Refused(new Refusal.Malformed("the body ended early"));
        }
    }

    private static void passOver(InputStream in, Request request) throws IOException {
        if (request.getLength() <= PASSED_OVER_BYTES_MAX) {
            var _ = in.skip(PASSED_OVER_BYTES_MAX);
        }
    }

    private Answer inTurn(Route route, String path, Request request, Bytes body) {
        var query = Optional.ofNullable(request.getHttpURI().getQuery()).orElse("");
        var authorization =
                Optional.ofNullable(request.getHeaders().get(HttpHeader.AUTHORIZATION)).orElse("");
        Supplier<Answer> work = () -> reception.answer(route, path, query, authorization, body);
        return route instanceof Route.Watch
                ? work.get()
                : turns.take(work).orElseGet(() -> new Answer.Refused(waitedTooLong()));
    }

    private Refusal waitedTooLong() {
        return reception.busy().because("too many requests in line", BUSY_MS);
    }

    static void write(Answer answer, Response response, Callback callback) {
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
