package org.odradek.sync.simulation.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.util.List;

/// That what does not hold is said.
final class ShownTest {
    private static List<String> broken(String one, String other) {
        return new Shown(List.of(one, other), List.of("a", "a")).broken();
    }

    @Test
    void givenLinesAfterWhatTheyWereWrittenUpon_whenRead_thenAllHolds() {
        assertEquals(List.of(), broken("1.1 - 1\n2.1 1.1 2\n", "2.1 1.1 2\n1.2 2.1 1\n"));
    }

    @Test
    void givenALineWithoutWhatItWasWrittenUpon_whenRead_thenSaid() {
        assertEquals(List.of("2.1 is shown without 1.1"), broken("2.1 1.1 1\n", ""));
    }

    @Test
    void givenALineWithoutTheOneBeforeItOfTheSameDevice_whenRead_thenSaid() {
        assertEquals(List.of("1.3 is shown without 1.2"), broken("1.1 - 1\n", "1.3 1.1 1\n"));
    }

    @Test
    void givenHalfOfAnEdit_whenRead_thenSaid() {
        assertEquals(
                List.of("1.1 is shown 1 times and was written 2 times"), broken("1.1 - 2\n", ""));
    }

    @Test
    void givenALineTwice_whenRead_thenSaid() {
        assertEquals(
                List.of("1.1 is shown 2 times and was written 1 times"),
                broken("1.1 - 1\n1.1 - 1\n", ""));
    }

    @Test
    void givenALineInTheMiddleOfAnother_whenRead_thenSaid() {
        assertEquals(1, broken("1.1 2.1 - 1\n- 1\n", "").size());
    }

    @Test
    void givenTwoCardsOfAPairThatDiffer_whenRead_thenSaid() {
        assertEquals(
                List.of("a pair shows b and c"),
                new Shown(List.of(), List.of("a", "a", "b", "c")).broken());
    }
}
