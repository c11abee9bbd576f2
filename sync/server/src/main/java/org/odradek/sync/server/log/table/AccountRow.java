package org.odradek.sync.server.log.table;

import org.jspecify.annotations.Nullable;
import org.odradek.core.entry.AccountId;
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.wire.Credentials;
import org.odradek.sync.protocol.wire.CredentialsAnswer;
import org.odradek.sync.protocol.wire.Cursor;
import org.odradek.sync.protocol.wire.UserName;
import org.odradek.sync.protocol.wire.Wire;
import org.odradek.sync.server.log.LogStatus;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// A row of `account`: where its log stands.
///
/// @param nextPosition beyond every position ever given out or claimed
/// @param trimmed      the log begins after this position, whose chain hash is `trimmedChain`
/// @param heldBytes    the size of the records that are there
/// @param records      how many records there have ever been
/// @param recordBytes  and their size
public record AccountRow(
        long no,
        AccountId account,
        long epoch,
        long head,
        Bytes chain,
        long nextPosition,
        long trimmed,
        Bytes trimmedChain,
        long heldBytes,
        long records,
        long recordBytes,
        long controlPosition,
        Bytes controlHash) {
    private static final String COLUMNS =
            """
            SELECT no, account, epoch, head, chain, next_position, trimmed, trimmed_chain, held_bytes, records,
                   record_bytes, control_position, control_hash
            FROM account
            """;

    public static Optional<AccountRow> find(Sql sql, AccountId account) throws SQLException {
        return sql.first(COLUMNS + " WHERE account = ?", AccountRow::read, account.bytes());
    }

    /// Throws IllegalArgumentException for an unknown account.
    public static AccountRow of(Sql sql, AccountId account) throws SQLException {
        return find(sql, account)
                .orElseThrow(() -> new IllegalArgumentException("no account " + account));
    }

    private static AccountRow read(ResultSet row) throws SQLException {
        return new AccountRow(
                row.getLong(1),
                AccountId.of(row.getBytes(2)),
                row.getLong(3),
                row.getLong(4),
                new Bytes(row.getBytes(5)),
                row.getLong(6),
                row.getLong(7),
                new Bytes(row.getBytes(8)),
                row.getLong(9),
                row.getLong(10),
                row.getLong(11),
                row.getLong(12),
                new Bytes(row.getBytes(13)));
    }

    static AccountRow insert(Sql sql, Credentials credentials) throws SQLException {
        var start = Cursor.START.hash().array();
        sql.update(
                """
                INSERT INTO account (account, user_name, credentials, epoch, head, chain, next_position, trimmed,
                                     trimmed_chain, held_bytes, records, record_bytes, control_position, control_hash)
                VALUES (?, ?, ?, 1, 0, ?, 1, 0, ?, 0, 0, 0, 0, ?)
                """,
                credentials.account().bytes(),
                credentials.user().value(),
                Wire.encode(credentials),
                start,
                start,
                new byte[32]);
        return of(sql, credentials.account());
    }

    /// Writes back what an append, a trim or a new epoch has changed.
    void update(Sql sql) throws SQLException {
        sql.update(
                """
                UPDATE account SET epoch = ?, head = ?, chain = ?, next_position = ?, trimmed = ?, trimmed_chain = ?,
                                   held_bytes = ?, records = ?, record_bytes = ?
                WHERE no = ?
                """,
                epoch,
                head,
                chain.array(),
                nextPosition,
                trimmed,
                trimmedChain.array(),
                heldBytes,
                records,
                recordBytes,
                no);
    }

    public Cursor cursor() {
        return new Cursor(epoch, head, chain);
    }

    LogStatus status(Sql sql) throws SQLException {
        long acknowledgements =
                sql.first(
                                "SELECT COALESCE(SUM(acknowledged), 0) FROM device WHERE account_no"
                                        + " = ?",
                                row -> row.getLong(1),
                                no)
                        .orElse(0L);
        return new LogStatus(
                cursor(), trimmed, heldBytes, controlPosition, controlHash, acknowledgements);
    }

    /// One more record at the end.
    AccountRow appended(long position, Bytes newChain, int sizeBytes) {
        return new AccountRow(
                no,
                account,
                epoch,
                position,
                newChain,
                position + 1,
                trimmed,
                trimmedChain,
                heldBytes + sizeBytes,
                records + 1,
                recordBytes + sizeBytes,
                controlPosition,
                controlHash);
    }

    AccountRow trimmed(long below, Bytes chainThere, long droppedBytes) {
        return new AccountRow(
                no,
                account,
                epoch,
                head,
                chain,
                nextPosition,
                below,
                chainThere,
                heldBytes - droppedBytes,
                records,
                recordBytes,
                controlPosition,
                controlHash);
    }

    AccountRow inEpoch(long newEpoch, long newNextPosition) {
        return new AccountRow(
                no,
                account,
                newEpoch,
                head,
                chain,
                newNextPosition,
                trimmed,
                trimmedChain,
                heldBytes,
                records,
                recordBytes,
                controlPosition,
                controlHash);
    }

    /// Takes everything of this account out of every table.
    void delete(Sql sql) throws SQLException {
        for (var device : DeviceRow.all(sql, no)) {
            for (var table : List.of("DELETE FROM entry", "DELETE FROM head")) {
                sql.update(
                        table + " WHERE place >= ? AND place <= ?",
                        Keys.place(device.no(), 0),
                        Keys.last(device.no()));
            }
        }
        for (var table : List.of("DELETE FROM record", "DELETE FROM control")) {
            sql.update(
                    table + " WHERE place >= ? AND place <= ?", Keys.place(no, 0), Keys.last(no));
        }
        sql.update("DELETE FROM clone WHERE account_no = ?", no);
        sql.update("DELETE FROM device WHERE account_no = ?", no);
        sql.update("DELETE FROM account WHERE no = ?", no);
    }

    /// So many accounts after one, in order of identifier; from the first on after null.
    static List<AccountId> after(Sql sql, @Nullable AccountId account, int countMax)
            throws SQLException {
        return sql.list(
                "SELECT account FROM account WHERE account > ? ORDER BY account FETCH FIRST ? ROWS"
                        + " ONLY",
                row -> AccountId.of(row.getBytes(1)),
                account == null ? new byte[0] : account.bytes(),
                countMax);
    }

    static long count(Sql sql) throws SQLException {
        return sql.first("SELECT COUNT(*) FROM account", row -> row.getLong(1)).orElseThrow();
    }

    static Optional<AccountId> named(Sql sql, UserName user) throws SQLException {
        return sql.first(
                "SELECT account FROM account WHERE user_name = ?",
                row -> AccountId.of(row.getBytes(1)),
                user.value());
    }

    static Optional<Credentials> credentials(Sql sql, AccountId account) throws SQLException {
        return sql.first(
                "SELECT credentials FROM account WHERE account = ?",
                row -> Wire.decode(row.getBytes(1), Credentials.class),
                account.bytes());
    }

    static CredentialsAnswer changeCredentials(Sql sql, Credentials credentials)
            throws SQLException {
        var row = of(sql, credentials.account());
        var present = credentials(sql, credentials.account()).orElseThrow();
        if (present.equals(credentials)) {
            return new CredentialsAnswer.Changed();
        }
        if (present.version() >= credentials.version()) {
            return new CredentialsAnswer.Outdated(present.version());
        }
        var holder = named(sql, credentials.user());
        if (holder.isPresent() && !holder.get().equals(credentials.account())) {
            return new CredentialsAnswer.NameTaken();
        }
        sql.update(
                "UPDATE account SET user_name = ?, credentials = ? WHERE no = ?",
                credentials.user().value(),
                Wire.encode(credentials),
                row.no());
        return new CredentialsAnswer.Changed();
    }
}
