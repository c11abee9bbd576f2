package org.odradek.sync.client.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Random;

final class BackoffTest {
    private final Backoff backoff = new Backoff(new Random(1));

    @Test
    void givenAWaitThatIsAskedFor_whenWaiting_thenItIsNotShorter() {
        assertEquals(Duration.ofMinutes(5), backoff.next(Duration.ofMinutes(5)));
    }

    @Test
    void givenAnyNumberInTheAnswer_whenWaiting_thenAnHourIsTheLongest() {
        assertEquals(Duration.ofHours(1), backoff.next(Duration.ofMillis(Long.MAX_VALUE)));
        assertTrue(backoff.next(Duration.ofMillis(Long.MIN_VALUE)).toMillis() >= 0);
    }

    @Test
    void givenOneFailureAfterAnother_whenWaiting_thenHalfAMinuteIsTheLongest() {
        for (int failures = 0; failures < 100; failures++) {
            assertTrue(backoff.next(Duration.ZERO).toSeconds() <= 30);
        }
    }
}
