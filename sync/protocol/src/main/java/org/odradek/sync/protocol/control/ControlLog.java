package org.odradek.sync.protocol.control;

import org.jspecify.annotations.Nullable;
import org.odradek.core.cbor.MalformedCborException;
import org.odradek.core.entry.AccountId;
import org.odradek.core.entry.DeviceId;
import org.odradek.core.entry.NewerFormatException;
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.SignedHead;
import org.odradek.sync.protocol.control.Verdict.Reason;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// A verified control log: who the account's devices are, which are revoked, and which content keys were handed to whom. It is
/// made by verifying records one after the other from the root's fingerprint, and trusts nothing else, least of all the server.
/// Both sides use it: the server to know who may speak, devices to know whom to believe. Immutable and pure.
///
/// The rules: the root founds the account and enrols devices; the root or any device that is not revoked renames, revokes another
/// device or changes the content key; a new content key goes to exactly the devices that remain, and to the root; a device that is not
/// revoked says that a revoked one counts up to a later entry. How far a revoked device counts is its own signed word. The last quarter of
/// a log's room is kept for enrolments, removals and such words, so that no device can fill it with names.
public final class ControlLog {
    private final AccountId account;
    private final @Nullable Bytes fingerprint;
    private final @Nullable RootKeys root;
    private final long position;
    private final Bytes hash;
    private final SortedMap<DeviceId, EnrolledDevice> devices;
    private final List<KeyGeneration> contentKeys;

    private ControlLog(
            AccountId account,
            @Nullable Bytes fingerprint,
            @Nullable RootKeys root,
            long position,
            Bytes hash,
            SortedMap<DeviceId, EnrolledDevice> devices,
            List<KeyGeneration> contentKeys) {
        this.account = account;
        this.fingerprint = fingerprint;
        this.root = root;
        this.position = position;
        this.hash = hash;
        this.devices = Collections.unmodifiableSortedMap(devices);
        this.contentKeys = List.copyOf(contentKeys);
    }

    /// Verifies a whole log from the root's fingerprint, 32 bytes, which came from a password, a recovery key or an old device.
    public static Verdict verify(AccountId account, Bytes fingerprint, List<Bytes> records) {
        return verifyAll(empty(account, fingerprint), records);
    }

    /// Verifies a whole log from the account's identifier alone, as a server does; it holds 122 bits of the fingerprint.
    public static Verdict verify(AccountId account, List<Bytes> records) {
        return verifyAll(empty(account, null), records);
    }

    private static ControlLog empty(AccountId account, @Nullable Bytes fingerprint) {
        return new ControlLog(
                account, fingerprint, null, 0, ControlRecord.NO_HASH, new TreeMap<>(), List.of());
    }

    private static Verdict verifyAll(ControlLog start, List<Bytes> records) {
        var log = start;
        for (var record : records) {
            switch (log.after(record)) {
                case Verdict.Verified(var longer) -> log = longer;
                case Verdict.Rejected rejected -> {
                    return rejected;
                }
                case Verdict.Newer newer -> {
                    return newer;
                }
            }
        }
        return log.root == null
                ? new Verdict.Rejected(0, Reason.NOT_FOUNDED)
                : new Verdict.Verified(log);
    }

    /// Verifies one more record, encoded, and answers the longer log.
    public Verdict after(Bytes encodedRecord) {
        ControlRecord record;
        try {
            record = ControlRecord.decode(encodedRecord);
        } catch (NewerFormatException e) {
            return new Verdict.Newer(position + 1);
        } catch (MalformedCborException e) {
            return new Verdict.Rejected(position + 1, Reason.MALFORMED);
        }
        var wrong =
                wrongPlace(record)
                        .or(() -> wrongAuthor(record))
                        .or(() -> wrongChange(record.author(), record.change()));
        return wrong.<Verdict>map(reason -> new Verdict.Rejected(position + 1, reason))
                .orElseGet(() -> new Verdict.Verified(with(record)));
    }

    private Optional<Reason> wrongPlace(ControlRecord record) {
        if (!record.account().equals(account)) {
            return Optional.of(Reason.OTHER_ACCOUNT);
        }
        if (record.position() != position + 1) {
            return Optional.of(Reason.OUT_OF_ORDER);
        }
        if (!record.previousHash().equals(hash)) {
            return Optional.of(Reason.BROKEN_CHAIN);
        }
        boolean isFull =
                switch (record.change()) {
                    case ControlChange.Founded _,
                            ControlChange.DeviceEnrolled _,
                            ControlChange.DeviceRevoked _ ->
                            position >= ControlBounds.RECORDS_MAX;
                    case ControlChange.LastEntryMoved _ ->
                            position >= ControlBounds.RECORDS_WITH_MOVES_MAX;
                    case ControlChange.DeviceRenamed _, ControlChange.ContentKeyChanged _ ->
                            position >= ControlBounds.RECORDS_OF_ANY_KIND_MAX;
                };
        return isFull ? Optional.of(Reason.TOO_MANY) : Optional.empty();
    }

    private Optional<Reason> wrongAuthor(ControlRecord record) {
        Bytes key;
        switch (record.author()) {
            case Author.Root() -> {
                var keys =
                        record.change() instanceof ControlChange.Founded(var founding, _)
                                ? founding
                                : root;
                if (keys == null) {
                    return Optional.of(Reason.NOT_FOUNDED);
                }
                key = keys.sign();
            }
            case Author.Device(var id) -> {
                var author = devices.get(id);
                if (author == null) {
                    return Optional.of(Reason.UNKNOWN_AUTHOR);
                }
                if (author.isRevoked()) {
                    return Optional.of(Reason.REVOKED_AUTHOR);
                }
                key = author.sign();
            }
        }
        return record.isSignedBy(key) ? Optional.empty() : Optional.of(Reason.BAD_SIGNATURE);
    }

    private Optional<Reason> wrongChange(Author author, ControlChange change) {
        return switch (change) {
            case ControlChange.Founded(var keys, _) -> wrongFounding(author, keys);
            case ControlChange.DeviceEnrolled enrolled -> wrongEnrolment(author, enrolled);
            case ControlChange.DeviceRenamed(var device, _) ->
                    devices.containsKey(device)
                            ? Optional.empty()
                            : Optional.of(Reason.UNKNOWN_DEVICE);
            case ControlChange.DeviceRevoked revocation -> wrongRevocation(author, revocation);
            case ControlChange.LastEntryMoved(var last) -> wrongMove(author, last);
            case ControlChange.ContentKeyChanged newKey ->
                    keyGeneration() >= ControlBounds.KEYS_OF_ANY_KIND_MAX
                            ? Optional.of(Reason.TOO_MANY)
                            : wrongKey(newKey, null);
        };
    }

    private Optional<Reason> wrongFounding(Author author, RootKeys keys) {
        if (root != null) {
            return Optional.of(Reason.FOUNDED_TWICE);
        }
        boolean isTheRoot =
                author instanceof Author.Root
                        && keys.account().equals(account)
                        && (fingerprint == null || keys.fingerprint().equals(fingerprint));
        return isTheRoot ? Optional.empty() : Optional.of(Reason.OTHER_ROOT);
    }

    private Optional<Reason> wrongEnrolment(Author author, ControlChange.DeviceEnrolled enrolled) {
        if (!(author instanceof Author.Root)) {
            return Optional.of(Reason.AUTHOR_MAY_NOT);
        }
        if (devices.containsKey(enrolled.device())) {
            return Optional.of(Reason.ENROLLED_TWICE);
        }
        if (enrolled.keyGeneration() != keyGeneration()) {
            return Optional.of(Reason.WRONG_KEY_GENERATION);
        }
        return remaining(null).size() >= ControlBounds.DEVICES_MAX
                ? Optional.of(Reason.TOO_MANY)
                : Optional.empty();
    }

    private Optional<Reason> wrongRevocation(
            Author author, ControlChange.DeviceRevoked revocation) {
        var device = revocation.device();
        var revoked = devices.get(device);
        if (revoked == null) {
            return Optional.of(Reason.UNKNOWN_DEVICE);
        }
        if (revoked.isRevoked()) {
            return Optional.of(Reason.REVOKED_TWICE);
        }
        if (author.equals(new Author.Device(device))) {
            // It would choose the key that is meant to shut it out.
            return Optional.of(Reason.AUTHOR_MAY_NOT);
        }
        var last = revocation.last();
        if (last != null && !(last.device().equals(device) && isItsWord(last, revoked))) {
            return Optional.of(Reason.NOT_ITS_WORD);
        }
        return keyGeneration() >= ControlBounds.KEYS_MAX
                ? Optional.of(Reason.TOO_MANY)
                : wrongKey(revocation.newKey(), device);
    }

    /// What counted goes on to count.
    private Optional<Reason> wrongMove(Author author, SignedHead last) {
        if (!(author instanceof Author.Device)) {
            return Optional.of(Reason.AUTHOR_MAY_NOT);
        }
        var revoked = devices.get(last.device());
        if (revoked == null) {
            return Optional.of(Reason.UNKNOWN_DEVICE);
        }
        var before = revoked.lastEntry();
        if (before.isEmpty()) {
            return Optional.of(Reason.NOT_REVOKED);
        }
        if (last.seq() <= before.get().seq()) {
            return Optional.of(Reason.NOT_LATER);
        }
        return isItsWord(last, revoked) ? Optional.empty() : Optional.of(Reason.NOT_ITS_WORD);
    }

    private boolean isItsWord(SignedHead last, EnrolledDevice device) {
        return last.account().equals(account) && last.isSignedBy(device.sign());
    }

    private Optional<Reason> wrongKey(
            ControlChange.ContentKeyChanged newKey, @Nullable DeviceId leaving) {
        if (root == null) {
            return Optional.of(Reason.NOT_FOUNDED);
        }
        if (newKey.generation() != keyGeneration() + 1) {
            return Optional.of(Reason.WRONG_KEY_GENERATION);
        }
        var recipients = newKey.sealedKeys().stream().map(SealedKey::device).toList();
        return recipients.equals(remaining(leaving))
                ? Optional.empty()
                : Optional.of(Reason.WRONG_KEY_RECIPIENTS);
    }

    /// The devices that are not revoked, in order, without the one that is leaving.
    private List<DeviceId> remaining(@Nullable DeviceId leaving) {
        return devices.values().stream()
                .filter(device -> !device.isRevoked())
                .map(EnrolledDevice::device)
                .filter(device -> !device.equals(leaving))
                .toList();
    }

    private ControlLog with(ControlRecord record) {
        var newRoot = root;
        var newDevices = new TreeMap<>(devices);
        var newKeys = new ArrayList<>(contentKeys);
        switch (record.change()) {
            case ControlChange.Founded(var keys, var sealedKey) -> {
                newRoot = keys;
                newKeys.add(new KeyGeneration(1, List.of(), sealedKey));
            }
            case ControlChange.DeviceEnrolled(
                            var id,
                            var sign,
                            var box,
                            var name,
                            var generation,
                            var sealed) ->
                    newDevices.put(
                            id,
                            new EnrolledDevice(
                                    id, sign, box, name, generation, sealed, record.atMs(), null));
            case ControlChange.DeviceRenamed(var id, var name) ->
                    newDevices.computeIfPresent(id, (_, device) -> device.renamed(name));
            case ControlChange.DeviceRevoked revocation -> {
                var last =
                        new EnrolledDevice.LastEntry(
                                revocation.lastSeq(), revocation.lastHash(), record.atMs(), false);
                newDevices.computeIfPresent(
                        revocation.device(), (_, device) -> device.revoked(last));
                newKeys.add(generation(revocation.newKey()));
            }
            case ControlChange.LastEntryMoved(var last) ->
                    newDevices.computeIfPresent(
                            last.device(), (_, device) -> device.lastAt(last.seq(), last.hash()));
            case ControlChange.ContentKeyChanged newKey -> newKeys.add(generation(newKey));
        }
        return new ControlLog(
                account,
                fingerprint,
                newRoot,
                record.position(),
                record.hash(),
                newDevices,
                newKeys);
    }

    private static KeyGeneration generation(ControlChange.ContentKeyChanged newKey) {
        return new KeyGeneration(
                newKey.generation(), newKey.sealedKeys(), newKey.sealedKeyForRoot());
    }

    public AccountId account() {
        return account;
    }

    /// The root's public keys.
    public RootKeys root() {
        if (root == null) {
            throw new IllegalStateException("the control log of " + account + " is empty");
        }
        return root;
    }

    /// The position of the newest record.
    public long position() {
        return position;
    }

    /// The hash of the newest record, on which the next one is appended by compare-and-set.
    public Bytes hash() {
        return hash;
    }

    /// Every device ever enrolled, revoked ones included.
    public SortedMap<DeviceId, EnrolledDevice> devices() {
        return devices;
    }

    public Optional<EnrolledDevice> device(DeviceId id) {
        return Optional.ofNullable(devices.get(id));
    }

    /// The content keys as they were handed out, oldest first.
    public List<KeyGeneration> contentKeys() {
        return contentKeys;
    }

    /// The newest content key's number, from 1.
    public int keyGeneration() {
        return contentKeys.size();
    }
}
