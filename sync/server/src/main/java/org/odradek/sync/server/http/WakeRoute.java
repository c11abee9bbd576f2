package org.odradek.sync.server.http;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.server.ServerUpgradeRequest;
import org.eclipse.jetty.websocket.server.ServerUpgradeResponse;
import org.jspecify.annotations.Nullable;
import org.odradek.sync.protocol.wire.Refusal;
import org.odradek.sync.protocol.wire.Wake;
import org.odradek.sync.protocol.wire.Wire;
import org.odradek.sync.server.account.Caller;
import org.odradek.sync.server.log.AccountLog;
import org.odradek.sync.server.log.BusyException;
import org.odradek.sync.server.log.LogStatus;
import org.odradek.sync.server.wake.WakeBus;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// `GET /v1/wake`: lets a proven device open its wake channel.
final class WakeRoute {
    /// One, and another while the server has not noticed yet that a line is dead.
    private static final int SOCKETS_PER_DEVICE_MAX = 4;

    private static final long BUSY_MS = 10_000;

    private final Door door;
    private final AccountLog log;
    private final WakeBus wakes;
    private final ConcurrentHashMap<Caller.Device, Integer> open = new ConcurrentHashMap<>();

    WakeRoute(Door door, AccountLog log, WakeBus wakes, MeterRegistry meters) {
        this.door = door;
        this.log = log;
        this.wakes = wakes;
        Gauge.builder("odradek.wake.devices", open, ConcurrentHashMap::size).register(meters);
    }

    /// Answers null when it has refused, as Jetty's creators do.
    @Nullable Object create(
            ServerUpgradeRequest request, ServerUpgradeResponse response, Callback callback) {
        var authorization =
                Optional.ofNullable(request.getHeaders().get(HttpHeader.AUTHORIZATION)).orElse("");
        Refusal refusal;
        try {
            switch (door.admit(authorization)) {
                case Door.Entry.Admitted(var device, _) -> {
                    if (open.getOrDefault(device, 0) < SOCKETS_PER_DEVICE_MAX) {
                        return new WakeSocket(new Frames(device));
                    }
                    refusal = new Refusal.TooMany(BUSY_MS);
                }
                case Door.Entry.Refused(var why) -> refusal = why;
            }
        } catch (BusyException e) {
            refusal = new Refusal.Busy(BUSY_MS);
        }
        response.setStatus(Statuses.of(refusal));
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, Wire.MEDIA_TYPE);
        response.write(true, ByteBuffer.wrap(Wire.encode(refusal)), callback);
        return null;
    }

    private final class Frames implements WakeSocket.Source {
        private final Caller.Device device;

        Frames(Caller.Device device) {
            this.device = device;
        }

        @Override
        public Optional<Wake> newest() {
            return door.admitted(device).isEmpty()
                    ? Optional.empty()
                    : log.status(device.account()).map(LogStatus::wake);
        }

        @Override
        public WakeBus.Subscription subscribe(Runnable listener) {
            open.merge(device, 1, Integer::sum);
            var subscription = wakes.subscribe(device.account(), listener);
            return () -> {
                open.computeIfPresent(device, (_, count) -> count > 1 ? count - 1 : null);
                subscription.close();
            };
        }
    }
}
