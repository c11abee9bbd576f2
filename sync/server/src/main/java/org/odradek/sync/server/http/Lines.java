package org.odradek.sync.server.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.jspecify.annotations.Nullable;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/// The TCP connections that are open: how many there may be, in all and from one address, and how long one may take to say what it
/// wants and to take its answer. A line's idle timeout begins anew with each byte, so that it alone lets somebody hold a line for hours
/// by sending a byte now and then. Thread-safe.
final class Lines implements Connection.Listener {
    /// From connecting, or from the last answer, to the end of a request's head.
    static final Duration HEAD_MAX = Duration.ofSeconds(60);

    /// For a body and its answer: eight megabytes over a slow line.
    static final Duration REQUEST_MAX = Duration.ofMinutes(10);

    private final IntSupplier linesMax;
    private final IntSupplier perAddressMax;
    private final LongSupplier nanoTime;
    private final ConcurrentHashMap<EndPoint, Line> lines = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<InetAddress, Integer> perAddress = new ConcurrentHashMap<>();
    private final Counter refused;
    private final Counter tooSlow;

    /// @param linesMax      asked each time, since limits may change
    /// @param perAddressMax this machine's own addresses are not counted: a proxy in front is one address for all
    Lines(
            IntSupplier linesMax,
            IntSupplier perAddressMax,
            LongSupplier nanoTime,
            MeterRegistry meters) {
        this.linesMax = linesMax;
        this.perAddressMax = perAddressMax;
        this.nanoTime = nanoTime;
        Gauge.builder("odradek.lines", lines, ConcurrentHashMap::size)
                .description("open TCP connections")
                .register(meters);
        this.refused =
                Counter.builder("odradek.lines.closed").tag("reason", "limit").register(meters);
        this.tooSlow =
                Counter.builder("odradek.lines.closed").tag("reason", "slow").register(meters);
    }

    /// What a line is about at this moment.
    private enum Stage {
        HEAD,
        REQUEST,
        WAKE
    }

    private record Line(@Nullable InetAddress address, Stage stage, long sinceNs) {}

    @Override
    public void onOpened(Connection connection) {
        if (connection instanceof SslConnection) {
            return;
        }
        var endPoint = connection.getEndPoint();
        var address = address(endPoint);
        var stage = connection instanceof WakeChannel ? Stage.WAKE : Stage.HEAD;
        lines.put(endPoint, new Line(address, stage, nanoTime.getAsLong()));
        boolean isTooMuch = lines.size() > linesMax.getAsInt();
        if (address != null) {
            int ofAddress = perAddress.merge(address, 1, Integer::sum);
            isTooMuch |= !address.isLoopbackAddress() && ofAddress > perAddressMax.getAsInt();
        }
        if (isTooMuch) {
            refused.increment();
            endPoint.close();
        }
    }

    @Override
    public void onClosed(Connection connection) {
        var line = lines.remove(connection.getEndPoint());
        if (line != null && line.address() != null) {
            perAddress.computeIfPresent(line.address(), (_, count) -> count > 1 ? count - 1 : null);
        }
    }

    private static @Nullable InetAddress address(EndPoint endPoint) {
        return endPoint.getRemoteSocketAddress() instanceof InetSocketAddress remote
                ? remote.getAddress()
                : null;
    }

    /// A request's head is whole.
    void began(EndPoint endPoint) {
        enter(endPoint, Stage.REQUEST);
    }

    /// The answer is out.
    void ended(EndPoint endPoint) {
        enter(endPoint, Stage.HEAD);
    }

    private void enter(EndPoint endPoint, Stage stage) {
        lines.computeIfPresent(
                endPoint,
                (_, line) ->
                        line.stage() == Stage.WAKE
                                ? line
                                : new Line(line.address(), stage, nanoTime.getAsLong()));
    }

    /// Closes every line that takes too long; to be called every few seconds.
    void sweep() {
        long nowNs = nanoTime.getAsLong();
        lines.forEach(
                (endPoint, line) -> {
                    long tookNs = nowNs - line.sinceNs();
                    boolean isTooSlow =
                            switch (line.stage()) {
                                case HEAD -> tookNs > HEAD_MAX.toNanos();
                                case REQUEST -> tookNs > REQUEST_MAX.toNanos();
                                case WAKE -> false;
                            };
                    if (isTooSlow) {
                        tooSlow.increment();
                        endPoint.close();
                    }
                });
    }
}
