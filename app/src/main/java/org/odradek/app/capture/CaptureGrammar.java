package org.odradek.app.capture;

import java.time.LocalDateTime;
import java.util.Locale;

/// Understands what a person writes in one go: the first line is the title with perhaps a day, a
/// time, a repeat, a reminder, a priority, tags and a notebook among its words; the rest is text.
/// Pure.
public final class CaptureGrammar {
    private CaptureGrammar() {}

    /// Reads a text; everything that is not understood stays words.
    ///
    /// @param now the person's own date and time, from which days and times are counted
    /// @param locale the order of day and month in `1/12`
    public static Captured parse(String text, LocalDateTime now, Locale locale) {
        int lineEnd = text.indexOf('\n');
        String line = lineEnd < 0 ? text : text.substring(0, lineEnd);
        String body = lineEnd < 0 ? "" : text.substring(lineEnd + 1).stripTrailing();
        Reading reading = Reading.of(line, now, locale, false);
        String title = reading.rest().isBlank() ? line.strip() : reading.rest();
        int cut = titleEnd(title);
        String more = title.substring(cut).strip();
        boolean task =
                body.isBlank()
                        || reading.parts().stream().anyMatch(part -> part.kind().makesTask());
        return new Captured(
                title.substring(0, cut).strip(),
                more.isEmpty() ? body : body.isEmpty() ? more : more + "\n" + body,
                task,
                reading.due().orElse(null),
                reading.reminder().orElse(null),
                reading.repeat().orElse(null),
                reading.priority(),
                reading.tags(),
                reading.notebook().orElse(null),
                reading.parts());
    }

    /// The text in which a part is words again: one word gets a backslash, several get quotes.
    public static String keep(String text, Part part) {
        String before = text.substring(0, part.start());
        String after = text.substring(part.end());
        boolean one = part.text().chars().noneMatch(Character::isWhitespace);
        return one ? before + "\\" + part.text() + after : before + '"' + part.text() + '"' + after;
    }

    /// Where a title that is too long is cut: at a space if there is one in its last fifth.
    private static int titleEnd(String title) {
        int max = Captured.TITLE_CHARS_MAX;
        if (title.length() <= max) {
            return title.length();
        }
        int space = title.lastIndexOf(' ', max);
        if (space > max * 4 / 5) {
            return space;
        }
        return Character.isHighSurrogate(title.charAt(max - 1)) ? max - 1 : max;
    }
}
