package org.odradek.sync.simulation.process;

import org.odradek.sync.server.postgresql.InstalledPostgresql;

import java.io.IOException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;

/// Where servers keep their data: for each run what the household has left there, anew.
interface Engine {
    String word();

    /// Makes a database as of `from`, an empty one without, and answers with what options the server finds it.
    List<String> begin(String database, String from) throws SQLException;

    void drop(String database) throws SQLException;

    /// Ends the engine as a crash does and starts it again; false when it has no process of its own.
    boolean crash() throws IOException, InterruptedException;

    void end() throws IOException, InterruptedException;

    /// In the server's folder, which is copied with the household.
    record Embedded() implements Engine {
        @Override
        public String word() {
            return "h2";
        }

        @Override
        public List<String> begin(String database, String from) {
            return List.of();
        }

        @Override
        public void drop(String database) {}

        @Override
        public boolean crash() {
            return false;
        }

        @Override
        public void end() {}
    }

    /// A database for each run in one PostgreSQL.
    record Postgresql(InstalledPostgresql installed) implements Engine {
        static final String EMPTY = "template1";

        @Override
        public String word() {
            return "postgresql";
        }

        @Override
        public List<String> begin(String database, String from) throws SQLException {
            execute("CREATE DATABASE " + database + " TEMPLATE " + from);
            return List.of("--log", installed.url(database));
        }

        @Override
        public void drop(String database) throws SQLException {
            execute("DROP DATABASE " + database + " WITH (FORCE)");
        }

        private void execute(String statement) throws SQLException {
            try (var connection = DriverManager.getConnection(installed.url("postgres"));
                    var open = connection.createStatement()) {
                open.execute(statement);
            }
        }

        @Override
        public boolean crash() throws IOException, InterruptedException {
            installed.crashAndRecover();
            return true;
        }

        @Override
        public void end() throws IOException, InterruptedException {
            installed.close();
        }
    }
}
