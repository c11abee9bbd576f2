package org.odradek.sync.server.log.table;

import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.control.ControlChange;
import org.odradek.sync.protocol.control.ControlRecord;
import org.odradek.sync.protocol.wire.ControlAnswer;
import org.odradek.sync.protocol.wire.Credentials;
import org.odradek.sync.protocol.wire.DeviceHeads.DeviceHead;
import org.odradek.sync.protocol.wire.SignUpAnswer;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// The control log in tables: compare-and-set on its head, and what its records mean for the table of connections.
final class Control {
    private Control() {}

    static List<Bytes> after(Sql sql, AccountRow account, long position) throws SQLException {
        return sql.list(
                "SELECT record FROM control WHERE place > ? AND place <= ? ORDER BY place",
                row -> new Bytes(row.getBytes(1)),
                Keys.place(account.no(), position),
                Keys.place(account.no(), account.controlPosition()));
    }

    static SignUpAnswer signUp(
            Sql sql, Credentials credentials, List<ControlRecord> control, long nowMs)
            throws SQLException {
        var holder = AccountRow.named(sql, credentials.user());
        if (holder.isPresent() && !holder.get().equals(credentials.account())) {
            return new SignUpAnswer.NameTaken();
        }
        var present = AccountRow.find(sql, credentials.account());
        if (present.isPresent()) {
            boolean isSame =
                    AccountRow.credentials(sql, credentials.account())
                                    .equals(Optional.of(credentials))
                            && after(sql, present.get(), 0)
                                    .equals(control.stream().map(ControlRecord::encode).toList());
            return isSame
                    ? new SignUpAnswer.SignedUp(credentials.account())
                    : new SignUpAnswer.AlreadyThere();
        }
        var account = AccountRow.insert(sql, credentials);
        for (var record : control) {
            add(sql, account.no(), record, nowMs);
        }
        return new SignUpAnswer.SignedUp(credentials.account());
    }

    static ControlAnswer append(
            Sql sql, AccountRow account, List<ControlRecord> records, long nowMs)
            throws SQLException {
        return append(sql, account, records, record -> laterEntries(sql, account, record), nowMs);
    }

    static ControlAnswer giveBack(
            Sql sql, AccountRow account, List<ControlRecord> records, long nowMs)
            throws SQLException {
        return append(sql, account, records, _ -> Optional.empty(), nowMs);
    }

    @FunctionalInterface
    private interface Hindrance {
        Optional<ControlAnswer> of(ControlRecord record) throws SQLException;
    }

    private static ControlAnswer append(
            Sql sql,
            AccountRow account,
            List<ControlRecord> records,
            Hindrance hindrance,
            long nowMs)
            throws SQLException {
        var missing = records;
        var present = after(sql, account, records.getFirst().position() - 1);
        for (var there : present) {
            if (missing.isEmpty() || !missing.getFirst().encode().equals(there)) {
                break;
            }
            missing = missing.subList(1, missing.size());
        }
        if (missing.isEmpty()) {
            return new ControlAnswer.Appended(records.getLast().position());
        }
        var first = missing.getFirst();
        if (first.position() != account.controlPosition() + 1
                || !first.previousHash().equals(account.controlHash())) {
            return new ControlAnswer.Moved(account.controlPosition(), account.controlHash());
        }
        for (var record : missing) {
            var hindered = hindrance.of(record);
            if (hindered.isPresent()) {
                return hindered.get();
            }
        }
        for (var record : missing) {
            add(sql, account.no(), record, nowMs);
        }
        return new ControlAnswer.Appended(records.getLast().position());
    }

    /// A revocation names the newest entry here that the device's signed head covers. A server that was set back may have less, never
    /// more or other. What no head covers nobody can take: if it counted, the device that left it there could not be removed.
    private static Optional<ControlAnswer> laterEntries(
            Sql sql, AccountRow account, ControlRecord record) throws SQLException {
        if (!(record.change() instanceof ControlChange.DeviceRevoked revoked)) {
            return Optional.empty();
        }
        var last = new DeviceHead(revoked.device(), revoked.lastSeq(), revoked.lastHash());
        return DeviceTip.headed(sql, account.no(), revoked.device())
                .map(DeviceTip::head)
                .filter(
                        head ->
                                head.seq() > last.seq()
                                        || head.seq() == last.seq() && !head.equals(last))
                .map(ControlAnswer.LaterEntries::new);
    }

    private static void add(Sql sql, long accountNo, ControlRecord record, long nowMs)
            throws SQLException {
        sql.update(
                "INSERT INTO control (place, record) VALUES (?, ?)",
                Keys.place(accountNo, record.position()),
                record.encode().array());
        sql.update(
                "UPDATE account SET control_position = ?, control_hash = ? WHERE no = ?",
                record.position(),
                record.hash().array(),
                accountNo);
        switch (record.change()) {
            case ControlChange.DeviceEnrolled enrolled ->
                    DeviceRow.insert(sql, accountNo, enrolled.device(), nowMs);
            case ControlChange.DeviceRevoked revoked ->
                    DeviceRow.of(sql, accountNo, revoked.device()).revoke(sql, nowMs);
            case ControlChange.Founded _,
                    ControlChange.DeviceRenamed _,
                    ControlChange.LastEntryMoved _,
                    ControlChange.ContentKeyChanged _ -> {}
        }
    }
}
