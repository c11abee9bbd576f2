package org.odradek.sync.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.odradek.sync.client.transport.ServerApi;
import org.odradek.sync.client.transport.Transport;
import org.odradek.sync.protocol.wire.Token;
import org.odradek.sync.protocol.wire.Wake;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

final class ListeningTest {
    private static final Token TOKEN = new Token("dG9rZW4", 900_000);

    /// Draws the longest wait each time.
    private static final RandomGenerator LONGEST =
            new RandomGenerator() {
                @Override
                public long nextLong() {
                    return 0;
                }

                @Override
                public long nextLong(long bound) {
                    return bound - 1;
                }
            };

    private final List<Runnable> channels = new ArrayList<>();
    private final List<Consumer<Wake>> listeners = new ArrayList<>();
    private final List<Long> waitsMs = new ArrayList<>();
    private int woken;
    private int closed;

    private final Listening listening =
            new Listening(
                    new ServerApi(new Channels()),
                    LONGEST,
                    () -> woken++,
                    wait -> waitsMs.add(wait.toMillis()));

    private final class Channels implements Transport {
        @Override
        public Raw send(Request request) {
            throw new AssertionError("nothing is sent");
        }

        @Override
        public AutoCloseable listen(Token token, Consumer<Wake> frames, Runnable ended) {
            listeners.add(frames);
            channels.add(ended);
            return () -> closed++;
        }

        @Override
        public void close() {}
    }

    @Test
    void givenChannelsThatEndWithoutAFrame_whenOpenedAgain_thenTheWaitsGrowUntilAFrameComes() {
        for (int i = 0; i < 8; i++) {
            listening.begin(TOKEN);
            channels.getLast().run();
        }
        assertEquals(List.of(500L, 1000L, 2000L, 4000L, 8000L, 16000L, 30000L, 30000L), waitsMs);

        listening.begin(TOKEN);
        listeners.getLast().accept(new Wake(1, 1, 1, 1));
        channels.getLast().run();

        assertEquals(1, woken);
        assertEquals(Duration.ofMillis(500).toMillis(), waitsMs.getLast());
    }

    @Test
    void givenAnOpenChannel_whenAnEarlierOneEnds_thenNothingChanges() {
        listening.begin(TOKEN);
        listening.end();
        listening.begin(TOKEN);
        listening.begin(TOKEN);

        channels.getFirst().run();

        assertEquals(2, channels.size());
        assertEquals(1, closed);
        assertEquals(List.of(), waitsMs);
    }
}
