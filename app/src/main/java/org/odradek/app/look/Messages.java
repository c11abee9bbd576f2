package org.odradek.app.look;

import java.text.NumberFormat;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;

/// The words of the interface in one language, from one UTF-8 file.
///
/// A text holds `{0}`, `{1}`, …, filled in as they are: braces and apostrophes need no escapes.
/// Numbers are grouped as the locale does. Immutable and safe on every thread.
public final class Messages {
    private static final String FILE = "org.odradek.app.look.messages";

    private final ResourceBundle words;
    private final Locale locale;

    public Messages(Locale locale) {
        this.words =
                ResourceBundle.getBundle(
                        FILE,
                        locale,
                        ResourceBundle.Control.getNoFallbackControl(
                                ResourceBundle.Control.FORMAT_PROPERTIES));
        this.locale = locale;
    }

    /// The locale that numbers, dates and times are written in.
    public Locale locale() {
        return locale;
    }

    /// The text of a key with its places filled in; a number among the arguments is grouped.
    ///
    /// @throws MissingResourceException if the file has no such key
    public String text(String key, Object... arguments) {
        return fill(words.getString(key), arguments);
    }

    /// The text for a number: `key.one` or `key.other`, `{0}` being the number, `{1}` the first of
    /// the other arguments.
    public String count(String key, long n, Object... others) {
        Object[] arguments = new Object[others.length + 1];
        arguments[0] = n;
        System.arraycopy(others, 0, arguments, 1, others.length);
        return text(key + (n == 1 ? ".one" : ".other"), arguments);
    }

    /// A number as the locale groups it: “1,204”.
    public String number(long n) {
        return NumberFormat.getIntegerInstance(locale).format(n);
    }

    private String fill(String pattern, Object[] arguments) {
        StringBuilder text = new StringBuilder(pattern.length() + 16);
        int from = 0;
        while (from < pattern.length()) {
            int open = pattern.indexOf('{', from);
            if (open < 0 || open + 2 >= pattern.length() || pattern.charAt(open + 2) != '}') {
                break;
            }
            int place = pattern.charAt(open + 1) - '0';
            text.append(pattern, from, open);
            if (place >= 0 && place < arguments.length) {
                text.append(written(arguments[place]));
            } else {
                text.append(pattern, open, open + 3);
            }
            from = open + 3;
        }
        return text.append(pattern, from, pattern.length()).toString();
    }

    private String written(Object argument) {
        return switch (argument) {
            case Integer n -> number(n);
            case Long n -> number(n);
            default -> argument.toString();
        };
    }
}
