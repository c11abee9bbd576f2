package org.odradek.sync.server;

import org.odradek.core.action.Action;
import org.odradek.core.causality.Hlc;
import org.odradek.core.causality.VersionVector;
import org.odradek.core.entry.AccountId;
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
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.SignedHead;
import org.odradek.sync.protocol.TestKeys;

import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.UUID;

/// A device that seals real entries, one after the other, with keys and randomness made from a number.
public final class TestDevice {
    private final AccountId account;
    private final DeviceId id;
    private final KeyPair sign;
    private final EntrySealer sealer;
    private final List<SealedEntry> entries = new ArrayList<>();
    private byte[] lastHash = new byte[32];

    public TestDevice(AccountId account, int number) {
        this(account, number, number);
    }

    /// @param randomness two devices of one number and different randomness are a copied profile
    public TestDevice(AccountId account, int number, int randomness) {
        this.account = account;
        this.id = TestKeys.device(number);
        this.sign = TestKeys.ed25519(number);
        var random = new Random(randomness);
        this.sealer =
                new EntrySealer(
                        account,
                        ContentKeys.of(List.of(TestKeys.bytes(32, 77).array())),
                        size -> {
                            var bytes = new byte[size];
                            random.nextBytes(bytes);
                            return bytes;
                        });
    }

    /// Seals the next entry, with this text in it.
    public SealedEntry write(String text) {
        long seq = entries.size() + 1L;
        var gesture =
                new Gesture(
                        new GestureId(new UUID(0x7000L, 0x8000_0000_0000_0000L + seq)), 0, true);
        var causal =
                new Causal(
                        VersionVector.EMPTY,
                        new TreeSet<>(),
                        new Hlc(seq, 0),
                        seq,
                        "UTC",
                        Origin.USER,
                        gesture,
                        null);
        var item = new ItemId(new UUID(0x7000L, 0x8000_0000_0000_0000L + seq));
        var entry = new Entry(new EntryId(id, seq), causal, List.of(new Action.AddTag(item, text)));
        var sealed = sealer.seal(entry, lastHash);
        lastHash = sealed.header().hash();
        entries.add(sealed);
        return sealed;
    }

    /// Seals so many entries and answers their bytes.
    public List<Bytes> write(int count) {
        var written = new ArrayList<Bytes>();
        for (int i = 0; i < count; i++) {
            written.add(new Bytes(write("text " + i).encode()));
        }
        return written;
    }

    /// The device's word for what it has written so far.
    public SignedHead head() {
        return headAt(entries.size());
    }

    public SignedHead headAt(int seq) {
        var hash = new Bytes(entries.get(seq - 1).header().hash());
        return SignedHead.signed(account, new EntryId(id, seq), hash, sign.getPrivate());
    }

    public List<SealedEntry> entries() {
        return List.copyOf(entries);
    }

    public DeviceId id() {
        return id;
    }

    public AccountId account() {
        return account;
    }

    public KeyPair sign() {
        return sign;
    }
}
