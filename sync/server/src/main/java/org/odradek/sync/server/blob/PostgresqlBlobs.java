package org.odradek.sync.server.blob;

import org.odradek.core.entry.AccountId;
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.server.postgresql.Database;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/// Chunks as rows, for nodes that share a database. Each change is one statement, which counts what the account holds along with it.
public final class PostgresqlBlobs implements BlobStore {
    private final Database database;

    /// @param database closed by whoever opened it
    public PostgresqlBlobs(Database database) {
        this.database = database;
    }

    @Override
    public List<Bytes> held(AccountId account, List<Bytes> names) {
        var held =
                new HashSet<>(
                        database.look(
                                sql ->
                                        sql.list(
                                                "SELECT name FROM blob WHERE account = ? AND name ="
                                                        + " ANY (?)",
                                                row -> new Bytes(row.getBytes(1)),
                                                account.bytes(),
                                                names.stream()
                                                        .map(Bytes::array)
                                                        .toArray(byte[][]::new))));
        return names.stream().filter(held::contains).toList();
    }

    @Override
    public Optional<Bytes> get(AccountId account, Bytes name) {
        return database.look(
                sql ->
                        sql.first(
                                "SELECT sealed FROM blob WHERE account = ? AND name = ?",
                                row -> new Bytes(row.getBytes(1)),
                                account.bytes(),
                                name.array()));
    }

    @Override
    public void put(AccountId account, Bytes name, Bytes sealed) {
        database.statement(
                sql ->
                        sql.update(
                                """
                                WITH added AS (
                                    INSERT INTO blob (account, name, sealed) VALUES (?, ?, ?)
                                    ON CONFLICT (account, name) DO NOTHING
                                    RETURNING octet_length(sealed) AS bytes
                                )
                                INSERT INTO blob_held (account, bytes) SELECT ?::bytea, added.bytes FROM added
                                ON CONFLICT (account) DO UPDATE SET bytes = blob_held.bytes + EXCLUDED.bytes
                                """,
                                account.bytes(),
                                name.array(),
                                sealed.array(),
                                account.bytes()));
    }

    @Override
    public void drop(AccountId account, Bytes name) {
        database.statement(
                sql ->
                        sql.update(
                                """
                                WITH dropped AS (
                                    DELETE FROM blob WHERE account = ? AND name = ?
                                    RETURNING octet_length(sealed) AS bytes
                                )
                                UPDATE blob_held SET bytes = blob_held.bytes - dropped.bytes FROM dropped
                                WHERE blob_held.account = ?
                                """,
                                account.bytes(),
                                name.array(),
                                account.bytes()));
    }

    @Override
    public void dropAll(AccountId account) {
        database.statement(
                sql ->
                        sql.update(
                                """
                                WITH dropped AS (DELETE FROM blob WHERE account = ?)
                                DELETE FROM blob_held WHERE account = ?
                                """,
                                account.bytes(),
                                account.bytes()));
    }

    @Override
    public void each(AccountId account, BiConsumer<Bytes, Bytes> chunk) {
        var names =
                database.look(
                        sql ->
                                sql.list(
                                        "SELECT name FROM blob WHERE account = ?",
                                        row -> new Bytes(row.getBytes(1)),
                                        account.bytes()));
        for (var name : names) {
            get(account, name).ifPresent(content -> chunk.accept(name, content));
        }
    }

    @Override
    public long heldBytes(AccountId account) {
        return database.look(
                        sql ->
                                sql.first(
                                        "SELECT bytes FROM blob_held WHERE account = ?",
                                        row -> row.getLong(1),
                                        account.bytes()))
                .orElse(0L);
    }
}
