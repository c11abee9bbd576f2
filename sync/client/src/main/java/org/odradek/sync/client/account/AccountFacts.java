package org.odradek.sync.client.account;

import org.odradek.core.cbor.CborReader;
import org.odradek.core.cbor.CborWriter;
import org.odradek.core.entry.AccountId;
import org.odradek.core.entry.DeviceId;
import org.odradek.core.entry.EntryId;
import org.odradek.store.LocalFacts;
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.SignedHead;
import org.odradek.sync.protocol.control.ControlLog;
import org.odradek.sync.protocol.control.Verdict;
import org.odradek.sync.protocol.wire.Credentials;
import org.odradek.sync.protocol.wire.Wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What this device remembers of its account, durably: where the server is, the credentials and the verified control log, by which a
/// server that lost the account gets it back, and the newest signed head of every device.
public final class AccountFacts {
    private static final String SIGNED_IN = LocalFacts.OF_ACCOUNT + "account";
    private static final String CREDENTIALS = LocalFacts.OF_ACCOUNT + "account.credentials";
    private static final String CONTROL_SIZE = LocalFacts.OF_ACCOUNT + "control";
    private static final String CONTROL_RECORD = LocalFacts.OF_ACCOUNT + "control.";
    private static final String HEAD = LocalFacts.OF_ACCOUNT + "head.";
    private static final String PASSED_OVER = LocalFacts.OF_ACCOUNT + "passed-over.";
    private static final String LAST_SYNC = LocalFacts.OF_ACCOUNT + "last";
    private static final String FORK = LocalFacts.OF_ACCOUNT + "fork";
    private static final String OFFLINE = "offline";

    /// A fact is a forced write, and nobody looks at seconds here.
    private static final long LAST_SYNC_STEP_MS = 60_000;

    private final LocalFacts facts;

    public AccountFacts(LocalFacts facts) {
        this.facts = facts;
    }

    /// Where and as whom this device is signed in. `fingerprint` is the root's, 32 bytes.
    public record SignedIn(String serverUrl, String user, Bytes fingerprint) {}

    public Optional<SignedIn> signedIn() {
        return facts.get(SIGNED_IN)
                .map(
                        encoded -> {
                            var in = new CborReader(encoded);
                            in.array();
                            return new SignedIn(in.text(), in.text(), new Bytes(in.bytes()));
                        });
    }

    /// Remembers the account; the address comes last, since only with it the device counts as signed in.
    public void signIn(SignedIn signedIn, Credentials credentials, List<Bytes> control) {
        facts.put(CREDENTIALS, Wire.encode(credentials));
        facts.remove(FORK);
        remember(control);
        facts.put(
                SIGNED_IN,
                new CborWriter()
                        .array(3)
                        .text(signedIn.serverUrl())
                        .text(signedIn.user())
                        .bytes(signedIn.fingerprint().array())
                        .toByteArray());
    }

    /// Everything else stays: signing in to the same account again goes on where it was.
    public void signOut() {
        facts.remove(SIGNED_IN);
    }

    public Optional<Credentials> credentials() {
        return facts.get(CREDENTIALS).map(encoded -> Wire.decode(encoded, Credentials.class));
    }

    public void replaceCredentials(Credentials credentials) {
        facts.put(CREDENTIALS, Wire.encode(credentials));
    }

    public List<Bytes> control() {
        var records = new ArrayList<Bytes>();
        int size = facts.get(CONTROL_SIZE).map(AccountFacts::number).orElse(0);
        for (int i = 1; i <= size; i++) {
            records.add(new Bytes(facts.get(CONTROL_RECORD + i).orElseThrow()));
        }
        return records;
    }

    /// The control log, verified again from the root's fingerprint; empty before the first sign-in.
    public Optional<ControlLog> controlLog(AccountId account) {
        var records = control();
        var fingerprint = signedIn().map(SignedIn::fingerprint);
        if (records.isEmpty() || fingerprint.isEmpty()) {
            return Optional.empty();
        }
        return switch (ControlLog.verify(account, fingerprint.get(), records)) {
            case Verdict.Verified(var log) -> Optional.of(log);
            case Verdict.Rejected _, Verdict.Newer _ -> Optional.empty();
        };
    }

    /// Remembers a control log; what is there already is not written again.
    public void remember(List<Bytes> control) {
        var known = control();
        for (int i = 1; i <= control.size(); i++) {
            if (i > known.size() || !known.get(i - 1).equals(control.get(i - 1))) {
                facts.put(CONTROL_RECORD + i, control.get(i - 1).array());
            }
        }
        if (control.size() != known.size()) {
            facts.put(CONTROL_SIZE, ByteBuffer.allocate(4).putInt(control.size()).array());
        }
    }

    /// A device's newest word, what it stands for being here.
    public Optional<SignedHead> head(DeviceId device) {
        return facts.get(HEAD + device).map(encoded -> SignedHead.decode(new Bytes(encoded)));
    }

    /// Keeps the newest word of each device; an older one that is pushed again changes nothing.
    public void remember(SignedHead head) {
        if (head(head.device()).filter(known -> known.seq() >= head.seq()).isEmpty()) {
            facts.put(HEAD + head.device(), head.encode().array());
        }
    }

    /// In place of whatever was known of that device, be it a word for more: of one that is not anybody's any more.
    public void replace(SignedHead head) {
        facts.put(HEAD + head.device(), head.encode().array());
    }

    public void forgetHead(DeviceId device) {
        facts.remove(HEAD + device);
    }

    /// The facts that remembering these heads comes to, for who makes them durable with something else.
    public Map<String, byte[]> remembering(List<SignedHead> heads) {
        var newest = new TreeMap<String, byte[]>();
        var seqs = new TreeMap<DeviceId, Long>();
        for (var head : heads) {
            long known =
                    seqs.computeIfAbsent(
                            head.device(), device -> head(device).map(SignedHead::seq).orElse(0L));
            if (head.seq() > known) {
                seqs.put(head.device(), head.seq());
                newest.put(HEAD + head.device(), head.encode().array());
            }
        }
        return newest;
    }

    /// The facts that passing over these entries of removed devices comes to: how early of each.
    public Map<String, byte[]> passingOver(List<EntryId> entries) {
        var earliest = new TreeMap<DeviceId, Long>();
        for (var entry : entries) {
            earliest.merge(entry.device(), entry.seq(), Math::min);
        }
        var noted = new TreeMap<String, byte[]>();
        earliest.forEach(
                (device, seq) -> {
                    if (passedOver(device).filter(known -> known <= seq).isEmpty()) {
                        noted.put(
                                PASSED_OVER + device, ByteBuffer.allocate(8).putLong(seq).array());
                    }
                });
        return noted;
    }

    /// The earliest entry of a removed device that was in the account's log and not taken.
    public Optional<Long> passedOver(DeviceId device) {
        return facts.get(PASSED_OVER + device).map(encoded -> ByteBuffer.wrap(encoded).getLong());
    }

    public void forgetPassedOver(DeviceId device) {
        facts.remove(PASSED_OVER + device);
    }

    /// When everything had last been moved, to the minute, over restarts; 0 for never.
    public long lastSyncMs() {
        return facts.get(LAST_SYNC).map(encoded -> ByteBuffer.wrap(encoded).getLong()).orElse(0L);
    }

    public void rememberLastSync(long atMs) {
        if (Math.abs(atMs - lastSyncMs()) >= LAST_SYNC_STEP_MS) {
            facts.put(LAST_SYNC, ByteBuffer.allocate(8).putLong(atMs).array());
        }
    }

    /// The server showed two histories in this epoch. Signing in again forgets it.
    public void rememberFork(long epoch) {
        facts.put(FORK, ByteBuffer.allocate(8).putLong(epoch).array());
    }

    public boolean isForked(long epoch) {
        return facts.get(FORK).filter(at -> ByteBuffer.wrap(at).getLong() == epoch).isPresent();
    }

    public boolean isOffline() {
        return facts.get(OFFLINE).isPresent();
    }

    public void setOffline(boolean offline) {
        if (offline) {
            facts.put(OFFLINE, "on".getBytes(StandardCharsets.US_ASCII));
        } else {
            facts.remove(OFFLINE);
        }
    }

    private static int number(byte[] encoded) {
        return ByteBuffer.wrap(encoded).getInt();
    }
}
