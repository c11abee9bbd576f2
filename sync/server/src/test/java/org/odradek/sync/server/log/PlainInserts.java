package org.odradek.sync.server.log;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/// What a person would write by hand to get the same records into PostgreSQL fast, each entry once: one table with an index that holds an
/// entry's number unique, one statement and one commit for a batch, a connection for each writer. It keeps no order between writers,
/// no device's state and no bound, and has no answer for a retry but an error.
final class PlainInserts implements DurableAppendMeasure.Appending, AutoCloseable {
    private static final String SQL =
            """
            INSERT INTO plain (place, ordinal, total_bytes, kind, chain, body, entry, hash)
            SELECT p.place, p.ordinal, p.total_bytes, p.kind, p.chain, p.body, p.entry, p.hash
            FROM unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::smallint[], ?::bytea[], ?::bytea[], ?::bigint[], ?::bytea[])
                 AS p (place, ordinal, total_bytes, kind, chain, body, entry, hash)
            """;

    private final List<Connection> connections = new ArrayList<>();
    private final AtomicLong places = new AtomicLong();

    PlainInserts(String url, int writers) throws SQLException {
        for (int writer = 0; writer < writers; writer++) {
            connections.add(DriverManager.getConnection(url));
        }
        try (var statement = connections.getFirst().createStatement()) {
            statement.execute("DROP TABLE IF EXISTS plain");
            statement.execute(
                    "CREATE TABLE plain (LIKE record INCLUDING ALL, entry BIGINT UNIQUE, hash"
                            + " BYTEA)");
        }
    }

    @Override
    public void append(int writer, DurableAppendMeasure.Batch batch) throws SQLException {
        var bodies = batch.bodies();
        int rows = bodies.size();
        long last = places.addAndGet(rows);
        var place = new long[rows];
        var kinds = new short[rows];
        var chains = new byte[rows][32];
        var contents = new byte[rows][];
        for (int row = 0; row < rows; row++) {
            place[row] = last - row;
            contents[row] = bodies.get(row).array();
        }
        try (var statement = connections.get(writer).prepareStatement(SQL)) {
            statement.setObject(1, place);
            statement.setObject(2, place);
            statement.setObject(3, place);
            statement.setObject(4, kinds);
            statement.setObject(5, chains);
            statement.setObject(6, contents);
            statement.setObject(7, place);
            statement.setObject(8, chains);
            statement.executeUpdate();
        }
    }

    @Override
    public void close() throws SQLException {
        for (var connection : connections) {
            connection.close();
        }
    }
}
