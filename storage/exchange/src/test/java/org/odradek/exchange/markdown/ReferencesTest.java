package org.odradek.exchange.markdown;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.List;

final class ReferencesTest {
    @Test
    void givenAnImageInsideALink_whenSearched_thenBothAreFound() {
        var found = References.in("[![alt](img%20a.png \"t\")](<doc (1).pdf>)");

        assertEquals(
                List.of(true, true),
                List.of(
                        found.getFirst().readings().contains("img a.png"),
                        found.getLast().readings().contains("doc (1).pdf")));
        assertEquals(2, found.size());
    }

    @Test
    void givenTextThatIsNoReference_whenSearched_thenNothingIsFound() {
        assertEquals(
                List.of(),
                References.in(
                        "a](b\n"
                                + ") [x] (y) [[]] https://x.org [w](https://x.org/a.png)"
                                + " [m](mailto:a)"));
    }

    /// Linear in the text: a quadratic search of these takes minutes.
    @ParameterizedTest
    @ValueSource(strings = {"](", "[[", "src=\"", "[x]: ", "](a", "(](b)", "<", "]( \"", "%"})
    void givenALineOfAMillionSigns_whenSearched_thenItEnds(String sign) {
        var text = sign.repeat(1_000_000 / sign.length());

        assertTimeoutPreemptively(Duration.ofSeconds(60), () -> References.in(text));
    }
}
