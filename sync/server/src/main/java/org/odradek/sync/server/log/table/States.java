package org.odradek.sync.server.log.table;

import org.odradek.core.entry.DeviceId;
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.connection.ActivateAnswer;
import org.odradek.sync.protocol.connection.ConnectionState;
import org.odradek.sync.protocol.wire.Cursor;
import org.odradek.sync.server.log.Deactivation;

import java.sql.SQLException;

/// A connection's ways between ACTIVE and INACTIVE in tables.
final class States {
    private States() {}

    static Deactivation deactivate(
            Sql sql, AccountRow account, DeviceId id, String reason, long nowMs)
            throws SQLException {
        var device = DeviceRow.of(sql, account.no(), id);
        return switch (device.state()) {
            case REVOKED -> new Deactivation.Revoked();
            case INACTIVE -> new Deactivation.Inactive();
            case ACTIVE -> {
                long active =
                        DeviceRow.all(sql, account.no()).stream()
                                .filter(row -> row.state() == ConnectionState.ACTIVE)
                                .count();
                if (active <= 1) {
                    yield new Deactivation.LastActive();
                }
                sql.update(
                        "UPDATE device SET state = ?, since_ms = ?, reason = ? WHERE no = ?",
                        ConnectionState.INACTIVE.name(),
                        nowMs,
                        reason,
                        device.no());
                yield new Deactivation.Inactive();
            }
        };
    }

    /// An INACTIVE connection gets its channel at exactly this cursor, which may lie before what it once acknowledged; an ACTIVE one
    /// only moves forward, so that a late repetition does no harm.
    static ActivateAnswer activate(Sql sql, AccountRow account, DeviceId id, Cursor at, long nowMs)
            throws SQLException {
        if (at.position() < account.trimmed()) {
            return new ActivateAnswer.Trimmed(account.trimmed());
        }
        if (!Cursors.isHere(sql, account, at)) {
            return new ActivateAnswer.CursorDiffers(account.cursor());
        }
        var device = DeviceRow.of(sql, account.no(), id);
        switch (device.state()) {
            case REVOKED -> throw new IllegalArgumentException("revoked device " + id);
            case ACTIVE -> Cursors.acknowledge(sql, account, id, at, nowMs);
            case INACTIVE ->
                    sql.update(
                            """
                            UPDATE device SET state = ?, since_ms = ?, reason = NULL, acknowledged = ?, acknowledged_ms = ?,
                                              last_seen_ms = ?
                            WHERE no = ?
                            """,
                            ConnectionState.ACTIVE.name(),
                            nowMs,
                            at.position(),
                            nowMs,
                            nowMs,
                            device.no());
        }
        return new ActivateAnswer.Activated();
    }

    static int visited(Sql sql, AccountRow account, DeviceId id, Bytes rhythm, long nowMs)
            throws SQLException {
        return sql.update(
                "UPDATE device SET last_seen_ms = ?, rhythm = ? WHERE no = ?",
                nowMs,
                rhythm.array(),
                DeviceRow.of(sql, account.no(), id).no());
    }
}
