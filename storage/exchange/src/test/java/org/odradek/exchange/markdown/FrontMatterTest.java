package org.odradek.exchange.markdown;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

final class FrontMatterTest {
    @Test
    void givenListsInEveryNotation_whenRead_thenTagsComeInOrderAndOnce() {
        assertEquals(
                List.of("a", "b/c", "d"),
                FrontMatter.of("---\ntags:\n  - a\n  - '#b/c'\n- d\nx: y\n---\n").tags());
        assertEquals(List.of("a", "b", "c"), FrontMatter.of("---\ntags: a, b c\n---\n").tags());
        assertEquals(
                List.of("a", "b"),
                FrontMatter.of("---\ntags: [a, \"b\"] # why\ntag: a\n---\n").tags());
        assertEquals(
                List.of("a", "b"),
                FrontMatter.of("---\ntags: [\n  a,\n  b\n]\nnest:\n  tags: no\n---\n").tags());
        assertEquals(List.of(), FrontMatter.of("---\ntags:\n---\n").tags());
    }

    @Test
    void givenNoFrontMatter_whenRead_thenNothingIsFound() {
        assertEquals(List.of(), FrontMatter.of("text\n---\ntags: a\n---\n").tags());
        assertEquals(Optional.empty(), FrontMatter.block("---\ntags: a\nnever closed"));
        assertEquals(Optional.empty(), FrontMatter.block("----\na\n----\n"));
    }

    @ParameterizedTest
    @CsvSource({
        "2024-03-01, 2024-03-01T00:00:00Z",
        "2024-03-01 10:20, 2024-03-01T10:20:00Z",
        "2024-03-01T10:20:30, 2024-03-01T10:20:30Z",
        "2024-03-01T10:20:30+02:00, 2024-03-01T08:20:30Z",
        "2024-03-01 10:20:30 +0200, 2024-03-01T08:20:30Z",
        "\"2024-03-01T10:20:30Z\", 2024-03-01T10:20:30Z",
    })
    void givenADate_whenRead_thenItIsThatMoment(String written, Instant moment) {
        assertEquals(
                Optional.of(moment),
                FrontMatter.of("---\ndate: " + written + "\n---\n").created(ZoneOffset.UTC));
    }

    @Test
    void givenADateInWords_whenRead_thenThereIsNone() {
        assertEquals(
                Optional.empty(),
                FrontMatter.of("---\ndate: last spring\n---\n").created(ZoneOffset.UTC));
    }
}
