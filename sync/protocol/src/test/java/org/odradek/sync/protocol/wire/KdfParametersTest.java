package org.odradek.sync.protocol.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

final class KdfParametersTest {
    @Test
    void givenSixteenTimesTheFloorsWork_whenMade_thenTaken() {
        assertEquals(16 * 3, new KdfParameters(64 << 10, 16 * 3, 4).iterations());
    }

    @Test
    void givenMoreThanTheFloor_whenAServerAsksForHoursOfWork_thenItCannotBeExpressed() {
        assertThrows(
                IllegalArgumentException.class, () -> new KdfParameters(64 << 10, 16 * 3 + 1, 4));
        assertThrows(IllegalArgumentException.class, () -> new KdfParameters(1 << 20, 4, 4));
        assertThrows(IllegalArgumentException.class, () -> new KdfParameters((1 << 20) + 1, 3, 4));
    }

    @Test
    void givenLessThanTheFloor_whenMade_thenItCannotBeExpressed() {
        assertThrows(IllegalArgumentException.class, () -> new KdfParameters((64 << 10) - 1, 3, 4));
        assertThrows(IllegalArgumentException.class, () -> new KdfParameters(64 << 10, 2, 4));
        assertThrows(IllegalArgumentException.class, () -> new KdfParameters(64 << 10, 3, 3));
    }
}
