package org.odradek.sync.server.log;

import org.odradek.core.entry.AccountId;
import org.odradek.core.entry.DeviceId;
import org.odradek.core.entry.EntryId;
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.connection.Connection;
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
import org.odradek.sync.protocol.wire.SignedHead;
import org.odradek.sync.protocol.wire.UserName;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/// All that the server keeps of accounts, but blobs: an engine fills it. Every engine passes `AccountLogContract`.
///
/// What an answer says has happened is durable before the answer is given, and nobody reads what is not durable yet. Callers verify
/// signatures beforehand; the engine holds order: positions strictly increase, an entry is appended once, the control log has one
/// head. Methods block and may be called from any thread, virtual ones included. They throw [BusyException] when the engine has
/// more to do than it takes on or is closed; any other exception is a fault.
public interface AccountLog extends AutoCloseable {
    /// 32 random bytes, made once and kept with the log: under them the server signs its tokens.
    Bytes secret();

    /// Whether writes are still taken.
    boolean isHealthy();

    Optional<AccountId> accountOf(UserName user);

    Optional<Credentials> credentials(AccountId account);

    /// Makes the account with its control log, or says why not. The same again gives the same answer.
    SignUpAnswer signUp(Credentials credentials, List<ControlRecord> control, long nowMs);

    /// Takes credentials of a higher version.
    CredentialsAnswer changeCredentials(Credentials credentials);

    /// Empty for an unknown account; every method below throws IllegalArgumentException for one.
    Optional<LogStatus> status(AccountId account);

    /// The encoded control records after this position.
    List<Bytes> control(AccountId account, long after);

    /// Appends verified control records behind the one that the first of them names. Records that are there already are passed over.
    ControlAnswer appendControl(AccountId account, List<ControlRecord> records, long nowMs);

    /// Appends what is not there yet, in this order, entries before heads; all of it or nothing.
    ///
    /// @param bytesMax what the account may hold in its log
    AppendAnswer append(
            AccountId account, List<IncomingEntry> entries, List<SignedHead> heads, long bytesMax);

    PullAnswer read(AccountId account, Pull pull);

    /// The cursors at those of the positions where the chain's hash is known.
    List<Cursor> cursors(AccountId account, List<Long> positions);

    /// Begins a new epoch if the log indeed lacks what was seen; later positions are beyond every one that was ever seen.
    NewEpoch beginEpoch(AccountId account, LostCursor lost);

    /// Each device's newest entry, in order of device; devices without one are left out.
    List<DeviceHead> heads(AccountId account);

    /// Moves a device's cursor forward; answers whether the cursor is one of this log. It never moves back.
    boolean acknowledge(AccountId account, DeviceId device, Cursor upTo, long nowMs);

    /// Keeps what a device last attached.
    void attach(AccountId account, DeviceId device, Bytes viewDigest);

    /// Notes that a device was here.
    void seen(AccountId account, DeviceId device, long nowMs);

    /// All connections, in order of device.
    List<Connection> connections(AccountId account);

    /// Drops records up to a position, as far as every active connection has acknowledged them.
    TrimAnswer trim(AccountId account, long upTo);

    /// Drops parts of an entry, by number; its header, digests and causal part stay, and so does the chain. Answers whether the
    /// entry is there.
    boolean purge(AccountId account, EntryId entry, Set<Integer> parts);

    @Override
    void close();
}
