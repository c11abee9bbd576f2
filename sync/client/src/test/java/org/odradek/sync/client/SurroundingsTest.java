package org.odradek.sync.client;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.Set;

/// What counts as waking up elsewhere, or later.
final class SurroundingsTest {
    private Instant now = Instant.parse("2026-11-24T09:00:00Z");
    private Set<String> addresses = Set.of("192.0.2.7");
    private final Surroundings here = new Surroundings(() -> now, () -> addresses);

    @Test
    void givenAQuietDay_whenLookedAgain_thenNothingHasChanged() {
        now = now.plusSeconds(5);
        assertFalse(here.haveChanged());
        now = now.plusSeconds(12);
        assertFalse(here.haveChanged());
    }

    @Test
    void givenASleep_whenLookedAgain_thenItIsNoticedOnce() {
        now = now.plusSeconds(3600);
        assertTrue(here.haveChanged());
        now = now.plusSeconds(5);
        assertFalse(here.haveChanged());
    }

    @Test
    void givenAClockThatWasSetBack_whenLookedAgain_thenItIsNoticed() {
        now = now.minusSeconds(1);
        assertTrue(here.haveChanged());
    }

    @Test
    void givenAnotherNetworkOrNone_whenLookedAgain_thenItIsNoticedOnce() {
        addresses = Set.of();
        assertTrue(here.haveChanged());
        addresses = Set.of("198.51.100.4");
        assertTrue(here.haveChanged());
        assertFalse(here.haveChanged());
    }
}
