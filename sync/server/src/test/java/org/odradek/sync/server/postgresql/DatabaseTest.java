package org.odradek.sync.server.postgresql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.odradek.sync.server.log.BusyException;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

final class DatabaseTest {
    private static final long SETTING = 77;

    @Test
    void givenConnectionsThatTheDatabaseHasClosed_whenUsed_thenNobodyNotices() throws Exception {
        try (var database = Database.open(TestPostgresql.newDatabase())) {
            write(database, 1);
            assertEquals(List.of(1), read(database));

            TestPostgresql.breakConnections();

            write(database, 2);
            assertEquals(List.of(2), read(database));
        }
    }

    @Test
    void givenADatabaseThatIsAway_whenUsed_thenBusyAndOnItGoesWhenItIsBack() throws Exception {
        var url = TestPostgresql.newDatabase();
        try (var line = new CutLine(TestPostgresql.port());
                var database =
                        Database.open(
                                url.replace(
                                        ":" + TestPostgresql.port() + "/",
                                        ":" + line.port() + "/"))) {
            write(database, 1);

            line.cut();

            assertThrows(BusyException.class, () -> write(database, 2));
            assertThrows(BusyException.class, () -> read(database));
            assertFalse(database.isThere());
            line.mend();
            while (!database.isThere()) {
                Thread.onSpinWait();
            }
            write(database, 3);
            assertEquals(List.of(3), read(database));
        }
    }

    @Test
    void givenWorkThatConflicts_whenDone_thenItIsDoneAgain() throws Exception {
        try (var database = Database.open(TestPostgresql.newDatabase());
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            write(database, 0);
            var tasks = new ArrayList<Callable<Integer>>();
            for (int i = 0; i < 40; i++) {
                tasks.add(() -> addOne(database));
            }
            for (var done : threads.invokeAll(tasks)) {
                assertTrue(done.get() > 0);
            }

            assertEquals(List.of(40), read(database));
        }
    }

    /// Under an isolation that makes it fail when somebody else was faster.
    private static int addOne(Database database) {
        return database.transaction(
                sql -> {
                    sql.update("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
                    int next =
                            sql.first(
                                                    "SELECT content FROM setting WHERE no = ?",
                                                    row -> (int) row.getBytes(1)[0],
                                                    SETTING)
                                            .orElseThrow()
                                    + 1;
                    return sql.update(
                            "UPDATE setting SET content = ? WHERE no = ?",
                            new byte[] {(byte) next},
                            SETTING);
                },
                _ -> true);
    }

    @Test
    void givenWorkThatIsNotKept_whenDone_thenNothingHasChanged() throws Exception {
        try (var database = Database.open(TestPostgresql.newDatabase())) {
            write(database, 1);

            database.transaction(
                    sql -> sql.update("DELETE FROM setting WHERE no = ?", SETTING), _ -> false);

            assertEquals(List.of(1), read(database));
        }
    }

    @Test
    void givenAnEmptyDatabase_whenManyNodesStartAtOnce_thenAllComeUp() throws Exception {
        var url = TestPostgresql.newDatabase();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var starts = new ArrayList<Callable<Database>>();
            for (int i = 0; i < 6; i++) {
                starts.add(() -> Database.open(url));
            }
            for (var started : threads.invokeAll(starts)) {
                try (var database = started.get()) {
                    assertEquals(List.of(), read(database));
                }
            }
        }
    }

    @Test
    void givenADatabaseThatCannotServe_whenOpened_thenOneSentenceSaysWhy() throws Exception {
        var url = TestPostgresql.newDatabase();
        try (var database = Database.open(url)) {
            database.statement(
                    sql -> sql.update("UPDATE setting SET content = '\\x63' WHERE no = 1"));
        }

        assertRefused("its schema 99 is of a newer version of the server", url);
        assertRefused(
                "FATAL: database \"nowhere\" does not exist",
                "jdbc:postgresql://localhost:" + TestPostgresql.port() + "/nowhere?user=postgres");
        assertRefused(
                "Unable to parse URL jdbc:postgresql://localhost:x/y",
                "jdbc:postgresql://localhost:x/y?password=secret");
    }

    @Test
    void givenADatabaseThatDoesNotAnswerYet_whenOpened_thenTheSentenceSaysWhyAndThatItMayLater()
            throws Exception {
        assertAway(
                "there is no host nowhere.invalid",
                "jdbc:postgresql://nowhere.invalid/y?password=secret");
        try (var line = new CutLine(TestPostgresql.port())) {
            line.cut();
            assertAway(
                    "Connection to localhost:" + line.port() + " refused. Check that the hostname",
                    "jdbc:postgresql://localhost:" + line.port() + "/nowhere?password=secret");
        }
    }

    private static void assertRefused(String why, String url) {
        assertSentence(why, assertThrows(IllegalStateException.class, () -> Database.open(url)));
    }

    private static void assertAway(String why, String url) {
        assertSentence(why, assertThrows(BusyException.class, () -> Database.open(url)));
    }

    private static void assertSentence(String why, RuntimeException refused) {
        var sentence = String.valueOf(refused.getMessage());
        assertTrue(sentence.startsWith("the database does not open: " + why), sentence);
        assertEquals(1, sentence.lines().count());
        assertFalse(sentence.contains("secret"), sentence);
    }

    private static void write(Database database, int number) {
        database.transaction(
                sql ->
                        sql.update(
                                """
                                INSERT INTO setting (no, content) VALUES (?, ?)
                                ON CONFLICT (no) DO UPDATE SET content = EXCLUDED.content
                                """,
                                SETTING,
                                new byte[] {(byte) number}),
                _ -> true);
    }

    private static List<Integer> read(Database database) {
        return database.snapshot(
                sql ->
                        sql.list(
                                "SELECT content FROM setting WHERE no = ?",
                                row -> (int) row.getBytes(1)[0],
                                SETTING));
    }
}
