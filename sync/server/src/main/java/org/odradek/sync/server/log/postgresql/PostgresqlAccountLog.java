package org.odradek.sync.server.log.postgresql;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

import org.odradek.core.entry.AccountId;
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.SignedHead;
import org.odradek.sync.server.log.AppendAnswer;
import org.odradek.sync.server.log.IncomingEntry;
import org.odradek.sync.server.log.table.Change;
import org.odradek.sync.server.log.table.TableLog;
import org.odradek.sync.server.postgresql.Database;

import java.util.List;

/// The engine for several nodes over one database. A change holds the row of its account from its first statement on, so that the
/// changes of an account come one after the other, whichever nodes make them; appends have a shorter way, see [Appends]. What is
/// answered is committed, and what is read is too.
public final class PostgresqlAccountLog extends TableLog {
    private static final long SECRET_SETTING = 2;

    private final Database database;
    private final Appends appends;
    private final Bytes secret;
    private volatile boolean isClosed;

    private PostgresqlAccountLog(Database database, Bytes secret) {
        this.database = database;
        this.appends = new Appends(database);
        this.secret = secret;
    }

    /// Opens the log of a database, which is closed with it.
    ///
    /// @param newSecret 32 random bytes, taken when the database has none
    public static PostgresqlAccountLog open(
            Database database, Bytes newSecret, MeterRegistry meters) {
        Gauge.builder("odradek.log.waiting", database, Database::waiting).register(meters);
        return new PostgresqlAccountLog(database, secret(database, newSecret));
    }

    /// The same for all nodes, whichever came first.
    private static Bytes secret(Database database, Bytes newSecret) {
        var offered = newSecret.ofSize(32, "a server's secret").array();
        return database.transaction(
                sql -> {
                    sql.update(
                            "INSERT INTO setting (no, content) VALUES (?, ?) ON CONFLICT (no) DO"
                                    + " NOTHING",
                            SECRET_SETTING,
                            offered);
                    return sql.first(
                                    "SELECT content FROM setting WHERE no = ?",
                                    row -> new Bytes(row.getBytes(1)),
                                    SECRET_SETTING)
                            .orElseThrow();
                },
                _ -> true);
    }

    @Override
    public Bytes secret() {
        return secret;
    }

    @Override
    public boolean isHealthy() {
        return !isClosed && database.isThere();
    }

    @Override
    public AppendAnswer append(
            AccountId account, List<IncomingEntry> entries, List<SignedHead> heads, long bytesMax) {
        return appends.append(account, entries, heads, bytesMax);
    }

    @Override
    protected <T> T write(Change<T> change) {
        return database.transaction(
                sql -> {
                    Appends.hold(sql, change.account());
                    return change.apply(sql);
                },
                change::hasChanged);
    }

    @Override
    protected <T> T read(Reading<T> reading) {
        return database.snapshot(reading::from);
    }

    @Override
    public void close() {
        isClosed = true;
        database.close();
    }
}
