package org.odradek.sync.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.eclipse.jetty.io.AbstractConnection;
import org.eclipse.jetty.io.ByteArrayEndPoint;
import org.eclipse.jetty.io.Connection;
import org.junit.jupiter.api.Test;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

final class LinesTest {
    private final AtomicLong nowNs = new AtomicLong();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Lines lines = new Lines(() -> 5, () -> 2, nowNs::get, meters);

    /// A line from an address, as Jetty would report it.
    private static final class Line extends AbstractConnection {
        Line(String address) {
            super(
                    new ByteArrayEndPoint() {
                        @Override
                        public SocketAddress getRemoteSocketAddress() {
                            return new InetSocketAddress(address, 4711);
                        }
                    },
                    Runnable::run);
        }

        @Override
        public void onFillable() {}

        boolean isOpen() {
            return getEndPoint().isOpen();
        }
    }

    private Line open(String address) {
        var line = new Line(address);
        lines.onOpened(line);
        return line;
    }

    private void pass(Duration duration) {
        nowNs.addAndGet(duration.toNanos());
        lines.sweep();
    }

    @Test
    void givenTwoLinesOfAnAddress_whenAThirdComes_thenItAloneIsClosed() {
        var first = open("192.0.2.1");
        open("192.0.2.1");
        var third = open("192.0.2.1");

        assertTrue(first.isOpen());
        assertFalse(third.isOpen());
        lines.onClosed(third);
        lines.onClosed(first);
        assertTrue(open("192.0.2.1").isOpen());
        assertTrue(open("192.0.2.2").isOpen());
    }

    @Test
    void givenThisMachinesAddress_whenLinesCome_thenOnlyTheirTotalIsBounded() {
        for (int i = 0; i < 5; i++) {
            assertTrue(open("127.0.0.1").isOpen());
        }
        assertFalse(open("127.0.0.1").isOpen());
        assertEquals(
                1, meters.get("odradek.lines.closed").tag("reason", "limit").counter().count());
    }

    @Test
    void givenALineThatSaysNothingWhole_whenItsTimeIsUp_thenClosed() {
        Connection slow = open("192.0.2.1");
        var busy = open("192.0.2.2");
        lines.began(busy.getEndPoint());

        pass(Lines.HEAD_MAX.plusSeconds(1));

        assertFalse(slow.getEndPoint().isOpen());
        assertTrue(busy.isOpen());
        lines.ended(busy.getEndPoint());
        pass(Lines.HEAD_MAX);
        assertTrue(busy.isOpen());
        pass(Duration.ofSeconds(1));
        assertFalse(busy.isOpen());
    }

    @Test
    void givenARequestThatTakesForEver_whenItsTimeIsUp_thenClosed() {
        var slow = open("192.0.2.1");
        lines.began(slow.getEndPoint());

        pass(Lines.REQUEST_MAX);
        assertTrue(slow.isOpen());
        pass(Duration.ofSeconds(1));

        assertFalse(slow.isOpen());
    }
}
