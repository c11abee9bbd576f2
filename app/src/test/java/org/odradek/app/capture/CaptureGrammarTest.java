package org.odradek.app.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

final class CaptureGrammarTest {
    /// A Tuesday.
    private static final LocalDateTime NOW = LocalDateTime.of(2026, 11, 24, 14, 12);

    @Test
    void givenTheExampleOfTheScreens_whenParsed_thenAllPartsAreUnderstood() {
        assertEquals(
                new Captured(
                        "Pay rent",
                        "",
                        true,
                        new Moment(LocalDate.of(2026, 12, 1), null),
                        null,
                        new Repeat("FREQ=MONTHLY;BYMONTHDAY=1", false),
                        "high",
                        List.of("home"),
                        null,
                        List.of(
                                new Part(9, 18, Part.Kind.REPEAT, "every 1st"),
                                new Part(19, 24, Part.Kind.PRIORITY, "!high"),
                                new Part(25, 30, Part.Kind.TAG, "#home"))),
                CaptureGrammar.parse("Pay rent every 1st !high #home", NOW, Locale.UK));
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '\'',
            value = {
                "Call today => Call | 2026-11-24",
                "Call tomorrow 9:00 => Call | 2026-11-25T09:00",
                "Call monday => Call | 2026-11-30",
                "Call on tuesday => Call | 2026-12-01",
                "Call next week => Call | 2026-11-30",
                "Call next fri => Call | 2026-12-04",
                "Call next month => Call | 2026-12-01",
                "Call in 3 days => Call | 2026-11-27",
                "Call in a week => Call | 2026-12-01",
                "Call in two months => Call | 2027-01-24",
                "Call in 2 hours => Call | 2026-11-24T16:12",
                "Call 1 dec => Call | 2026-12-01",
                "Call dec 1 => Call | 2026-12-01",
                "Call 1st december 2027 => Call | 2027-12-01",
                "Call 1 march => Call | 2027-03-01",
                "Call 29 feb => Call | 2028-02-29",
                "Call may 5 => Call | 2027-05-05",
                "Call 2026-12-01 => Call | 2026-12-01",
                "Call 2026-13-01 => Call 2026-13-01 | ",
                "Call 1/12/2026 => Call | 2026-12-01",
                "Call 1.12. => Call | 2026-12-01",
                "Call 1/12 => Call | 2026-12-01",
                "Buy 1/2 kg butter => Buy 1/2 kg butter | ",
                "Call 15:00 => Call | 2026-11-24T15:00",
                "Call 9:00 => Call | 2026-11-25T09:00",
                "Call 9am => Call | 2026-11-25T09:00",
                "Call 9 pm => Call | 2026-11-24T21:00",
                "Call 12am => Call | 2026-11-25T00:00",
                "Call at 9 => Call | 2026-11-25T09:00",
                "Call at 9:30pm => Call | 2026-11-24T21:30",
                "Call at noon tomorrow => Call | 2026-11-25T12:00",
                "Call 25:00 => Call 25:00 | ",
                "Meet at home => Meet at home | ",
                "Buy 9 eggs => Buy 9 eggs | ",
                "Call sat => Call | 2026-11-28",
                "Call sat #home => Call | 2026-11-28",
                "Call sat 9:00 => Call | 2026-11-28T09:00",
                "Sat exam papers => Sat exam papers | ",
                "Sun cream => Sun cream | ",
                "What you may => What you may | ",
                "Pay on 1st => Pay | 2026-12-01",
                "Pay 24th => Pay | 2026-12-24",
                "1st draft of talk => 1st draft of talk | ",
                "Rent due friday, please => Rent please | 2026-11-27",
                "\\today show => today show | ",
                "\"today\" show => today show | ",
                "Read \"War and Peace\" => Read \"War and Peace\" | ",
                "today monday => monday | 2026-11-24"
            })
    void givenDaysAndTimes_whenParsed_thenTitleAndDueAre(String text, String expected) {
        Captured captured = CaptureGrammar.parse(text, NOW, Locale.UK);

        assertEquals(
                expected.strip(),
                (captured.title() + " | " + captured.dueMoment().map(Moment::iso).orElse(""))
                        .strip());
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '\'',
            value = {
                "x every day => FREQ=DAILY due 2026-11-24",
                "x every weekday => FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR due 2026-11-24",
                "x every weekend => FREQ=WEEKLY;BYDAY=SA,SU due 2026-11-28",
                "x every 2 weeks => FREQ=WEEKLY;INTERVAL=2 due 2026-11-24",
                "x every other month => FREQ=MONTHLY;INTERVAL=2 due 2026-11-24",
                "x every mon, thu => FREQ=WEEKLY;BYDAY=MO,TH due 2026-11-26",
                "x every mon, wed and fri => FREQ=WEEKLY;BYDAY=MO,WE,FR due 2026-11-25",
                "x every monday => FREQ=WEEKLY;BYDAY=MO due 2026-11-30",
                "x every 1st => FREQ=MONTHLY;BYMONTHDAY=1 due 2026-12-01",
                "x every last fri => FREQ=MONTHLY;BYDAY=-1FR due 2026-11-27",
                "x every 2nd tue => FREQ=MONTHLY;BYDAY=2TU due 2026-12-08",
                "x every last day => FREQ=MONTHLY;BYMONTHDAY=-1 due 2026-11-30",
                "x every year => FREQ=YEARLY due 2026-11-24",
                "x every 3 mar => FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=3 due 2027-03-03",
                "x every! 3 days => FREQ=DAILY;INTERVAL=3 done 2026-11-24",
                "x every 2 weeks on mon => FREQ=WEEKLY;INTERVAL=2;BYDAY=MO due 2026-11-30",
                "x every month on the last friday => FREQ=MONTHLY;BYDAY=-1FR due 2026-11-27",
                "x every day 9:00 => FREQ=DAILY due 2026-11-25T09:00",
                "x every day at 15:00 => FREQ=DAILY due 2026-11-24T15:00",
                "x every week tomorrow => FREQ=WEEKLY due 2026-11-25"
            })
    void givenRepeats_whenParsed_thenRuleFromAndFirstDayAre(String text, String expected) {
        Captured captured = CaptureGrammar.parse(text, NOW, Locale.UK);
        Repeat repeat = captured.repeating().orElseThrow();

        assertEquals("x", captured.title());
        assertEquals(
                expected,
                repeat.rule()
                        + " "
                        + repeat.from()
                        + " "
                        + captured.dueMoment().orElseThrow().iso());
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '\'',
            value = {
                "x tomorrow 9:00 remind 30m before => 2026-11-25T08:30",
                "x tomorrow 9:00 remind me an hour before => 2026-11-25T08:00",
                "x tomorrow remind 1 day before => 2026-11-24T09:00",
                "x tomorrow remind at 8:00 => 2026-11-25T08:00",
                "x remind at 8:00 => 2026-11-25T08:00",
                "x remind 17:00 => 2026-11-24T17:00",
                "x remind 30m before => "
            })
    void givenReminders_whenParsed_thenTheirMomentIs(String text, @Nullable String expected) {
        Captured captured = CaptureGrammar.parse(text.strip(), NOW, Locale.UK);

        assertEquals("x", captured.title());
        assertEquals(
                expected == null ? "" : expected.strip(),
                captured.reminderMoment().map(Moment::iso).orElse(""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '\'',
            value = {
                "a !h #x, #y/z @Home/Bills b => a b / high / [x, y/z] / Home/Bills",
                "a !medium => a / medium / [] / ",
                "a !l !h => a !h / low / [] / ",
                "a !important => a !important / none / [] / ",
                "a @\"Old papers/2024\" => a / none / [] / Old papers/2024",
                "mail to ann@example.org => mail to ann@example.org / none / [] / ",
                "issue #12 and \\#no \\@b => issue #12 and #no @b / none / [] / ",
                "#one #one => #one #one / none / [one] / "
            })
    void givenPlacesTagsAndPriorities_whenParsed_thenTheyAre(String text, String expected) {
        Captured captured = CaptureGrammar.parse(text, NOW, Locale.UK);

        assertEquals(
                expected.strip(),
                (captured.title()
                                + " / "
                                + captured.priority()
                                + " / "
                                + captured.tags()
                                + " / "
                                + captured.notebookPath().orElse(""))
                        .strip());
    }

    @Test
    void givenSeveralLines_whenParsed_thenTheRestIsTextAndWithoutATaskPartANote() {
        Captured note = CaptureGrammar.parse("Ideas #x\nfirst\n\ntomorrow\n", NOW, Locale.UK);
        Captured task = CaptureGrammar.parse("Ideas tomorrow\nfirst", NOW, Locale.UK);
        Captured line = CaptureGrammar.parse("Buy stamps", NOW, Locale.UK);

        assertEquals(List.of("Ideas", "first\n\ntomorrow", "note"), whatIs(note));
        assertEquals(List.of("Ideas", "first", "task"), whatIs(task));
        assertEquals(List.of("Buy stamps", "", "task"), whatIs(line));
    }

    @Test
    void givenATitleTooLong_whenParsed_thenTheRestBecomesText() {
        Captured captured = CaptureGrammar.parse("word ".repeat(120) + "\nmore", NOW, Locale.UK);

        assertEquals("word ".repeat(100).strip(), captured.title());
        assertEquals("word ".repeat(20).strip() + "\nmore", captured.body());
    }

    @Test
    void givenAPart_whenKept_thenItIsWordsAgain() {
        String text = "Read today, next week";
        Captured captured = CaptureGrammar.parse(text, NOW, Locale.UK);
        assertEquals(List.of("today"), texts(captured));

        String once = CaptureGrammar.keep(text, captured.parts().getFirst());
        Captured again = CaptureGrammar.parse(once, NOW, Locale.UK);
        assertEquals("Read \\today, next week", once);
        assertEquals(List.of("next week"), texts(again));
        assertEquals("Read today,", again.title());

        String twice = CaptureGrammar.keep(once, again.parts().getFirst());
        assertEquals("Read today, next week", CaptureGrammar.parse(twice, NOW, Locale.UK).title());
    }

    @Test
    void givenALocale_whenADayIsNumeric_thenItsOrderCounts() {
        assertEquals(
                new Moment(LocalDate.of(2027, 1, 12), null),
                CaptureGrammar.parse("x 1/12/2027", NOW, Locale.US).due());
        assertEquals(
                new Moment(LocalDate.of(2027, 12, 1), null),
                CaptureGrammar.parse("x 1/12/2027", NOW, Locale.UK).due());
    }

    @Test
    void givenFields_whenRead_thenUnderstoodNothingOrNot() {
        assertEquals(understood("2026-11-25T09:00"), due("tomorrow 9:00"));
        assertEquals(understood("2026-11-27"), due("fri"));
        assertEquals(understood("2026-12-01"), due("2026-12-01"));
        assertEquals(understood("2026-12-01T08:30"), due("2026-12-01T08:30"));
        assertEquals(new FieldReading.Nothing<Moment>(), due(" "));
        assertEquals(new FieldReading.NotUnderstood<Moment>(), due("some day"));
        assertEquals(new FieldReading.NotUnderstood<Moment>(), due("tomorrow #x"));

        Moment due = new Moment(LocalDate.of(2026, 12, 1), LocalTime.of(10, 0));
        assertEquals(
                understood("2026-12-01T09:30"),
                TaskFields.reminder("30m before", due, NOW, Locale.UK));
        assertEquals(
                understood("2026-12-01T08:00"),
                TaskFields.reminder("at 8:00", due, NOW, Locale.UK));
        assertEquals(
                understood("2026-11-25T09:00"),
                TaskFields.reminder("tomorrow", due, NOW, Locale.UK));
        assertEquals(
                new FieldReading.NotUnderstood<Moment>(),
                TaskFields.reminder("1 day before", null, NOW, Locale.UK));

        assertEquals(
                new FieldReading.Understood<>(new Repeat("FREQ=WEEKLY;BYDAY=FR", false)),
                TaskFields.repeat("friday", NOW, Locale.UK));
        assertEquals(
                new FieldReading.Understood<>(new Repeat("FREQ=MONTHLY", false)),
                TaskFields.repeat("Monthly", NOW, Locale.UK));
        assertEquals(
                new FieldReading.Nothing<Repeat>(), TaskFields.repeat("never", NOW, Locale.UK));
        assertEquals(
                new FieldReading.NotUnderstood<Repeat>(),
                TaskFields.repeat("every friday or so", NOW, Locale.UK));
    }

    private static FieldReading<Moment> due(String text) {
        return TaskFields.due(text, NOW, Locale.UK);
    }

    private static FieldReading<Moment> understood(String iso) {
        return new FieldReading.Understood<>(Moment.of(iso));
    }

    private static List<String> whatIs(Captured captured) {
        return List.of(captured.title(), captured.body(), captured.task() ? "task" : "note");
    }

    private static List<String> texts(Captured captured) {
        return captured.parts().stream().map(Part::text).collect(Collectors.toList());
    }
}
