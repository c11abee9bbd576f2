package org.odradek.sync.server.log.table;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

import org.odradek.core.entry.AccountId;
import org.odradek.core.entry.DeviceId;
import org.odradek.core.entry.EntryId;
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.SignedHead;
import org.odradek.sync.protocol.clone.CloneAnswer;
import org.odradek.sync.protocol.clone.CloneConfirmed;
import org.odradek.sync.protocol.clone.CloneOffer;
import org.odradek.sync.protocol.connection.ActivateAnswer;
import org.odradek.sync.protocol.control.ControlRecord;
import org.odradek.sync.protocol.wire.ControlAnswer;
import org.odradek.sync.protocol.wire.Credentials;
import org.odradek.sync.protocol.wire.CredentialsAnswer;
import org.odradek.sync.protocol.wire.Cursor;
import org.odradek.sync.protocol.wire.LostCursor;
import org.odradek.sync.protocol.wire.NewEpoch;
import org.odradek.sync.protocol.wire.PushAnswer;
import org.odradek.sync.protocol.wire.SignUpAnswer;
import org.odradek.sync.protocol.wire.Wire;
import org.odradek.sync.server.log.AppendAnswer;
import org.odradek.sync.server.log.Deactivation;
import org.odradek.sync.server.log.IncomingEntry;
import org.odradek.sync.server.log.TrimAnswer;

import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/// One write as data, as it stands in the journal. Applying it depends on nothing but the database and the change itself, so that the
/// same changes in the same order always give the same database.
///
/// @param <T> what its caller is answered
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Change.SignUp.class, name = "sign-up"),
    @JsonSubTypes.Type(value = Change.ChangeCredentials.class, name = "credentials"),
    @JsonSubTypes.Type(value = Change.AppendControl.class, name = "control"),
    @JsonSubTypes.Type(value = Change.GiveBackControl.class, name = "control-back"),
    @JsonSubTypes.Type(value = Change.Append.class, name = "append"),
    @JsonSubTypes.Type(value = Change.BeginEpoch.class, name = "epoch"),
    @JsonSubTypes.Type(value = Change.Acknowledge.class, name = "acknowledge"),
    @JsonSubTypes.Type(value = Change.Attach.class, name = "attach"),
    @JsonSubTypes.Type(value = Change.Purge.class, name = "purge"),
    @JsonSubTypes.Type(value = Change.Visited.class, name = "visited"),
    @JsonSubTypes.Type(value = Change.Deactivate.class, name = "deactivate"),
    @JsonSubTypes.Type(value = Change.Activate.class, name = "activate"),
    @JsonSubTypes.Type(value = Change.GrantVisit.class, name = "visit"),
    @JsonSubTypes.Type(value = Change.OfferClone.class, name = "offer-clone"),
    @JsonSubTypes.Type(value = Change.ConfirmClone.class, name = "confirm-clone"),
    @JsonSubTypes.Type(value = Change.ForgetClone.class, name = "forget-clone"),
    @JsonSubTypes.Type(value = Change.TrimCovered.class, name = "trim-covered"),
    @JsonSubTypes.Type(value = Change.DeleteAccount.class, name = "delete-account")
})
public sealed interface Change<T> {
    /// Whose log is changed.
    AccountId account();

    T apply(Sql sql) throws SQLException;

    /// The same for the one thread that makes all changes, with what it knows of where accounts stand. What it comes to may be planned
    /// only, see [Standings#write].
    default T apply(Sql sql, Standings standings) throws SQLException {
        standings.forget(account());
        return apply(sql);
    }

    /// Whether it looks into the tables, where all that is planned has to be written first.
    default boolean looksUp(Standings standings) {
        return true;
    }

    /// As it stands in the journal, where [Wire] reads it.
    default byte[] encoded() {
        return Wire.encode(this);
    }

    /// Whether this answer says that anything was written, so that the change belongs into the journal.
    boolean hasChanged(T answer);

    record SignUp(Credentials credentials, List<Bytes> control, long nowMs)
            implements Change<SignUpAnswer> {
        @Override
        public AccountId account() {
            return credentials.account();
        }

        @Override
        public SignUpAnswer apply(Sql sql) throws SQLException {
            return Control.signUp(sql, credentials, decoded(control), nowMs);
        }

        @Override
        public boolean hasChanged(SignUpAnswer answer) {
            return answer instanceof SignUpAnswer.SignedUp;
        }
    }

    record ChangeCredentials(Credentials credentials) implements Change<CredentialsAnswer> {
        @Override
        public AccountId account() {
            return credentials.account();
        }

        @Override
        public CredentialsAnswer apply(Sql sql) throws SQLException {
            return AccountRow.changeCredentials(sql, credentials);
        }

        @Override
        public boolean hasChanged(CredentialsAnswer answer) {
            return answer instanceof CredentialsAnswer.Changed;
        }
    }

    record AppendControl(AccountId account, List<Bytes> records, long nowMs)
            implements Change<ControlAnswer> {
        @Override
        public ControlAnswer apply(Sql sql) throws SQLException {
            return Control.append(sql, AccountRow.of(sql, account), decoded(records), nowMs);
        }

        @Override
        public boolean hasChanged(ControlAnswer answer) {
            return answer instanceof ControlAnswer.Appended;
        }
    }

    record GiveBackControl(AccountId account, List<Bytes> records, long nowMs)
            implements Change<ControlAnswer> {
        @Override
        public ControlAnswer apply(Sql sql) throws SQLException {
            return Control.giveBack(sql, AccountRow.of(sql, account), decoded(records), nowMs);
        }

        @Override
        public boolean hasChanged(ControlAnswer answer) {
            return answer instanceof ControlAnswer.Appended;
        }
    }

    record Append(
            AccountId account, List<IncomingEntry> entries, List<SignedHead> heads, long bytesMax)
            implements Change<AppendAnswer> {
        @Override
        public AppendAnswer apply(Sql sql) throws SQLException {
            var standings = new Standings();
            var answer = apply(sql, standings);
            standings.write(sql);
            return answer;
        }

        @Override
        public byte[] encoded() {
            return AppendForm.encode(this);
        }

        @Override
        public boolean looksUp(Standings standings) {
            return !standings.areEnoughFor(this);
        }

        @Override
        public AppendAnswer apply(Sql sql, Standings standings) throws SQLException {
            return Records.append(sql, standings, this);
        }

        @Override
        public boolean hasChanged(AppendAnswer answer) {
            return answer instanceof AppendAnswer.Answered(PushAnswer.Appended _);
        }
    }

    record BeginEpoch(AccountId account, LostCursor lost) implements Change<NewEpoch> {
        @Override
        public NewEpoch apply(Sql sql) throws SQLException {
            return Cursors.beginEpoch(sql, AccountRow.of(sql, account), lost);
        }

        @Override
        public boolean hasChanged(NewEpoch answer) {
            return answer instanceof NewEpoch.Begun;
        }
    }

    record Acknowledge(AccountId account, DeviceId device, Cursor upTo, long nowMs)
            implements Change<Boolean> {
        @Override
        public Boolean apply(Sql sql) throws SQLException {
            return Cursors.acknowledge(sql, AccountRow.of(sql, account), device, upTo, nowMs);
        }

        @Override
        public boolean hasChanged(Boolean answer) {
            return answer;
        }
    }

    record Attach(AccountId account, DeviceId device, Bytes viewDigest) implements Change<Integer> {
        @Override
        public Integer apply(Sql sql) throws SQLException {
            return sql.update(
                    "UPDATE device SET view_digest = ? WHERE no = ?",
                    viewDigest.array(),
                    deviceNo(sql, account, device));
        }

        @Override
        public boolean hasChanged(Integer answer) {
            return answer > 0;
        }
    }

    record Purge(AccountId account, EntryId entry, Set<Integer> parts) implements Change<Boolean> {
        @Override
        public Boolean apply(Sql sql) throws SQLException {
            return Records.purge(sql, AccountRow.of(sql, account), entry, parts);
        }

        @Override
        public boolean hasChanged(Boolean answer) {
            return answer;
        }
    }

    record Visited(AccountId account, DeviceId device, Bytes rhythm, long nowMs)
            implements Change<Integer> {
        @Override
        public Integer apply(Sql sql) throws SQLException {
            return States.visited(sql, AccountRow.of(sql, account), device, rhythm, nowMs);
        }

        @Override
        public boolean hasChanged(Integer answer) {
            return answer > 0;
        }
    }

    record Deactivate(AccountId account, DeviceId device, String reason, long nowMs)
            implements Change<Deactivation> {
        @Override
        public Deactivation apply(Sql sql) throws SQLException {
            return States.deactivate(sql, AccountRow.of(sql, account), device, reason, nowMs);
        }

        @Override
        public boolean hasChanged(Deactivation answer) {
            return answer instanceof Deactivation.Inactive;
        }
    }

    record Activate(AccountId account, DeviceId device, Cursor at, long nowMs)
            implements Change<ActivateAnswer> {
        @Override
        public ActivateAnswer apply(Sql sql) throws SQLException {
            return States.activate(sql, AccountRow.of(sql, account), device, at, nowMs);
        }

        @Override
        public boolean hasChanged(ActivateAnswer answer) {
            return answer instanceof ActivateAnswer.Activated;
        }
    }

    record GrantVisit(AccountId account, DeviceId device, long upTo, long untilMs)
            implements Change<Integer> {
        @Override
        public Integer apply(Sql sql) throws SQLException {
            return sql.update(
                    "UPDATE device SET visit_to = ?, visit_until_ms = ? WHERE no = ?",
                    upTo,
                    untilMs,
                    deviceNo(sql, account, device));
        }

        @Override
        public boolean hasChanged(Integer answer) {
            return answer > 0;
        }
    }

    record OfferClone(AccountId account, CloneOffer offer, long nowMs)
            implements Change<CloneAnswer> {
        @Override
        public CloneAnswer apply(Sql sql) throws SQLException {
            return ClonesHeld.offer(sql, AccountRow.of(sql, account), offer, nowMs);
        }

        @Override
        public boolean hasChanged(CloneAnswer answer) {
            return answer instanceof CloneAnswer.Offered;
        }
    }

    record ConfirmClone(AccountId account, DeviceId device, Bytes name, long nowMs)
            implements Change<CloneConfirmed> {
        @Override
        public CloneConfirmed apply(Sql sql) throws SQLException {
            return ClonesHeld.confirm(sql, AccountRow.of(sql, account), device, name, nowMs);
        }

        @Override
        public boolean hasChanged(CloneConfirmed answer) {
            return answer instanceof CloneConfirmed.Confirmed;
        }
    }

    record ForgetClone(AccountId account, Bytes name) implements Change<Boolean> {
        @Override
        public Boolean apply(Sql sql) throws SQLException {
            return CloneRow.forget(sql, AccountRow.of(sql, account), name);
        }

        @Override
        public boolean hasChanged(Boolean answer) {
            return answer;
        }
    }

    record TrimCovered(AccountId account, Bytes name, long nowMs) implements Change<TrimAnswer> {
        @Override
        public TrimAnswer apply(Sql sql) throws SQLException {
            return ClonesHeld.trim(sql, AccountRow.of(sql, account), name, nowMs);
        }

        @Override
        public boolean hasChanged(TrimAnswer answer) {
            return answer instanceof TrimAnswer.Trimmed;
        }
    }

    record DeleteAccount(AccountId account) implements Change<Boolean> {
        @Override
        public Boolean apply(Sql sql) throws SQLException {
            var row = AccountRow.find(sql, account);
            if (row.isEmpty()) {
                return false;
            }
            row.get().delete(sql);
            return true;
        }

        @Override
        public boolean hasChanged(Boolean answer) {
            return answer;
        }
    }

    private static List<ControlRecord> decoded(List<Bytes> records) {
        return records.stream().map(ControlRecord::decode).toList();
    }

    private static long deviceNo(Sql sql, AccountId account, DeviceId device) throws SQLException {
        return DeviceRow.of(sql, AccountRow.of(sql, account).no(), device).no();
    }
}
