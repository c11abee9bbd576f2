package org.odradek.sync.protocol.control;

import org.odradek.core.entry.AccountId;
import org.odradek.core.entry.DeviceId;
import org.odradek.core.entry.EntryId;
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.Signatures;
import org.odradek.sync.protocol.SignedHead;
import org.odradek.sync.protocol.TestKeys;

import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;

/// An account whose root and devices are made from numbers; it writes control records and keeps the log.
public final class TestAccount {
    public static final long AT_MS = 1_790_000_000_000L;

    private final KeyPair rootSign;
    private final RootKeys root;
    private final List<ControlRecord> records = new ArrayList<>();

    public TestAccount(int number) {
        this.rootSign = TestKeys.ed25519(number);
        this.root = TestKeys.root(number);
    }

    /// An account with these devices enrolled.
    public static TestAccount with(int number, int... devices) {
        var account =
                new TestAccount(number)
                        .byRoot(new ControlChange.Founded(TestKeys.root(number), sealedKey(0)));
        for (int device : devices) {
            account.byRoot(enrolled(device, 1));
        }
        return account;
    }

    public static ControlChange.DeviceEnrolled enrolled(int device, int generation) {
        return new ControlChange.DeviceEnrolled(
                TestKeys.device(device),
                Signatures.raw(TestKeys.ed25519(device).getPublic()),
                Signatures.raw(TestKeys.x25519(device).getPublic()),
                TestKeys.bytes(64, device),
                generation,
                TestKeys.bytes(120, device));
    }

    public static ControlChange.ContentKeyChanged newKey(int generation, int... devices) {
        var keys = new ArrayList<SealedKey>();
        for (int device : devices) {
            keys.add(new SealedKey(TestKeys.device(device), sealedKey(device)));
        }
        return new ControlChange.ContentKeyChanged(generation, keys, sealedKey(generation));
    }

    public ControlChange.DeviceRevoked revoked(
            int device, long lastSeq, ControlChange.ContentKeyChanged newKey) {
        var last = lastSeq == 0 ? null : head(device, lastSeq, device);
        return new ControlChange.DeviceRevoked(TestKeys.device(device), last, newKey);
    }

    public ControlChange.LastEntryMoved moved(int device, long lastSeq) {
        return new ControlChange.LastEntryMoved(head(device, lastSeq, device));
    }

    /// A word for an entry of a device, signed by one.
    public SignedHead head(int device, long seq, int signer) {
        return SignedHead.signed(
                account(),
                new EntryId(TestKeys.device(device), seq),
                TestKeys.bytes(32, Math.toIntExact(device + seq)),
                TestKeys.ed25519(signer).getPrivate());
    }

    private static Bytes sealedKey(int number) {
        return TestKeys.bytes(80, number);
    }

    public TestAccount byRoot(ControlChange change) {
        return add(next(new Author.Root(), change, rootSign));
    }

    public TestAccount byDevice(int device, ControlChange change) {
        return add(nextByDevice(device, change));
    }

    public ControlRecord nextByDevice(int device, ControlChange change) {
        return next(new Author.Device(TestKeys.device(device)), change, TestKeys.ed25519(device));
    }

    /// A record in the next place, signed with any key.
    public ControlRecord next(Author author, ControlChange change, KeyPair key) {
        return ControlRecord.signed(
                account(),
                records.size() + 1L,
                headHash(),
                author,
                AT_MS + records.size(),
                change,
                key.getPrivate());
    }

    public TestAccount add(ControlRecord record) {
        records.add(record);
        return this;
    }

    public AccountId account() {
        return root.account();
    }

    public RootKeys root() {
        return root;
    }

    public KeyPair rootSign() {
        return rootSign;
    }

    public Bytes headHash() {
        return records.isEmpty() ? ControlRecord.NO_HASH : records.getLast().hash();
    }

    public List<Bytes> log() {
        return records.stream().map(ControlRecord::encode).toList();
    }

    public ControlLog verified() {
        return switch (ControlLog.verify(account(), root.fingerprint(), log())) {
            case Verdict.Verified(var log) -> log;
            case Verdict.Rejected rejected -> throw new AssertionError(rejected);
            case Verdict.Newer newer -> throw new AssertionError(newer);
        };
    }

    public DeviceId device(int number) {
        return TestKeys.device(number);
    }
}
