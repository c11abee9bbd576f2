package org.odradek.sync.server.log.table;

import org.jspecify.annotations.Nullable;
import org.odradek.core.entry.DeviceId;
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.connection.Connection;
import org.odradek.sync.protocol.connection.ConnectionState;
import org.odradek.sync.server.log.Visit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A row of `device`: one connection of an account.
public record DeviceRow(
        long no,
        DeviceId device,
        ConnectionState state,
        long sinceMs,
        @Nullable String reason,
        long lastSeenMs,
        long acknowledged,
        long acknowledgedMs,
        @Nullable Bytes viewDigest) {
    private static final String COLUMNS =
            """
            SELECT no, device, state, since_ms, reason, last_seen_ms, acknowledged, acknowledged_ms, view_digest
            FROM device
            """;

    /// All of an account's devices, in order of identifier.
    public static List<DeviceRow> all(Sql sql, long accountNo) throws SQLException {
        return sql.list(
                COLUMNS + " WHERE account_no = ? ORDER BY device", DeviceRow::read, accountNo);
    }

    /// An account has few devices, so that its index leads to them all.
    static Optional<DeviceRow> find(Sql sql, long accountNo, DeviceId device) throws SQLException {
        return sql.first(
                COLUMNS + " WHERE account_no = ? AND device = ?",
                DeviceRow::read,
                accountNo,
                device.bytes());
    }

    static DeviceRow of(Sql sql, long accountNo, DeviceId device) throws SQLException {
        return find(sql, accountNo, device)
                .orElseThrow(() -> new IllegalArgumentException("no device " + device));
    }

    private static DeviceRow read(ResultSet row) throws SQLException {
        byte[] viewDigest = row.getBytes(9);
        return new DeviceRow(
                row.getLong(1),
                DeviceId.of(row.getBytes(2)),
                ConnectionState.valueOf(row.getString(3)),
                row.getLong(4),
                row.getString(5),
                row.getLong(6),
                row.getLong(7),
                row.getLong(8),
                viewDigest == null ? null : new Bytes(viewDigest));
    }

    static void insert(Sql sql, long accountNo, DeviceId device, long nowMs) throws SQLException {
        sql.update(
                """
                INSERT INTO device (account_no, device, state, since_ms, reason, last_seen_ms, acknowledged,
                                    acknowledged_ms, view_digest)
                VALUES (?, ?, ?, ?, NULL, 0, 0, 0, NULL)
                """,
                accountNo,
                device.bytes(),
                ConnectionState.ACTIVE.name(),
                nowMs);
    }

    static Map<DeviceId, Bytes> rhythms(Sql sql, long accountNo) throws SQLException {
        var rhythms = new HashMap<DeviceId, Bytes>();
        sql.list(
                "SELECT device, rhythm FROM device WHERE account_no = ? AND rhythm IS NOT NULL",
                row -> rhythms.put(DeviceId.of(row.getBytes(1)), new Bytes(row.getBytes(2))),
                accountNo);
        return Map.copyOf(rhythms);
    }

    static Optional<Visit> visit(Sql sql, long accountNo, DeviceId device) throws SQLException {
        return sql.first(
                """
                SELECT visit_to, visit_until_ms FROM device
                WHERE account_no = ? AND device = ? AND visit_to IS NOT NULL
                """,
                row -> new Visit(row.getLong(1), row.getLong(2)),
                accountNo,
                device.bytes());
    }

    void revoke(Sql sql, long nowMs) throws SQLException {
        sql.update(
                "UPDATE device SET state = ?, since_ms = ?, reason = ? WHERE no = ?",
                ConnectionState.REVOKED.name(),
                nowMs,
                "revoked",
                no);
    }

    /// @param heldRecords what the channel keeps for it; nothing unless it is active
    Connection connection(long heldRecords, long heldBytes) {
        return new Connection(
                device,
                state,
                sinceMs,
                reason,
                lastSeenMs,
                acknowledged,
                acknowledgedMs,
                heldRecords,
                heldBytes,
                viewDigest);
    }
}
