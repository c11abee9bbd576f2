package org.odradek.sync.client.clone;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.odradek.sync.protocol.Bytes;

import java.time.Duration;
import java.time.Instant;

/// How long a server that lacks again what it took is given nothing.
final class UploadLimitTest {
    private static final Bytes ONE = new Bytes(new byte[] {1});
    private static final Bytes OTHER = new Bytes(new byte[] {2});

    private Instant now = Instant.parse("2026-11-29T12:00:00Z");
    private final UploadLimit limit = new UploadLimit(() -> now);

    private void takes(Bytes name, int times) {
        for (int i = 0; i < times; i++) {
            assertTrue(limit.allows(name));
            limit.took(name);
        }
    }

    @Test
    void givenTheSameAgainAndAgain_whenItIsTooOften_thenNothingIsGivenForADay() {
        takes(ONE, UploadLimit.TIMES_MAX);

        assertFalse(limit.isReached());
        assertFalse(limit.allows(ONE));
        assertTrue(limit.isReached());
        assertFalse(limit.allows(OTHER));

        now = now.plus(UploadLimit.FOR).minus(Duration.ofMillis(1));
        assertTrue(limit.isReached());
        now = now.plusMillis(1);
        assertFalse(limit.isReached());
        takes(ONE, UploadLimit.TIMES_MAX);
    }

    @Test
    void givenALineThatIsCut_whenTheSameIsTriedOften_thenItCountsForNothing() {
        for (int i = 0; i < 10; i++) {
            assertTrue(limit.allows(ONE));
        }

        takes(ONE, UploadLimit.TIMES_MAX);
        takes(OTHER, UploadLimit.TIMES_MAX);
        assertFalse(limit.isReached());
    }
}
