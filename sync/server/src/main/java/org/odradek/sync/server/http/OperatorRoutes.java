package org.odradek.sync.server.http;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

import org.odradek.sync.protocol.wire.Hello;
import org.odradek.sync.protocol.wire.Refusal;
import org.odradek.sync.protocol.wire.WireBounds;
import org.odradek.sync.server.limit.Limits;
import org.odradek.sync.server.log.AccountLog;

import java.time.InstantSource;
import java.util.List;
import java.util.function.BooleanSupplier;

/// What the server says of itself.
final class OperatorRoutes {
    private final AccountLog log;
    private final PrometheusMeterRegistry meters;
    private final Limits limits;
    private final InstantSource clock;
    private final String serverVersion;
    private final BooleanSupplier isDraining;

    OperatorRoutes(
            AccountLog log,
            PrometheusMeterRegistry meters,
            Limits limits,
            InstantSource clock,
            String serverVersion,
            BooleanSupplier isDraining) {
        this.isDraining = isDraining;
        this.log = log;
        this.meters = meters;
        this.limits = limits;
        this.clock = clock;
        this.serverVersion = serverVersion;
    }

    List<Route> routes() {
        return List.of(
                new Route.Open("GET", "/v1/hello", 0, this::hello),
                new Route.Watch("/healthz", () -> new Answer.Text("ok\n", "text/plain")),
                new Route.Watch("/readyz", this::ready),
                new Route.Open(
                        "GET", "/metrics", 0, _ -> new Answer.Text(meters.scrape(), "text/plain")));
    }

    private Answer hello(Call call) {
        return new Answer.Message(
                new Hello(
                        WireBounds.PROTOCOL_VERSION,
                        serverVersion,
                        limits.requestBytesMax(),
                        clock.millis()));
    }

    private Answer ready() {
        return log.isHealthy() && !isDraining.getAsBoolean()
                ? new Answer.Text("ready\n", "text/plain")
                : new Answer.Refused(new Refusal.Busy(10_000));
    }
}
