package org.odradek.store.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

final class DatabaseTest {
    private static final int READERS = 4;

    @TempDir Path folder;
    private Database database;

    @BeforeEach
    void open() {
        database =
                switch (Database.open(folder)) {
                    case Database.Opened.Ready(var opened) -> opened;
                    case Database.Opened other -> throw new AssertionError(other.toString());
                };
    }

    @AfterEach
    void close() throws SQLException {
        database.close();
    }

    @Test
    void givenAllReadersTaken_whenOneWhoWaitsIsInterrupted_thenItReadsFirstAndHearsAfterwards()
            throws Exception {
        var taken = taken();
        var heard = new CompletableFuture<List<Boolean>>();
        var waiting =
                Thread.ofPlatform()
                        .start(
                                () -> {
                                    try {
                                        heard.complete(interrupted());
                                    } catch (SQLException e) {
                                        heard.completeExceptionally(e);
                                    }
                                });
        while (waiting.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        waiting.interrupt();
        for (var reading : taken) {
            reading.close();
        }

        assertEquals(List.of(false, true), heard.get());
    }

    /// While it reads, and afterwards.
    private List<Boolean> interrupted() throws SQLException {
        boolean meanwhile;
        try (var _ = database.read().orElseThrow()) {
            meanwhile = Thread.currentThread().isInterrupted();
        }
        return List.of(meanwhile, Thread.currentThread().isInterrupted());
    }

    @Test
    void givenReadersThatFail_whenMoreRead_thenTheyHaveTheirPlaces() throws SQLException {
        for (var reading : taken()) {
            reading.connection().close();
            try (reading) {
                assertTrue(reading.connection().isClosed());
            } catch (SQLException e) {
                assertTrue(reading.connection().isClosed());
            }
        }

        for (var reading : taken()) {
            reading.close();
        }
    }

    private List<Database.Reading> taken() throws SQLException {
        var taken = new ArrayList<Database.Reading>();
        for (int i = 0; i < READERS; i++) {
            taken.add(database.read().orElseThrow());
        }
        return taken;
    }
}
