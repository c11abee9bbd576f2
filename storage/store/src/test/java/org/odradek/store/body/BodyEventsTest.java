package org.odradek.store.body;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.odradek.core.text.BodyEvent;
import org.odradek.core.text.BodyEventId;
import org.odradek.core.text.Frontier;
import org.odradek.core.text.Splice;
import org.odradek.store.schema.Database;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/// An event of a body is found by its id, be it among the first ones, which are looked through, or beyond.
final class BodyEventsTest {
    private static final int EVENTS = 3 * BodyEvents.UNPLACED_MAX;

    @TempDir Path folder;

    @Test
    void givenBodiesOfManyEventsWhoseIdsEndAlike_whenEachIsAskedFor_thenItsOwnIsFound()
            throws SQLException {
        try (var database = database()) {
            var events = new BodyEvents(database.writer());
            for (int n = 0; n < EVENTS; n++) {
                events.insert(1, n, event(n, n / 4));
                events.insert(2, EVENTS + n, event(n, n / 4));
            }
            database.writer().commit();

            for (int n = 0; n < EVENTS; n++) {
                var id = event(n, n / 4).id();
                var ofOne = events.find(1, id).orElseThrow();
                var ofOther = events.find(2, id).orElseThrow();
                assertEquals(n, ofOne.entryKey());
                assertEquals(EVENTS + n, ofOther.entryKey());
                assertEquals(event(n, n / 4), ofOne.event());
                assertEquals(
                        ofOne,
                        BodyEvents.all(database.writer(), 1).get(n),
                        "the same row, key and all");
            }
            assertTrue(events.find(1, event(EVENTS, 0).id()).isEmpty());
            assertTrue(events.find(3, event(0, 0).id()).isEmpty());
        }
    }

    private static BodyEvent event(int high, int low) {
        return new BodyEvent(
                new BodyEventId(high, low),
                Frontier.of(List.of()),
                List.of(new Splice(0, 0, "x")),
                false);
    }

    private Database database() {
        return switch (Database.open(folder)) {
            case Database.Opened.Ready(var opened) -> opened;
            case Database.Opened other -> throw new AssertionError(other.toString());
        };
    }
}
