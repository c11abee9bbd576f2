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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/// Answers requests: reads bodies within their bounds, hands calls to the door, writes answers. Runs on virtual threads.
final class Api extends Handler.Abstract {
    /// Bodies are held whole in memory: so many at once, each of at most `request.bytes`, are what a small machine can take.
    private static final int REQUESTS_AT_ONCE_MAX = 64;

    private static final long BUSY_MS = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(Api.class);

    private final Door door;
    private final List<Route> routes;
    private final MeterRegistry meters;
    private final Semaphore room = new Semaphore(REQUESTS_AT_ONCE_MAX);

    Api(Door door, List<Route> routes, MeterRegistry meters) {
        super(InvocationType.BLOCKING);
        this.door = door;
        this.routes = List.copyOf(routes);
        this.meters = meters;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        var sample = Timer.start(meters);
        var path = Request.getPathInContext(request);
        var route =
                routes.stream()
                        .filter(candidate -> candidate.fits(request.getMethod(), path))
                        .findFirst();
        var answer =
                route.map(found -> answer(found, path, request))
                        .orElse(new Answer.Refused(new Refusal.NotFound()));
        int status = Statuses.of(answer);
        sample.stop(
                Timer.builder("odradek.request")
                        .tag(
                                "route",
                                route.map(found -> found.method() + " " + found.path())
                                        .orElse("none"))
                        .tag("status", Integer.toString(status))
                        .register(meters));
        write(answer, status, response, callback);
        return true;
    }

    /// The root of a request's thread: whatever is not expected is logged here, once, and answered as a fault.
    private Answer answer(Route route, String path, Request request) {
        if (!room.tryAcquire()) {
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
            var call = new Call(path.substring(route.path().length()), query, body.get());
            return door.answer(route, authorization.orElse(""), call);
        } catch (IOException e) {
            return new Answer.Refused(new Refusal.Malformed("the body ended early"));
        } catch (RuntimeException e) {
            LOG.error("fault at {} {}", route.method(), route.path(), e);
            return new Answer.Refused(new Refusal.Fault(BUSY_MS));
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

    private static void write(Answer answer, int status, Response response, Callback callback) {
        byte[] content;
        String mediaType;
        switch (answer) {
            case Answer.Message(var message) -> {
                content = Wire.encode(message);
                mediaType = Wire.MEDIA_TYPE;
            }
            case Answer.Octets(var octets) -> {
                content = octets.array();
                mediaType = "application/octet-stream";
            }
            case Answer.Text(var text, var type) -> {
                content = text.getBytes(StandardCharsets.UTF_8);
                mediaType = type;
            }
            case Answer.Refused(var refusal) -> {
                content = Wire.encode(refusal);
                mediaType = Wire.MEDIA_TYPE;
                refusal.retryAfter()
                        .ifPresent(
                                ms ->
                                        response.getHeaders()
                                                .put(HttpHeader.RETRY_AFTER, (ms + 999) / 1000));
            }
        }
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, mediaType);
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, content.length);
        response.write(true, ByteBuffer.wrap(content), callback);
    }
}
