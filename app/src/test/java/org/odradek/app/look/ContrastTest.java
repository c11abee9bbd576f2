package org.odradek.app.look;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/// Computes the contrast of every pair of tokens from the stylesheets, by WCAG 2.2's relative
/// luminance.
final class ContrastTest {
    private static final List<String> TEXTS =
            List.of(
                    "fg",
                    "muted",
                    "subtle",
                    "accent",
                    "accent-hover",
                    "conflict",
                    "delayed",
                    "overdue",
                    "done");

    /// What controls stand on.
    private static final List<String> GROUNDS =
            List.of(
                    "bg",
                    "panel",
                    "raised",
                    "inset",
                    "hover",
                    "selected",
                    "accent-subtle",
                    "conflict-bg",
                    "delayed-bg",
                    "overdue-bg",
                    "done-bg");

    /// What only words stand on.
    private static final List<String> MARKS = List.of("added", "removed", "find");

    private static final Pattern TOKEN = Pattern.compile("-od-([a-z-]+): (#[0-9A-F]{6});");

    @ParameterizedTest
    @CsvSource({
        "tokens-light.css, 4.6, 3.4",
        "tokens-dark.css, 4.6, 3.4",
        "tokens-contrast-light.css, 7, 4.5",
        "tokens-contrast-dark.css, 7, 4.5"
    })
    void givenATheme_whenEveryPairIsComputed_thenAllCanBeRead(
            String sheet, double textMin, double lineMin) throws IOException {
        Map<String, String> tokens = tokens(sheet);
        List<String> tooFaint = new ArrayList<>();

        for (String ground : GROUNDS) {
            for (String line : List.of("border-strong", "accent")) {
                check(tokens, line, ground, lineMin, tooFaint);
            }
        }
        for (String text : TEXTS) {
            for (String ground : GROUNDS) {
                check(tokens, text, ground, textMin, tooFaint);
            }
            for (String mark : MARKS) {
                check(tokens, text, mark, textMin, tooFaint);
            }
        }
        check(tokens, "on-accent", "accent", textMin, tooFaint);
        check(tokens, "on-accent", "accent-hover", textMin, tooFaint);

        assertEquals(List.of(), tooFaint);
    }

    @Test
    void givenTheThemes_whenCompared_thenAllDefineTheSameTokens() throws IOException {
        var light = tokens("tokens-light.css").keySet();

        assertEquals(26, light.size());
        assertEquals(light, tokens("tokens-dark.css").keySet());
        assertEquals(light, tokens("tokens-contrast-light.css").keySet());
        assertEquals(light, tokens("tokens-contrast-dark.css").keySet());
    }

    @Test
    void givenBlackAndWhite_whenComputed_thenTheRatioIs21() {
        assertEquals(21, ratio("#000000", "#FFFFFF"), 1e-9);
    }

    @Test
    void givenTheComponents_whenRead_thenNoneNamesAColourOfItsOwn() throws IOException {
        Pattern colour = Pattern.compile("#[0-9A-Fa-f]{3,8}\\b");
        for (String name :
                List.of("primer", "text", "button", "field", "chip", "row", "panel", "focus")) {
            String css = read(name + ".css");
            assertTrue(!colour.matcher(css).find(), name);
        }
    }

    private static void check(
            Map<String, String> tokens,
            String text,
            String ground,
            double min,
            List<String> tooFaint) {
        double ratio =
                ratio(
                        Objects.requireNonNull(tokens.get(text), text),
                        Objects.requireNonNull(tokens.get(ground), ground));
        if (ratio < min) {
            tooFaint.add("%s on %s: %.2f".formatted(text, ground, ratio));
        }
    }

    private static double ratio(String one, String other) {
        double a = luminance(one);
        double b = luminance(other);
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    private static double luminance(String colour) {
        return 0.2126 * channel(colour, 1)
                + 0.7152 * channel(colour, 3)
                + 0.0722 * channel(colour, 5);
    }

    private static double channel(String colour, int at) {
        double value = Integer.parseInt(colour.substring(at, at + 2), 16) / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }

    private static Map<String, String> tokens(String sheet) throws IOException {
        Map<String, String> tokens = new LinkedHashMap<>();
        TOKEN.matcher(read(sheet)).results().forEach(hit -> tokens.put(hit.group(1), hit.group(2)));
        return tokens;
    }

    private static String read(String sheet) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(ContrastTest.class.getResourceAsStream(sheet), sheet)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
