package org.odradek.sync.server.http;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.wire.Refusal;
import org.odradek.sync.protocol.wire.Wake;
import org.odradek.sync.protocol.wire.Wire;
import org.odradek.sync.server.account.Accounts;
import org.odradek.sync.server.account.ControlLogs;
import org.odradek.sync.server.account.Tokens;
import org.odradek.sync.server.blob.BlobStore;
import org.odradek.sync.server.connection.Channels;
import org.odradek.sync.server.connection.Downgrading;
import org.odradek.sync.server.limit.Limits;
import org.odradek.sync.server.limit.LimitsInForce;
import org.odradek.sync.server.limit.Rate;
import org.odradek.sync.server.log.AccountLog;
import org.odradek.sync.server.log.LogStatus;
import org.odradek.sync.server.wake.WakeBus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Answers requests that have been read: every route, and the door before them. It knows neither sockets nor threads, so that whatever
/// carries requests can stand in front: Jetty, or a simulated network. Thread-safe; answering blocks for the log's forced write.
public final class Reception {
    private static final long FAULT_MS = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(Reception.class);

    private final Parts parts;
    private final Busy busy;
    private final Door door;
    private final Rate requests;
    private final Rate logIns;
    private volatile Built built;
    private volatile boolean isDraining;

    /// What the routes work on.
    public record Parts(
            AccountLog log,
            BlobStore blobs,
            Channels channels,
            WakeBus wakes,
            Accounts accounts,
            ControlLogs controlLogs,
            Tokens tokens,
            LimitsInForce limits,
            Downgrading downgrading,
            InstantSource clock,
            PrometheusMeterRegistry meters,
            String serverVersion) {}

    public Reception(Parts parts) {
        var limits = parts.limits();
        this.parts = parts;
        this.requests = new Rate(() -> limits.now().requestsPerMinute(), parts.clock());
        this.logIns = new Rate(() -> limits.now().logInsPerMinute(), parts.clock());
        this.busy = new Busy(parts.meters());
        this.door = new Door(parts.tokens(), parts.controlLogs(), requests, busy);
        var first = limits.now();
        this.built = new Built(first, routes(first));
    }

    /// The routes under some limits.
    private record Built(Limits limits, List<Route> routes) {}

    /// Made anew when the limits have changed.
    private List<Route> routes() {
        var present = built;
        var limits = parts.limits().now();
        if (!present.limits().equals(limits)) {
            present = new Built(limits, routes(limits));
            built = present;
        }
        return present.routes();
    }

    private List<Route> routes(Limits limits) {
        var routes = new ArrayList<Route>();
        routes.addAll(
                new OperatorRoutes(
                                parts.log(),
                                parts.meters(),
                                limits,
                                parts.clock(),
                                parts.serverVersion(),
                                () -> isDraining)
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
                new LogRoutes(
                                parts.log(),
                                parts.blobs(),
                                parts.channels(),
                                parts.downgrading(),
                                parts.wakes(),
                                limits,
                                parts.clock())
                        .routes());
        routes.addAll(new ConnectionRoutes(parts.channels(), parts.wakes()).routes());
        routes.addAll(
                new ControlRoutes(
                                parts.log(),
                                parts.controlLogs(),
                                parts.downgrading(),
                                parts.wakes(),
                                limits,
                                requests,
                                parts.clock())
                        .routes());
        routes.addAll(new BlobRoutes(parts.log(), parts.blobs(), limits).routes());
        return List.copyOf(routes);
    }

    /// An answer as it goes over the wire.
    ///
    /// @param status an HTTP status (RFC 9110)
    public record Encoded(int status, byte[] content) {}

    /// Answers a request.
    ///
    /// @param query         the query string, empty without one
    /// @param authorization the header's value, empty without one
    /// @param body          empty for a request without one
    public Encoded answer(
            String method, String path, String query, String authorization, byte[] body) {
        var route = route(method, path);
        Answer answer;
        if (route.isEmpty()) {
            answer = new Answer.Refused(new Refusal.NotFound());
        } else if (body.length > route.get().bodyBytesMax()) {
            answer = new Answer.Refused(new Refusal.TooLarge(route.get().bodyBytesMax()));
        } else {
            answer = answer(route.get(), path, query, authorization, new Bytes(body));
        }
        return new Encoded(Statuses.of(answer), content(answer));
    }

    /// Opens a device's wake channel for the bearer of a session token: each frame goes to the listener, on the thread of whoever moved
    /// something. Empty when the bearer may not come in.
    public Optional<WakeBus.Subscription> listen(String authorization, Consumer<Wake> woken) {
        return switch (door.admit(authorization)) {
            case Door.Entry.Refused _ -> Optional.empty();
            case Door.Entry.Admitted(var device, _) ->
                    Optional.of(
                            parts.wakes()
                                    .subscribe(
                                            device.account(),
                                            () ->
                                                    parts.log()
                                                            .status(device.account())
                                                            .map(LogStatus::wake)
                                                            .ifPresent(woken)));
        };
    }

    Optional<Route> route(String method, String path) {
        return routes().stream().filter(candidate -> candidate.fits(method, path)).findFirst();
    }

    /// The root of a request's work: whatever is not expected is logged here, once, and answered as a fault.
    Answer answer(Route route, String path, String query, String authorization, Bytes body) {
        try {
            var call = new Call(path.substring(route.path().length()), query, body);
            return door.answer(route, authorization, call);
        } catch (RuntimeException e) {
            LOG.error("fault at {} {}", route.method(), route.path(), e);
            return new Answer.Refused(new Refusal.Fault(FAULT_MS));
        }
    }

    static byte[] content(Answer answer) {
        return switch (answer) {
            case Answer.Message(var message) -> Wire.encode(message);
            case Answer.Octets(var octets) -> octets.array();
            case Answer.Text(var text, _) -> text.getBytes(StandardCharsets.UTF_8);
            case Answer.Refused(var refusal) -> Wire.encode(refusal);
        };
    }

    /// To be closed by whoever carries them.
    WakeChannels wakeChannels() {
        return new WakeChannels(door, parts.log(), parts.wakes(), parts.meters());
    }

    Limits limits() {
        return parts.limits().now();
    }

    /// From now on the server says that it is not ready; what is under way goes on.
    void drain() {
        isDraining = true;
    }

    boolean isDraining() {
        return isDraining;
    }

    Busy busy() {
        return busy;
    }

    Door door() {
        return door;
    }

    PrometheusMeterRegistry meters() {
        return parts.meters();
    }
}
