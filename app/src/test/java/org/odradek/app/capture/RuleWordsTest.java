package org.odradek.app.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.odradek.app.look.Messages;
import org.odradek.app.look.TimeWords;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;

final class RuleWordsTest {
    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-11-24T14:12:00Z"), ZoneOffset.UTC);

    private final Messages messages = new Messages(Locale.UK);
    private final TimeWords times = new TimeWords(messages, CLOCK);
    private final RuleWords words = new RuleWords(messages, times);
    private final MomentWords moments = new MomentWords(messages, times, CLOCK, ZoneOffset.UTC);

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            value = {
                "FREQ=DAILY => every day",
                "FREQ=DAILY;INTERVAL=2 => every 2 days",
                "FREQ=WEEKLY => every week",
                "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR => every weekday",
                "FREQ=WEEKLY;BYDAY=FR => every Friday",
                "FREQ=WEEKLY;BYDAY=MO,TH => every Monday and Thursday",
                "FREQ=WEEKLY;BYDAY=MO,WE,FR => every Monday, Wednesday and Friday",
                "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO => every 2 weeks on Monday",
                "FREQ=MONTHLY;BYMONTHDAY=1 => every month on the 1st",
                "FREQ=MONTHLY;BYMONTHDAY=22 => every month on the 22nd",
                "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=13 => every 3 months on the 13th",
                "FREQ=MONTHLY;BYMONTHDAY=-1 => every month on the last day",
                "FREQ=MONTHLY;BYDAY=-1FR => every month on the last Friday",
                "FREQ=MONTHLY;BYDAY=2TU => every month on the 2nd Tuesday",
                "FREQ=YEARLY => every year",
                "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=3 => every year on 3 March"
            })
    void givenARule_whenSaid_thenTheFieldUnderstandsItAgain(String rule, String said) {
        Repeat repeat = new Repeat(rule, false);
        Repeat fromDone = new Repeat(rule, true);

        assertEquals(said, words.words(repeat));
        assertEquals(new FieldReading.Understood<>(repeat), read(words.field(repeat)));
        assertEquals(new FieldReading.Understood<>(fromDone), read(words.field(fromDone)));
    }

    @Test
    void givenRulesWithMore_whenSaid_thenTheirEndIsSaidToo() {
        assertEquals("every day, 3 times", words.words(new Repeat("FREQ=DAILY;COUNT=3", false)));
        assertEquals(
                "every week, until 24 December",
                words.words(new Repeat("FREQ=WEEKLY;UNTIL=20261224T235959Z", false)));
        assertEquals(
                "every week, counted from when it was done",
                words.words(new Repeat("FREQ=WEEKLY", true)));
        assertEquals(
                "repeats by a rule of its own",
                words.words(new Repeat("FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=1", false)));
        assertEquals(
                "FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=1",
                words.field(new Repeat("FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=1", false)));
    }

    @Test
    void givenARule_whenReadUnderItsField_thenTheNextDayIsSaid() {
        assertEquals(
                "Every month on the 1st; next on Tuesday, 1 December",
                words.reading(
                        new Repeat("FREQ=MONTHLY;BYMONTHDAY=1", false), LocalDate.of(2026, 12, 1)));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-12-01, 1 December",
        "2026-12-01T09:00, 1 December 09:00",
        "2027-01-05T09:30, 5 January 2027 09:30",
        "2026-03-03, 3 March 2026"
    })
    void givenAMoment_whenSaid_thenTheFieldUnderstandsItAgain(String iso, String said) {
        assertEquals(said, moments.field(Moment.of(iso)));
        assertEquals(
                new FieldReading.Understood<>(Moment.of(iso)),
                TaskFields.due(said, LocalDateTime.now(CLOCK), Locale.UK));
    }

    @Test
    void givenAReminder_whenSaid_thenHowLongBefore() {
        Moment due = Moment.of("2026-12-01T09:00");

        assertEquals("1 day before", moments.reminder(Moment.of("2026-11-30T09:00"), due));
        assertEquals("30 minutes before", moments.reminder(Moment.of("2026-12-01T08:30"), due));
        assertEquals("2 hours before", moments.reminder(Moment.of("2026-12-01T07:00"), due));
        assertEquals("2 December 09:00", moments.reminder(Moment.of("2026-12-02T09:00"), due));
    }

    private static FieldReading<Repeat> read(String field) {
        return TaskFields.repeat(field, LocalDateTime.now(CLOCK), Locale.UK);
    }
}
