package org.odradek.store.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.odradek.core.causality.VersionVector;
import org.odradek.store.log.Devices;
import org.odradek.store.schema.Database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/// A reader sees one moment, also while the database is exchanged for another.
final class ViewReadsTest {
    /// As many as one database lets read at once.
    private static final int READERS = 4;

    @TempDir Path folder;
    private Database old;
    private Database young;
    private ViewReads reads;
    private boolean isOldClosed;

    /// What a reader saw of one moment: where the tables stand, and what was published beside them.
    private record Seen(long tables, long published) {}

    @BeforeEach
    void open() throws Exception {
        old = database("old", 1);
        young = database("young", 2);
        reads = new ViewReads(old, published(old, 1));
    }

    @AfterEach
    void close() throws SQLException {
        closeOld();
        young.close();
    }

    private void closeOld() throws SQLException {
        if (!isOldClosed) {
            isOldClosed = true;
            old.close();
        }
    }

    private Database database(String name, long position) throws IOException, SQLException {
        var at = Files.createDirectories(folder.resolve(name));
        var database = ((Database.Opened.Ready) Database.open(at)).database();
        try (var insert =
                database.writer()
                        .prepareStatement(
                                """
                                INSERT INTO progress (key, account, device, made_by, position,
                                    place, hlc_ms, hlc_counter, view_hash)
                                VALUES (1, ?, ?, 1, ?, 0, 0, 0, ?)
                                """)) {
            insert.setObject(1, new UUID(0, 1));
            insert.setObject(2, new UUID(0, 2));
            insert.setLong(3, position);
            insert.setBytes(4, ViewHash.empty());
            insert.executeUpdate();
        }
        database.writer().commit();
        return database;
    }

    private static Published published(Database of, long position) throws SQLException {
        return Published.load(
                of.writer(),
                new ViewPosition(position),
                ViewHash.empty(),
                new Devices(of.writer()).keys(),
                VersionVector.EMPTY,
                VersionVector.EMPTY,
                0);
    }

    private Seen look() {
        return reads.read(
                (reading, moment) -> {
                    try (var select =
                                    reading.connection()
                                            .prepareStatement("SELECT position FROM progress");
                            var found = select.executeQuery()) {
                        found.next();
                        return new Seen(found.getLong(1), moment.position().value());
                    }
                });
    }

    private record Reader(Thread thread, CompletableFuture<Seen> seen) {}

    private Reader reader() {
        var seen = new CompletableFuture<Seen>();
        var thread =
                Thread.ofPlatform()
                        .start(
                                () -> {
                                    try {
                                        seen.complete(look());
                                    } catch (RuntimeException e) {
                                        seen.completeExceptionally(e);
                                    }
                                });
        return new Reader(thread, seen);
    }

    private static void awaitWaiting(Thread thread) {
        while (thread.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
    }

    @Test
    void givenAReaderThatHasItsConnection_whenTheDatabaseIsExchanged_thenItSeesOneMoment()
            throws Exception {
        var next = published(young, 2);
        var reader = new CompletableFuture<Reader>();

        reads.publish(
                next,
                () -> {
                    var begun = reader();
                    awaitWaiting(begun.thread());
                    reads.exchange(young, next);
                    reader.complete(begun);
                });

        assertEquals(new Seen(2, 2), reader.get().seen().get());
    }

    @Test
    void
            givenAReaderThatWaitsForAConnection_whenTheDatabaseIsExchangedAndClosed_thenItReadsTheNext()
                    throws Exception {
        var next = published(young, 2);
        var waiting = new CompletableFuture<Reader>();
        var closing = new CountDownLatch(1);
        var closer =
                Thread.ofPlatform()
                        .unstarted(
                                () -> {
                                    closing.countDown();
                                    try {
                                        closeOld();
                                    } catch (SQLException e) {
                                        throw new IllegalStateException(e);
                                    }
                                });

        holding(
                READERS,
                () -> {
                    var begun = reader();
                    awaitWaiting(begun.thread());
                    reads.exchange(young, next);
                    closer.start();
                    closing.await();
                    awaitWaiting(closer);
                    waiting.complete(begun);
                });

        closer.join();
        assertEquals(new Seen(2, 2), waiting.get().seen().get());
    }

    private interface Piece {
        void run() throws Exception;
    }

    /// Does something while so many readings are under way.
    private void holding(int readings, Piece piece) {
        reads.read(
                (_, _) -> {
                    if (readings > 1) {
                        holding(readings - 1, piece);
                        return true;
                    }
                    try {
                        piece.run();
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                    return true;
                });
    }

    @Test
    void givenADatabaseThatIsClosedForGood_whenRead_thenThatIsAFault() throws Exception {
        closeOld();

        assertThrows(IllegalStateException.class, this::look);
    }
}
