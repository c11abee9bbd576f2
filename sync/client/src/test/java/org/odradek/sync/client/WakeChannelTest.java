package org.odradek.sync.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.odradek.sync.client.account.AccountResult;
import org.odradek.sync.client.transport.Transport;
import org.odradek.sync.protocol.wire.Token;
import org.odradek.sync.protocol.wire.Wake;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// The channel on which the server says that something is new.
final class WakeChannelTest {
    /// A real delivery takes a fraction of this.
    private static final int ANSWERS_MAX_S = 60;

    @TempDir Path folder;

    @Test
    void givenANewChannel_whenTheOldOneSaysLateThatItEnded_thenTheNewOneIsKept()
            throws IOException, InterruptedException {
        var line = new Line();
        try (var server = new TestServer(folder.resolve("server"));
                var laptop =
                        new TestDevice(
                                folder.resolve("laptop"), "Laptop", server.url(), line::over)) {
            assertInstanceOf(
                    AccountResult.Done.class, laptop.create("ada", "correct horse battery staple"));
            var states = new LinkedBlockingQueue<SyncState.Kind>();
            laptop.sync.listen(state -> states.add(state.kind()));
            laptop.sync.start();
            var first = line.opened();

            line.isCut = true;
            laptop.sync.poke();
            await(states, SyncState.Kind.DELAYED);
            line.isCut = false;
            laptop.sync.poke();
            line.opened();
            rounds(laptop, states);
            first.run();
            rounds(laptop, states);

            assertEquals(0, line.opened.size(), "channels opened beside the present one");
        }
    }

    @Test
    void givenAChannel_whenTheMachineWakesUpElsewhere_thenItsLinesAreGivenUpAndOneIsOpenedAnew()
            throws IOException, InterruptedException {
        var line = new Line();
        try (var server = new TestServer(folder.resolve("server"));
                var laptop =
                        new TestDevice(
                                folder.resolve("laptop"), "Laptop", server.url(), line::over)) {
            assertInstanceOf(
                    AccountResult.Done.class, laptop.create("ada", "correct horse battery staple"));
            laptop.sync.start();
            line.opened();

            laptop.sync.beginAnew();

            line.opened();
            assertEquals(1, line.renewals.get());
        }
    }

    /// The second round begins when all that belongs to the first is over.
    private static void rounds(TestDevice device, BlockingQueue<SyncState.Kind> states)
            throws InterruptedException {
        for (int round = 0; round < 2; round++) {
            states.clear();
            device.sync.poke();
            await(states, SyncState.Kind.UP_TO_DATE);
        }
    }

    private static void await(BlockingQueue<SyncState.Kind> states, SyncState.Kind wanted)
            throws InterruptedException {
        SyncState.Kind kind;
        do {
            kind = states.poll(ANSWERS_MAX_S, TimeUnit.SECONDS);
        } while (kind != null && kind != wanted);
        assertEquals(wanted, kind);
    }

    /// Keeps what each wake channel is to call when it has ended, and carries nothing while it is cut.
    private static final class Line {
        final BlockingQueue<Runnable> opened = new LinkedBlockingQueue<>();
        final AtomicInteger renewals = new AtomicInteger();
        volatile boolean isCut;

        Runnable opened() throws InterruptedException {
            var closed = opened.poll(ANSWERS_MAX_S, TimeUnit.SECONDS);
            if (closed == null) {
                throw new AssertionError("no wake channel was opened");
            }
            return closed;
        }

        Transport over(Transport real) {
            return new Transport() {
                @Override
                public Raw send(Request request) {
                    return isCut ? new Raw.Silent("cut") : real.send(request);
                }

                @Override
                public AutoCloseable listen(Token token, Consumer<Wake> woken, Runnable closed) {
                    opened.add(closed);
                    return () -> {};
                }

                @Override
                public void renew() {
                    renewals.incrementAndGet();
                }

                @Override
                public void close() {
                    real.close();
                }
            };
        }
    }
}
