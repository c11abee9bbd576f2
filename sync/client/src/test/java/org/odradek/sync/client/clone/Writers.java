package org.odradek.sync.client.clone;

import org.odradek.core.action.Action;
import org.odradek.core.action.ItemKind;
import org.odradek.core.causality.Hlc;
import org.odradek.core.causality.VersionVector;
import org.odradek.core.entry.Causal;
import org.odradek.core.entry.ContentKeys;
import org.odradek.core.entry.DeviceId;
import org.odradek.core.entry.Entry;
import org.odradek.core.entry.EntryId;
import org.odradek.core.entry.EntrySealer;
import org.odradek.core.entry.Gesture;
import org.odradek.core.entry.GestureId;
import org.odradek.core.entry.ItemId;
import org.odradek.core.entry.Origin;
import org.odradek.core.entry.SealedEntry;
import org.odradek.store.profile.KeyMaking;
import org.odradek.store.profile.ProfileIdentity;
import org.odradek.store.profile.ProfileKeys;
import org.odradek.sync.client.account.RawKeys;
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.SignedHead;
import org.odradek.sync.protocol.control.Author;
import org.odradek.sync.protocol.control.ControlChange;
import org.odradek.sync.protocol.control.ControlLog;
import org.odradek.sync.protocol.control.ControlRecord;
import org.odradek.sync.protocol.control.SealedKey;
import org.odradek.sync.protocol.control.Verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.IntFunction;

/// An account whose devices write entries, without stores and without a server.
final class Writers {
    private static final long NOW_MS = 1_795_000_000_000L;
    private static final Bytes BOX = new Bytes(new byte[40]);

    final IntFunction<byte[]> randomBytes;
    final KeyMaking making;

    /// The account's first device, which founded it.
    final ProfileIdentity founder;

    private final List<Bytes> records = new ArrayList<>();

    /// One of the account's devices and what it wrote.
    final class Device {
        final DeviceId id;
        final ProfileKeys.Pair sign;
        final List<SealedEntry> written = new ArrayList<>();

        Device(DeviceId id, ProfileKeys.Pair sign) {
            this.id = id;
            this.sign = sign;
        }

        Device writes(int entries) {
            for (int i = 0; i < entries; i++) {
                var previous = written.isEmpty() ? new byte[32] : written.getLast().header().hash();
                written.add(sealer().seal(entry(new EntryId(id, written.size() + 1L)), previous));
            }
            return this;
        }

        SignedHead head() {
            return headAt(written.size(), sign);
        }

        SignedHead headAt(int seq, ProfileKeys.Pair by) {
            var entry = written.get(seq - 1);
            return SignedHead.signed(
                    founder.account(),
                    entry.id(),
                    new Bytes(entry.header().hash()),
                    RawKeys.signingKey(by.privateKey()));
        }
    }

    Writers(long seed) {
        var random = new Random(seed);
        this.randomBytes =
                size -> {
                    var bytes = new byte[size];
                    random.nextBytes(bytes);
                    return bytes;
                };
        this.making = new KeyMaking(randomBytes);
        this.founder = making.newIdentity("Desk PC", NOW_MS);
        append(
                new Author.Root(),
                new ControlChange.Founded(RawKeys.root(founder.keys()), BOX),
                rootKey());
    }

    private byte[] rootKey() {
        return Objects.requireNonNull(founder.keys().rootPrivate()).sign();
    }

    ControlLog control() {
        if (!(ControlLog.verify(founder.account(), records)
                instanceof Verdict.Verified(var verified))) {
            throw new IllegalStateException("the control log does not verify");
        }
        return verified;
    }

    /// A device that the account does not know.
    Device stranger() {
        return new Device(making.newDevice(NOW_MS), making.pair("Ed25519"));
    }

    Device enrolled() {
        return enrolled(stranger());
    }

    Device enrolledFounder() {
        return enrolled(new Device(founder.device(), founder.keys().deviceSign()));
    }

    private Device enrolled(Device device) {
        append(
                new Author.Root(),
                new ControlChange.DeviceEnrolled(
                        device.id,
                        RawKeys.raw(device.sign.publicKey()),
                        RawKeys.raw(founder.keys().deviceBox().publicKey()),
                        BOX,
                        1,
                        BOX),
                rootKey());
        return device;
    }

    /// Removes a device after so many of its entries.
    void revoke(Device device, int lastSeq) {
        var remaining =
                control().devices().keySet().stream()
                        .filter(id -> !id.equals(device.id))
                        .map(id -> new SealedKey(id, BOX))
                        .toList();
        var last = lastSeq == 0 ? null : device.headAt(lastSeq, device.sign);
        append(
                new Author.Root(),
                new ControlChange.DeviceRevoked(
                        device.id, last, new ControlChange.ContentKeyChanged(2, remaining, BOX)),
                rootKey());
    }

    /// The founder's first device says that it had more of a removed one.
    void move(Device device, int lastSeq) {
        append(
                new Author.Device(founder.device()),
                new ControlChange.LastEntryMoved(device.headAt(lastSeq, device.sign)),
                founder.keys().deviceSign().privateKey());
    }

    private void append(Author author, ControlChange change, byte[] key) {
        boolean first = records.isEmpty();
        records.add(
                ControlRecord.signed(
                                founder.account(),
                                records.size() + 1L,
                                first ? ControlRecord.NO_HASH : control().hash(),
                                author,
                                NOW_MS,
                                change,
                                RawKeys.signingKey(key))
                        .encode());
    }

    private EntrySealer sealer() {
        return new EntrySealer(
                founder.account(), ContentKeys.of(founder.keys().contentKeys()), randomBytes);
    }

    private Entry entry(EntryId id) {
        var item = new ItemId(KeyMaking.uuid7(NOW_MS, randomBytes));
        var gesture = new Gesture(new GestureId(KeyMaking.uuid7(NOW_MS, randomBytes)), 0, true);
        return new Entry(
                id,
                new Causal(
                        VersionVector.EMPTY,
                        new TreeSet<>(),
                        new Hlc(NOW_MS + id.seq(), 0),
                        NOW_MS,
                        "Europe/Berlin",
                        Origin.USER,
                        gesture,
                        null),
                List.of(new Action.CreateItem(item, ItemKind.NOTE)));
    }
}
