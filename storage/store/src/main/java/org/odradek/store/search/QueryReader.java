package org.odradek.store.search;

import org.odradek.store.search.Query.Comparison;
import org.odradek.store.search.Query.Group;
import org.odradek.store.search.Query.Term;
import org.odradek.store.search.Query.What;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Reads the query grammar that window and command line share. Nothing is an error: what is no operator is a word.
final class QueryReader {
    private static final Set<String> STATES =
            Set.of(
                    "note",
                    "task",
                    "open",
                    "done",
                    "cancelled",
                    "pinned",
                    "conflict",
                    "waiting",
                    "trashed");
    private static final Set<String> FEATURES =
            Set.of("attachment", "picture", "link", "checkbox", "reminder");

    /// More words than anybody types; the rest is passed over.
    private static final int WORDS_MAX = 64;

    private final LocalDate today;
    private final List<String> plainWords = new ArrayList<>();

    private QueryReader(LocalDate today) {
        this.today = today;
    }

    /// @param asTyped whether the last word also counts as a prefix
    static Query read(String text, boolean asTyped, LocalDate today) {
        var reader = new QueryReader(today);
        var words = words(text);
        var groups = new ArrayList<List<Term>>();
        boolean or = false;
        for (int i = 0; i < words.size(); i++) {
            var word = words.get(i);
            boolean last =
                    i == words.size() - 1
                            && !text.isEmpty()
                            && !Character.isWhitespace(text.charAt(text.length() - 1));
            if (word.equals("OR") && !groups.isEmpty() && i < words.size() - 1) {
                or = true;
                continue;
            }
            var term = reader.term(word, asTyped && last);
            if (or) {
                groups.getLast().add(term);
            } else {
                groups.add(new ArrayList<>(List.of(term)));
            }
            or = false;
        }
        return new Query(groups.stream().map(Group::new).toList(), reader.plainWords);
    }

    /// Splits at white space outside quotes.
    private static List<String> words(String text) {
        var words = new ArrayList<String>();
        var word = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length() && words.size() < WORDS_MAX; i++) {
            char unit = text.charAt(i);
            if (unit == '"') {
                quoted = !quoted;
                word.append(unit);
            } else if (Character.isWhitespace(unit) && !quoted) {
                if (!word.isEmpty()) {
                    words.add(word.toString());
                    word.setLength(0);
                }
            } else {
                word.append(unit);
            }
        }
        if (!word.isEmpty() && words.size() < WORDS_MAX) {
            words.add(word.toString());
        }
        return words;
    }

    private Term term(String given, boolean asPrefix) {
        boolean not = given.length() > 1 && given.charAt(0) == '-';
        var word = not ? given.substring(1) : given;
        int colon = word.indexOf(':');
        if (colon > 0 && colon < word.length() - 1 && word.charAt(0) != '"') {
            var name = word.substring(0, colon).toLowerCase(Locale.ROOT);
            var value = unquoted(word.substring(colon + 1));
            var operator = operator(name, value, word.charAt(colon + 1) == '"');
            if (operator.isPresent()) {
                return new Term(operator.get(), not);
            }
            plainWords.add(word);
        }
        return new Term(plain(word, false, asPrefix), not);
    }

    private static What plain(String word, boolean titleOnly, boolean asPrefix) {
        if (word.startsWith("\"")) {
            return new What.Phrase(unquoted(word), titleOnly);
        }
        boolean star = word.length() > 1 && word.endsWith("*");
        return new What.Word(
                star ? word.substring(0, word.length() - 1) : word, star || asPrefix, titleOnly);
    }

    private Optional<What> operator(String name, String value, boolean quoted) {
        var lower = value.toLowerCase(Locale.ROOT);
        return switch (name) {
            case "title" ->
                    Optional.of(quoted ? new What.Phrase(value, true) : plain(value, true, false));
            case "tag" -> Optional.of(new What.Tag(value));
            case "notebook" -> Optional.of(new What.Notebook(value));
            case "is" ->
                    STATES.contains(lower) ? Optional.of(new What.Is(lower)) : Optional.empty();
            case "in" ->
                    lower.equals("trash") ? Optional.of(new What.Is("trashed")) : Optional.empty();
            case "has" ->
                    FEATURES.contains(lower) ? Optional.of(new What.Has(lower)) : Optional.empty();
            case "from" -> Optional.of(new What.From(value));
            case "due" -> due(lower);
            case "created", "changed" -> day(name, lower);
            default -> Optional.empty();
        };
    }

    private Optional<What> due(String value) {
        return switch (value) {
            case "today", "week", "none" -> Optional.of(new What.DueIn(value));
            case "overdue", "late" -> Optional.of(new What.DueIn("overdue"));
            default -> day("due", value);
        };
    }

    private Optional<What> day(String field, String value) {
        if (value.matches("[0-9]{1,4}d")) {
            var since = today.minusDays(Long.parseLong(value.substring(0, value.length() - 1)));
            return Optional.of(new What.Day(field, Comparison.SINCE, since.toString()));
        }
        var comparison =
                switch (value.charAt(0)) {
                    case '<' -> Comparison.BEFORE;
                    case '>' -> Comparison.AFTER;
                    default -> Comparison.ON;
                };
        var day = comparison == Comparison.ON ? value : value.substring(1);
        try {
            return Optional.of(new What.Day(field, comparison, LocalDate.parse(day).toString()));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static String unquoted(String text) {
        return text.replace("\"", "");
    }
}
