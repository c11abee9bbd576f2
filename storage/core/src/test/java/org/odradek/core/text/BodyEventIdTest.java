package org.odradek.core.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.TreeSet;

/// Ids are part of the log's format: these values must never change.
class BodyEventIdTest {
    private final byte[] device = new byte[16];
    private final byte[] item = new byte[16];

    @Test
    void givenEntryAndAction_whenNamed_thenIdIsThatOfTheFormat() {
        device[0] = 7;

        assertEquals(
                "71516f63354f7f38dd3ec4fe04401c8e", BodyEventId.typed(device, 42, 1).toString());
    }

    @Test
    void givenWholeOperation_whenNamed_thenIdIsThatOfTheFormat() {
        item[0] = 9;
        var parents = List.of(new BodyEventId(-1, 2), new BodyEventId(1, 2));

        var id = BodyEventId.whole(item, parents, List.of(new Splice(3, 4, "ü\uD83D\uDE00")));

        assertEquals("0424d1d6a7c924980f02ceb930f010c0", id.toString());
        assertEquals(
                id,
                BodyEventId.whole(
                        item, new TreeSet<>(parents), List.of(new Splice(3, 4, "ü\uD83D\uDE00"))));
    }

    @Test
    void givenAnyDifference_whenNamed_thenIdsDiffer() {
        var splices = List.of(new Splice(0, 0, "ab"));
        var id = BodyEventId.whole(item, List.of(), splices);

        assertNotEquals(BodyEventId.typed(device, 1, 0), BodyEventId.typed(device, 1, 1));
        assertNotEquals(BodyEventId.typed(device, 1, 0), BodyEventId.typed(device, 2, 0));
        assertNotEquals(id, BodyEventId.whole(item, List.of(id), splices));
        assertNotEquals(
                id,
                BodyEventId.whole(
                        item, List.of(), List.of(new Splice(0, 0, "a"), new Splice(1, 0, "b"))));
    }

    @Test
    void givenIds_whenCompared_thenOrderIsUnsigned() {
        assertEquals(
                List.of(new BodyEventId(1, 2), new BodyEventId(1, -1), new BodyEventId(-1, 0)),
                List.copyOf(
                        new TreeSet<>(
                                List.of(
                                        new BodyEventId(-1, 0),
                                        new BodyEventId(1, -1),
                                        new BodyEventId(1, 2)))));
        var id = new BodyEventId(-5, 77);
        assertEquals(id, BodyEventId.of(id.bytes()));
    }
}
