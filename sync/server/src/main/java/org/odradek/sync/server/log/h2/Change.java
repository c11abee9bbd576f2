package org.odradek.sync.server.log.h2;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

import org.odradek.core.entry.AccountId;
import org.odradek.core.entry.DeviceId;
import org.odradek.core.entry.EntryId;
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.control.ControlRecord;
import org.odradek.sync.protocol.wire.ControlAnswer;
import org.odradek.sync.protocol.wire.Credentials;
import org.odradek.sync.protocol.wire.CredentialsAnswer;
import org.odradek.sync.protocol.wire.Cursor;
import org.odradek.sync.protocol.wire.LostCursor;
import org.odradek.sync.protocol.wire.NewEpoch;
import org.odradek.sync.protocol.wire.PushAnswer;
import org.odradek.sync.protocol.wire.SignUpAnswer;
import org.odradek.sync.protocol.wire.SignedHead;
import org.odradek.sync.server.log.AppendAnswer;
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
    @JsonSubTypes.Type(value = Change.Append.class, name = "append"),
    @JsonSubTypes.Type(value = Change.BeginEpoch.class, name = "epoch"),
    @JsonSubTypes.Type(value = Change.Acknowledge.class, name = "acknowledge"),
    @JsonSubTypes.Type(value = Change.Attach.class, name = "attach"),
    @JsonSubTypes.Type(value = Change.Seen.class, name = "seen"),
    @JsonSubTypes.Type(value = Change.Trim.class, name = "trim"),
    @JsonSubTypes.Type(value = Change.Purge.class, name = "purge")
})
sealed interface Change<T> {
    T apply(Sql sql) throws SQLException;

    /// Whether this answer says that anything was written, so that the change belongs into the journal.
    boolean hasChanged(T answer);

    record SignUp(Credentials credentials, List<Bytes> control, long nowMs)
            implements Change<SignUpAnswer> {
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

    record Append(
            AccountId account, List<IncomingEntry> entries, List<SignedHead> heads, long bytesMax)
            implements Change<AppendAnswer> {
        @Override
        public AppendAnswer apply(Sql sql) throws SQLException {
            return new Records.Append(sql, AccountRow.of(sql, account), bytesMax)
                    .answer(entries, heads);
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

    record Seen(AccountId account, DeviceId device, long nowMs) implements Change<Integer> {
        @Override
        public Integer apply(Sql sql) throws SQLException {
            return sql.update(
                    "UPDATE device SET last_seen_ms = ? WHERE no = ?",
                    nowMs,
                    deviceNo(sql, account, device));
        }

        @Override
        public boolean hasChanged(Integer answer) {
            return answer > 0;
        }
    }

    record Trim(AccountId account, long upTo) implements Change<TrimAnswer> {
        @Override
        public TrimAnswer apply(Sql sql) throws SQLException {
            return Cursors.trim(sql, AccountRow.of(sql, account), upTo);
        }

        @Override
        public boolean hasChanged(TrimAnswer answer) {
            return answer instanceof TrimAnswer.Trimmed;
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

    private static List<ControlRecord> decoded(List<Bytes> records) {
        return records.stream().map(ControlRecord::decode).toList();
    }

    private static long deviceNo(Sql sql, AccountId account, DeviceId device) throws SQLException {
        return DeviceRow.of(sql, AccountRow.of(sql, account).no(), device).no();
    }
}
