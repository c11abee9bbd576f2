package org.odradek.app.capture;

import org.jspecify.annotations.Nullable;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Optional;

/// A day, perhaps with a time of day, in the person's own zone.
public record Moment(LocalDate day, @Nullable LocalTime time) {
    /// As it stands in a field of the store: `2026-12-01` or `2026-12-01T09:00`.
    public String iso() {
        return time == null ? day.toString() : day.atTime(time).toString();
    }

    /// Reads what [#iso] writes.
    ///
    /// @throws java.time.format.DateTimeParseException if it is neither form
    public static Moment of(String iso) {
        if (iso.indexOf('T') < 0) {
            return new Moment(LocalDate.parse(iso), null);
        }
        LocalDateTime both = LocalDateTime.parse(iso);
        return new Moment(both.toLocalDate(), both.toLocalTime());
    }

    public Optional<LocalTime> timeOfDay() {
        return Optional.ofNullable(time);
    }
}
