package org.odradek.sync.server.log.table;

import org.jspecify.annotations.Nullable;
import org.odradek.core.entry.AccountId;
import org.odradek.core.entry.DeviceId;
import org.odradek.core.entry.EntryId;
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.SignedHead;
import org.odradek.sync.protocol.clone.CloneAnswer;
import org.odradek.sync.protocol.clone.CloneConfirmed;
import org.odradek.sync.protocol.clone.CloneOffer;
import org.odradek.sync.protocol.clone.HeldClone;
import org.odradek.sync.protocol.connection.ActivateAnswer;
import org.odradek.sync.protocol.connection.Connection;
import org.odradek.sync.protocol.connection.ConnectionState;
import org.odradek.sync.protocol.control.ControlRecord;
import org.odradek.sync.protocol.wire.ControlAnswer;
import org.odradek.sync.protocol.wire.Credentials;
import org.odradek.sync.protocol.wire.CredentialsAnswer;
import org.odradek.sync.protocol.wire.Cursor;
import org.odradek.sync.protocol.wire.DeviceHeads.DeviceHead;
import org.odradek.sync.protocol.wire.LostCursor;
import org.odradek.sync.protocol.wire.NewEpoch;
import org.odradek.sync.protocol.wire.Pull;
import org.odradek.sync.protocol.wire.PullAnswer;
import org.odradek.sync.protocol.wire.SignUpAnswer;
import org.odradek.sync.protocol.wire.UserName;
import org.odradek.sync.server.log.AccountLog;
import org.odradek.sync.server.log.AppendAnswer;
import org.odradek.sync.server.log.Deactivation;
import org.odradek.sync.server.log.DroppedClone;
import org.odradek.sync.server.log.Held;
import org.odradek.sync.server.log.IncomingEntry;
import org.odradek.sync.server.log.LogStatus;
import org.odradek.sync.server.log.TrimAnswer;
import org.odradek.sync.server.log.Visit;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// An account log in tables: what each method reads and changes there is the same for every engine, which says how a change becomes
/// durable and where reads are made.
public abstract class TableLog implements AccountLog {
    /// Reads something.
    public interface Reading<T> {
        T from(Sql sql) throws SQLException;
    }

    /// Applies a change; returns when it is durable.
    protected abstract <T> T write(Change<T> change);

    /// Reads what is durable.
    protected abstract <T> T read(Reading<T> reading);

    @Override
    public Optional<AccountId> accountOf(UserName user) {
        return read(sql -> AccountRow.named(sql, user));
    }

    @Override
    public Optional<Credentials> credentials(AccountId account) {
        return read(sql -> AccountRow.credentials(sql, account));
    }

    @Override
    public SignUpAnswer signUp(Credentials credentials, List<ControlRecord> control, long nowMs) {
        return write(new Change.SignUp(credentials, encoded(control), nowMs));
    }

    @Override
    public CredentialsAnswer changeCredentials(Credentials credentials) {
        return write(new Change.ChangeCredentials(credentials));
    }

    @Override
    public Optional<LogStatus> status(AccountId account) {
        return read(
                sql -> {
                    var row = AccountRow.find(sql, account);
                    return row.isEmpty() ? Optional.empty() : Optional.of(row.get().status(sql));
                });
    }

    @Override
    public List<Bytes> control(AccountId account, long after) {
        return read(sql -> Control.after(sql, AccountRow.of(sql, account), after));
    }

    @Override
    public ControlAnswer appendControl(AccountId account, List<ControlRecord> records, long nowMs) {
        return write(new Change.AppendControl(account, encoded(records), nowMs));
    }

    @Override
    public ControlAnswer giveBackControl(
            AccountId account, List<ControlRecord> records, long nowMs) {
        return write(new Change.GiveBackControl(account, encoded(records), nowMs));
    }

    @Override
    public AppendAnswer append(
            AccountId account, List<IncomingEntry> entries, List<SignedHead> heads, long bytesMax) {
        return write(new Change.Append(account, entries, heads, bytesMax));
    }

    @Override
    public PullAnswer read(AccountId account, Pull pull) {
        return read(sql -> Records.read(sql, AccountRow.of(sql, account), pull));
    }

    @Override
    public List<Cursor> cursors(AccountId account, List<Long> positions) {
        return read(sql -> Cursors.at(sql, AccountRow.of(sql, account), positions));
    }

    @Override
    public NewEpoch beginEpoch(AccountId account, LostCursor lost) {
        return write(new Change.BeginEpoch(account, lost));
    }

    @Override
    public List<DeviceHead> heads(AccountId account) {
        return read(
                sql ->
                        DeviceTip.all(sql, AccountRow.of(sql, account).no()).stream()
                                .filter(tip -> tip.seq() > 0)
                                .map(DeviceTip::head)
                                .toList());
    }

    @Override
    public boolean acknowledge(AccountId account, DeviceId device, Cursor upTo, long nowMs) {
        return write(new Change.Acknowledge(account, device, upTo, nowMs));
    }

    @Override
    public void attach(AccountId account, DeviceId device, Bytes viewDigest) {
        write(new Change.Attach(account, device, viewDigest));
    }

    @Override
    public void visited(AccountId account, DeviceId device, Bytes rhythm, long nowMs) {
        write(
                new Change.Visited(
                        account, device, rhythm.atMost(RHYTHM_BYTES_MAX, "a rhythm"), nowMs));
    }

    @Override
    public Map<DeviceId, Bytes> rhythms(AccountId account) {
        return read(sql -> DeviceRow.rhythms(sql, AccountRow.of(sql, account).no()));
    }

    private static List<Bytes> encoded(List<ControlRecord> records) {
        return records.stream().map(ControlRecord::encode).toList();
    }

    @Override
    public List<Connection> connections(AccountId account) {
        return read(sql -> Cursors.connections(sql, AccountRow.of(sql, account)));
    }

    @Override
    public ConnectionState state(AccountId account, DeviceId device) {
        return read(sql -> DeviceRow.of(sql, AccountRow.of(sql, account).no(), device).state());
    }

    @Override
    public Held heldAfter(AccountId account, long position) {
        return read(sql -> Cursors.heldAfter(sql, AccountRow.of(sql, account), position));
    }

    @Override
    public Deactivation deactivate(AccountId account, DeviceId device, String reason, long nowMs) {
        return write(new Change.Deactivate(account, device, reason, nowMs));
    }

    @Override
    public ActivateAnswer activate(AccountId account, DeviceId device, Cursor at, long nowMs) {
        return write(new Change.Activate(account, device, at, nowMs));
    }

    @Override
    public void grantVisit(AccountId account, DeviceId device, Visit visit) {
        write(new Change.GrantVisit(account, device, visit.upTo(), visit.untilMs()));
    }

    @Override
    public Optional<Visit> visit(AccountId account, DeviceId device) {
        return read(sql -> DeviceRow.visit(sql, AccountRow.of(sql, account).no(), device));
    }

    @Override
    public CloneAnswer offerClone(AccountId account, CloneOffer offer, long nowMs) {
        return write(new Change.OfferClone(account, offer, nowMs));
    }

    @Override
    public List<HeldClone> clones(AccountId account, long nowMs) {
        return read(sql -> ClonesHeld.all(sql, AccountRow.of(sql, account), nowMs));
    }

    @Override
    public CloneConfirmed confirmClone(
            AccountId account, DeviceId device, Bytes clone, long nowMs) {
        return write(new Change.ConfirmClone(account, device, clone, nowMs));
    }

    @Override
    public List<DroppedClone> droppedClones(AccountId account) {
        return read(sql -> CloneRow.dropped(sql, AccountRow.of(sql, account)));
    }

    @Override
    public boolean forgetClone(AccountId account, Bytes clone) {
        return write(new Change.ForgetClone(account, clone));
    }

    @Override
    public TrimAnswer trim(AccountId account, Bytes clone, long nowMs) {
        return write(new Change.TrimCovered(account, clone, nowMs));
    }

    @Override
    public List<AccountId> accounts(@Nullable AccountId after, int countMax) {
        return read(sql -> AccountRow.after(sql, after, countMax));
    }

    @Override
    public long accountCount() {
        return read(AccountRow::count);
    }

    @Override
    public boolean delete(AccountId account) {
        return write(new Change.DeleteAccount(account));
    }

    @Override
    public boolean purge(AccountId account, EntryId entry, Set<Integer> parts) {
        return write(new Change.Purge(account, entry, parts));
    }
}
