package org.odradek.sync.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.odradek.sync.server.log.BusyException;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

final class PatienceTest {
    private final List<Duration> pauses = new ArrayList<>();
    private final List<String> meanwhile = new ArrayList<>();
    private long nowNs = 77;
    private int tries;

    @Test
    void givenADatabaseThatComesLater_whenOpened_thenTriesGetRarerUntilItIsThere()
            throws Exception {
        assertEquals("open", await(Duration.ofMinutes(2), 9));

        assertEquals(
                List.of(100L, 200L, 400L, 800L, 1600L, 3000L, 3000L, 3000L),
                pauses.stream().map(Duration::toMillis).toList());
        assertEquals(List.of("began", "ended"), meanwhile);
    }

    @Test
    void givenADatabaseThatIsThere_whenOpened_thenNothingIsDoneMeanwhile() throws Exception {
        assertEquals("open", await(Duration.ofMinutes(2), 1));

        assertEquals(List.of(), pauses);
        assertEquals(List.of(), meanwhile);
    }

    @Test
    void givenADatabaseThatDoesNotCome_whenPatienceEnds_thenALastTryAndTheReason() {
        var refused =
                assertThrows(
                        IllegalStateException.class,
                        () -> await(Duration.ofSeconds(2), Integer.MAX_VALUE));

        assertEquals("try 6 failed", refused.getMessage());
        assertEquals(Duration.ofSeconds(2), pauses.stream().reduce(Duration.ZERO, Duration::plus));
        assertEquals(List.of("began", "ended"), meanwhile);
    }

    @Test
    void givenNoPatience_whenTheDatabaseIsAway_thenOneTry() {
        var refused = assertThrows(IllegalStateException.class, () -> await(Duration.ZERO, 2));

        assertEquals("try 1 failed", refused.getMessage());
        assertEquals(List.of(), meanwhile);
    }

    @Test
    void givenAReasonThatDoesNotPass_whenOpened_thenItIsNotTriedAgain() {
        assertThrows(
                IOException.class,
                () ->
                        patience(Duration.ofMinutes(2))
                                .await(
                                        () -> {
                                            tries++;
                                            throw new IOException("a wrong password");
                                        },
                                        this::begin));

        assertEquals(1, tries);
    }

    private String await(Duration atMost, int succeedsAt) throws Exception {
        return patience(atMost)
                .await(
                        () -> {
                            if (++tries < succeedsAt) {
                                throw new BusyException("try " + tries + " failed");
                            }
                            return "open";
                        },
                        this::begin);
    }

    private Patience.Waiting begin() {
        meanwhile.add("began");
        assertTrue(tries > 0);
        return () -> meanwhile.add("ended");
    }

    private Patience patience(Duration atMost) {
        return new Patience(
                atMost,
                () -> nowNs,
                pause -> {
                    pauses.add(pause);
                    nowNs += pause.toNanos();
                });
    }
}
