package org.odradek.app.look;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Locale;

final class TimeWordsTest {
    /// A Tuesday, 14:12 in Berlin.
    private static final Clock NOW =
            Clock.fixed(Instant.parse("2026-11-24T13:12:00Z"), ZoneId.of("Europe/Berlin"));

    private final Messages messages = new Messages(Locale.UK);
    private final TimeWords words = new TimeWords(messages, NOW);

    @ParameterizedTest
    @CsvSource({
        "2026-11-24T13:11:30Z, just now",
        "2026-11-24T13:12:20Z, just now",
        "2026-11-24T13:11:00Z, 1 minute ago",
        "2026-11-24T13:07:00Z, 5 minutes ago",
        "2026-11-24T12:12:00Z, today at 13:12",
        "2026-11-24T08:12:00Z, today at 09:12",
        "2026-11-23T23:30:00Z, today at 00:30",
        "2026-11-23T17:04:00Z, yesterday at 18:04",
        "2026-11-20T17:04:00Z, Friday at 18:04",
        "2026-11-18T17:04:00Z, Wednesday at 18:04",
        "2026-11-17T17:04:00Z, 17 November",
        "2026-03-03T09:00:00Z, 3 March",
        "2024-03-03T09:00:00Z, 3 March 2024",
        "2026-11-25T09:00:00Z, tomorrow at 10:00",
        "2026-11-28T09:00:00Z, 28 November"
    })
    void givenAPastInstant_whenSaid_thenAsAPersonWould(Instant instant, String said) {
        assertEquals(said, words.past(instant));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-22, , 2 days late",
        "2026-11-23, 09:00, 1 day late",
        "2026-11-24, 09:00, late since 09:00",
        "2026-11-24, , today",
        "2026-11-24, 18:00, 18:00",
        "2026-11-25, , tomorrow",
        "2026-11-25, 09:00, tomorrow 09:00",
        "2026-11-27, , Fri",
        "2026-12-01, , 1 December",
        "2027-01-05, , 5 January 2027"
    })
    void givenADueDay_whenSaid_thenAsShortAsARowHasRoomFor(
            LocalDate day, @Nullable LocalTime time, String said) {
        assertEquals(said, words.due(day, time));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-23, , true",
        "2026-11-24, , false",
        "2026-11-24, 14:00, true",
        "2026-11-24, 14:12, false",
        "2026-11-25, 00:00, false"
    })
    void givenADueDay_whenAsked_thenLateIsDecidedByTheClock(
            LocalDate day, @Nullable LocalTime time, boolean late) {
        assertEquals(late, words.isLate(day, time));
    }

    @Test
    void givenAnInstant_whenSaidExactly_thenTimeAndZoneAreThere() {
        assertEquals(
                "Tuesday, 24 November 2026, 14:12:00 Europe/Berlin",
                words.exact(NOW.instant()).replace('\u202f', ' '));
    }

    @Test
    void givenNumbers_whenWritten_thenGroupedAndPlural() {
        assertEquals("1,204", messages.number(1204));
        assertEquals("1 minute ago", messages.count("time.minutes", 1));
        assertEquals("1,204 minutes ago", messages.count("time.minutes", 1204));
        assertEquals("a on the b", messages.text("repeat.on.the", "a", "b"));
        assertEquals("{5} on {1} at 1,000", messages.text("time.weekday", "{5} on {1}", 1000));
    }
}
