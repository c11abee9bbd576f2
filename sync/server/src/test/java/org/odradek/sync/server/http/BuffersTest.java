package org.odradek.sync.server.http;

import static org.junit.jupiter.api.Assertions.assertNotSame;

import org.eclipse.jetty.io.ByteArrayEndPoint;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/// What one line reads into and what another is answered from.
final class BuffersTest {
    private final CompletableFuture<ByteBuffer> readInto = new CompletableFuture<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private ServerConnector connector;

    @BeforeEach
    void open() throws Exception {
        connector = HttpFront.connector(new Server(), null);
        connector.setHost("127.0.0.1");
        connector.start();
    }

    @AfterEach
    void close() throws Exception {
        connector.stop();
    }

    /// Whose first reader stays in the middle of reading, and whose second one finds that the line has ended.
    private final class Line extends ByteArrayEndPoint {
        private final AtomicBoolean isRead = new AtomicBoolean();

        @Override
        public int fill(ByteBuffer buffer) throws IOException {
            if (isRead.getAndSet(true)) {
                return -1;
            }
            readInto.complete(buffer);
            try {
                end.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            return -1;
        }
    }

    /// Jetty does so after a head that it turned down: one thread still reads while another one ends the connection.
    @Test
    void givenTwoThreadsInOneConnection_whenOneGivesTheBufferBack_thenNobodyElseGetsIt()
            throws Exception {
        var line = new Line();
        Connection connection =
                connector.getDefaultConnectionFactory().newConnection(connector, line);
        line.setConnection(connection);
        var reading = Thread.ofPlatform().start((Runnable) connection);
        var held = readInto.get();

        ((Runnable) connection).run();
        var others = connector.getByteBufferPool().acquire(held.capacity(), held.isDirect());

        assertNotSame(held, others.getByteBuffer());
        end.countDown();
        reading.join();
    }
}
