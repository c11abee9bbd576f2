package org.odradek.sync.server.log;

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

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// All that the server keeps of accounts, but blobs: an engine fills it. Every engine passes `AccountLogContract`.
///
/// What an answer says has happened is durable before the answer is given, and nobody reads what is not durable yet. Callers verify
/// signatures beforehand; the engine holds order: positions strictly increase, an entry is appended once, the control log has one
/// head. Methods block and may be called from any thread, virtual ones included. They throw [BusyException] when the engine has
/// more to do than it takes on or is closed; any other exception is a fault.
public interface AccountLog extends AutoCloseable {
    /// What an engine keeps of a device's rhythm: a week by the hour, and some.
    int RHYTHM_BYTES_MAX = 4096;

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

    /// The same with records that were in this log before it was set back: devices have acted on a removal among them, so it counts
    /// although the device has later entries here, which they pass over.
    ControlAnswer giveBackControl(AccountId account, List<ControlRecord> records, long nowMs);

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

    /// Notes that a device was here, and what is now known of when it uses to be.
    ///
    /// @param rhythm at most [#RHYTHM_BYTES_MAX], kept as it is
    void visited(AccountId account, DeviceId device, Bytes rhythm, long nowMs);

    /// What was last noted by [#visited(AccountId, DeviceId, Bytes, long)]; devices without are left out.
    Map<DeviceId, Bytes> rhythms(AccountId account);

    ConnectionState state(AccountId account, DeviceId device);

    /// All connections, in order of device.
    List<Connection> connections(AccountId account);

    /// How much the log holds after a position.
    Held heldAfter(AccountId account, long position);

    /// Takes an ACTIVE connection's channel away: nothing is kept for it any more. The same again changes nothing.
    ///
    /// @param reason a word, see [Connection#reason()]
    Deactivation deactivate(AccountId account, DeviceId device, String reason, long nowMs);

    /// Gives a connection its channel at a cursor: everything after it is kept from now on. The same again changes nothing. Throws
    /// IllegalArgumentException for a revoked one.
    ///
    /// @return anything but [ActivateAnswer.AtTheLimit], which is not the engine's to decide
    ActivateAnswer activate(AccountId account, DeviceId device, Cursor at, long nowMs);

    /// Notes that an INACTIVE device may pull for a while, at whichever node it asks.
    void grantVisit(AccountId account, DeviceId device, Visit visit);

    /// The visit that the device was last granted, over or not.
    Optional<Visit> visit(AccountId account, DeviceId device);

    /// Keeps a clone, whose blobs are held, for whoever needs one. Of older ones it keeps as many as [#clones(AccountId, long)] says.
    /// Where too many of this device's, or of the account's, are dropped and not forgotten yet, it takes no more of them.
    ///
    /// @return anything but [CloneAnswer.Missing], since engines hold no blobs
    CloneAnswer offerClone(AccountId account, CloneOffer offer, long nowMs);

    /// The two newest clones, and the newest one that another device has confirmed or under which the log was trimmed; the newest cut
    /// first. The log after each cut is whole.
    List<HeldClone> clones(AccountId account, long nowMs);

    /// Notes that a device found a clone's state to be its own.
    ///
    /// @param clone its [CloneOffer#name()]
    CloneConfirmed confirmClone(AccountId account, DeviceId device, Bytes clone, long nowMs);

    /// Clones that are given to nobody any more and not forgotten yet, the oldest first.
    List<DroppedClone> droppedClones(AccountId account);

    /// Forgets a dropped clone, once its blobs are gone; answers whether there was one.
    boolean forgetClone(AccountId account, Bytes clone);

    /// Drops records as far as this clone covers them and every ACTIVE connection has acknowledged them, if the clone allows it: see
    /// [CloneTrust].
    TrimAnswer trim(AccountId account, Bytes clone, long nowMs);

    /// So many accounts after one in a lasting order, from the first on after null: for looking after all of them in turn.
    List<AccountId> accounts(@Nullable AccountId after, int countMax);

    /// How many accounts there are.
    long accountCount();

    /// Drops parts of an entry, by number; its header, digests and causal part stay, and so does the chain. Answers whether the
    /// entry is there.
    boolean purge(AccountId account, EntryId entry, Set<Integer> parts);

    /// Forgets the account and all that was kept for it; answers whether there was one.
    boolean delete(AccountId account);

    /// Copies all that the engine keeps into a folder, as it stood at one moment of the call, while it goes on: what is there then is
    /// the log of a data folder. Answers false, and copies nothing, when the engine keeps its data where other tools back it up.
    default boolean copyTo(Path folder) throws IOException {
        return false;
    }

    @Override
    void close();
}
