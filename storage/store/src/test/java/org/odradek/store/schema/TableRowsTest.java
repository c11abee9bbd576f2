package org.odradek.store.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// Rows that were put past H2's statements are rows like any others.
final class TableRowsTest {
    private static final UUID ONE = new UUID(1, 1);
    private static final UUID OTHER = new UUID(2, 2);

    @TempDir Path folder;
    private Database database;
    private TableRows bodies;
    private TableRows subItems;

    @BeforeEach
    void open() throws SQLException {
        database =
                switch (Database.open(folder)) {
                    case Database.Opened.Ready(var opened) -> opened;
                    case Database.Opened other -> throw new AssertionError(other.toString());
                };
        bodies = TableRows.of(database.writer(), "body", "directory");
        subItems = TableRows.of(database.writer(), "sub_item", "parent");
    }

    @AfterEach
    void close() throws SQLException {
        database.close();
    }

    @Test
    void givenRowsPutByKey_whenCommitted_thenStatementsFindThemAlsoInTheFileOpenedAgain()
            throws SQLException {
        bodies.row(7).bytes(new byte[] {1}).insert();
        bodies.row(8).bytes(new byte[] {2}).insert();
        bodies.row(7).bytes(new byte[] {3}).update();
        bodies.remove(8);
        subItems.row(4).id(ONE).insert();
        database.writer().commit();

        assertEquals(List.of("7: 3"), bodies(database.writer()));
        close();
        open();
        assertEquals(List.of("7: 3"), bodies(database.writer()));
        assertEquals(List.of(4L), children(database.writer(), ONE));
        assertEquals(3, bodies.find(7).orElseThrow().bytes(0)[0]);
    }

    @Test
    void givenRowsPutByKey_whenRolledBack_thenAllIsAsBefore() throws SQLException {
        bodies.row(7).bytes(new byte[] {1}).insert();
        subItems.row(4).id(ONE).insert();
        database.writer().commit();

        bodies.row(7).bytes(new byte[] {2}).update();
        bodies.row(8).bytes(new byte[] {2}).insert();
        subItems.row(4).id(OTHER).update();
        subItems.row(5).id(OTHER).insert();
        assertEquals(List.of("7: 2", "8: 2"), bodies(database.writer()));
        database.writer().rollback();

        assertEquals(List.of("7: 1"), bodies(database.writer()));
        assertEquals(List.of(4L), children(database.writer(), ONE));
        assertEquals(List.of(), children(database.writer(), OTHER));
        assertTrue(bodies.find(8).isEmpty());
    }

    @Test
    void givenAReaderThatHasBegun_whenRowsAreCommitted_thenItSeesWhatWasThere()
            throws SQLException {
        bodies.row(7).bytes(new byte[] {1}).insert();
        database.writer().commit();
        try (var reading = database.read().orElseThrow();
                var begin = reading.connection().createStatement()) {
            begin.execute("SELECT position FROM progress");

            bodies.row(7).bytes(new byte[] {2}).update();
            bodies.row(8).bytes(new byte[] {2}).insert();
            database.writer().commit();

            assertEquals(List.of("7: 1"), bodies(reading.connection()));
        }
        try (var reading = database.read().orElseThrow()) {
            assertEquals(List.of("7: 2", "8: 2"), bodies(reading.connection()));
        }
    }

    @Test
    void givenAnIndex_whenRowsChangeOrGo_thenItFollows() throws SQLException {
        subItems.row(4).id(ONE).insert();
        subItems.row(5).id(ONE).insert();
        subItems.row(6).id(ONE).insert();
        subItems.row(5).id(OTHER).update();
        subItems.remove(6);
        database.writer().commit();

        assertEquals(List.of(4L), children(database.writer(), ONE));
        assertEquals(List.of(5L), children(database.writer(), OTHER));
    }

    @Test
    void givenRowsOfSeveralTransactions_whenCountedAndLookedThrough_thenOwnOnesCount()
            throws SQLException {
        for (int key = 10; key < 20; key++) {
            bodies.row(key).bytes(new byte[] {(byte) key}).insert();
        }
        database.writer().commit();
        bodies.row(20).bytes(new byte[] {20}).insert();

        assertEquals(6, bodies.count(15, 30));
        assertEquals(0, bodies.count(21, 30));
        assertEquals(20, bodies.first(15, 6, row -> row.bytes(0)[0] == 20).orElseThrow().key());
        assertTrue(bodies.first(15, 5, row -> row.bytes(0)[0] == 20).isEmpty());
    }

    @Test
    void givenARow_whenItIsPutTwiceOrOneIsChangedThatIsNotThere_thenThatIsAFault()
            throws SQLException {
        bodies.row(7).bytes(new byte[] {1}).insert();
        subItems.row(4).id(ONE).insert();

        assertThrows(SQLException.class, () -> bodies.row(7).bytes(new byte[] {2}).insert());
        assertThrows(SQLException.class, () -> bodies.row(9).bytes(new byte[] {2}).update());
        assertThrows(SQLException.class, () -> subItems.row(4).id(ONE).insert());
        assertThrows(SQLException.class, () -> subItems.row(9).id(ONE).update());
        assertThrows(SQLException.class, () -> subItems.row(9).insert());
    }

    private static List<String> bodies(Connection connection) throws SQLException {
        try (var select = connection.prepareStatement("SELECT key, directory FROM body");
                var found = select.executeQuery()) {
            var all = new ArrayList<String>();
            while (found.next()) {
                all.add(found.getLong(1) + ": " + found.getBytes(2)[0]);
            }
            return all;
        }
    }

    private static List<Long> children(Connection connection, UUID parent) throws SQLException {
        try (var select =
                connection.prepareStatement("SELECT key FROM sub_item WHERE parent = ?")) {
            select.setObject(1, parent);
            try (var found = select.executeQuery()) {
                var all = new ArrayList<Long>();
                while (found.next()) {
                    all.add(found.getLong(1));
                }
                return all;
            }
        }
    }
}
