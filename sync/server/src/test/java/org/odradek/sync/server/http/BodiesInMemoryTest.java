package org.odradek.sync.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

final class BodiesInMemoryTest {
    private final BodiesInMemory bodies = new BodiesInMemory(100_000);

    private BodiesInMemory.Reading read(int size, int max) throws IOException {
        return bodies.read(new ByteArrayInputStream(new byte[size]), max);
    }

    @Test
    void givenBodiesOnTheirWay_whenAllTogetherAreTooMuch_thenTheLastFindsNoRoom()
            throws IOException {
        var first = assertInstanceOf(BodiesInMemory.Reading.Read.class, read(80_000, 90_000));

        assertInstanceOf(BodiesInMemory.Reading.NoRoom.class, read(80_000, 90_000));
        assertEquals(80_000, bodies.held());
        bodies.done(first.body());
        assertEquals(0, bodies.held());
        assertInstanceOf(BodiesInMemory.Reading.Read.class, read(90_000, 90_000));
    }

    @Test
    void givenABodyBeyondItsBound_whenRead_thenTooLargeAndNothingIsHeld() throws IOException {
        assertInstanceOf(BodiesInMemory.Reading.TooLarge.class, read(1001, 1000));
        assertInstanceOf(BodiesInMemory.Reading.TooLarge.class, read(70_000, 60_000));
        assertInstanceOf(BodiesInMemory.Reading.TooLarge.class, read(1, 0));
        assertEquals(0, bodies.held());
    }

    @Test
    void givenALineThatBreaks_whenRead_thenNothingIsHeld() {
        var broken =
                new InputStream() {
                    private int left = 10;

                    @Override
                    public int read() throws IOException {
                        if (left-- <= 0) {
                            throw new IOException("cut");
                        }
                        return 1;
                    }
                };

        assertThrows(IOException.class, () -> bodies.read(broken, 100));
        assertEquals(0, bodies.held());
    }
}
