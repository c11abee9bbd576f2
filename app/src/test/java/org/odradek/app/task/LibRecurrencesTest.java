package org.odradek.app.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.LocalDate;
import java.util.Optional;

final class LibRecurrencesTest {
    private final LibRecurrences recurrences = new LibRecurrences();

    @ParameterizedTest
    @CsvSource({
        "FREQ=DAILY, 2026-11-24, 2026-11-24, 2026-11-25",
        "FREQ=DAILY;INTERVAL=3, 2026-11-24, 2026-11-28, 2026-11-30",
        "FREQ=MONTHLY;BYMONTHDAY=1, 2026-12-01, 2026-12-01, 2027-01-01",
        "FREQ=MONTHLY;BYMONTHDAY=31, 2026-10-31, 2026-10-31, 2026-12-31",
        "FREQ=MONTHLY;BYDAY=-1FR, 2026-11-27, 2026-11-27, 2026-12-25",
        "'FREQ=WEEKLY;BYDAY=MO,TH', 2026-11-24T09:00, 2026-11-24, 2026-11-26T09:00",
        "FREQ=WEEKLY;INTERVAL=2, 2026-11-24T09:00, 2026-11-24, 2026-12-08T09:00",
        "FREQ=YEARLY, 2024-02-29, 2024-02-29, 2028-02-29",
        "FREQ=DAILY;COUNT=2, 2026-11-24, 2026-11-25, ",
        "FREQ=DAILY;UNTIL=20261125, 2026-11-24, 2026-11-24, 2026-11-25",
        "FREQ=DAILY;UNTIL=20261125, 2026-11-25, 2026-11-25, "
    })
    void givenARule_whenTheNextIsAsked_thenTheFirstAfterBoth(
            String rule, String due, LocalDate after, @Nullable String next) {
        assertEquals(next, recurrences.next(rule, due, after).orElse(null));
    }

    @Test
    void givenRules_whenChecked_thenOnlyThoseThatCanBeComputedAreValid() {
        assertTrue(recurrences.isValid("FREQ=MONTHLY;BYMONTHDAY=1"));
        assertFalse(recurrences.isValid("every month"));
        assertFalse(recurrences.isValid("FREQ=SOMETIMES"));
    }

    @Test
    void givenARuleThatCannotBeRead_whenTheNextIsAskedFor_thenThereIsNone() {
        assertEquals(
                Optional.empty(),
                new LibRecurrences().next("EVERY=DAY", "2026-12-01", LocalDate.of(2026, 12, 1)));
        assertFalse(new LibRecurrences().isValid("FREQ=DAILY;INTERVAL=0"));
        assertFalse(new LibRecurrences().isValid("FREQ=DAILY;INTERVAL=99999999999999"));
    }
}
