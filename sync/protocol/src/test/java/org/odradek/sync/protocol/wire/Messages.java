package org.odradek.sync.protocol.wire;

import org.odradek.core.entry.EntryId;
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.SignedHead;
import org.odradek.sync.protocol.TestKeys;
import org.odradek.sync.protocol.clone.CloneAnswer;
import org.odradek.sync.protocol.clone.CloneConfirmation;
import org.odradek.sync.protocol.clone.CloneConfirmed;
import org.odradek.sync.protocol.clone.CloneOffer;
import org.odradek.sync.protocol.clone.CloneWish;
import org.odradek.sync.protocol.clone.Clones;
import org.odradek.sync.protocol.clone.HeldClone;
import org.odradek.sync.protocol.connection.Activate;
import org.odradek.sync.protocol.connection.ActivateAnswer;
import org.odradek.sync.protocol.connection.Connection;
import org.odradek.sync.protocol.connection.ConnectionState;
import org.odradek.sync.protocol.connection.Connections;
import org.odradek.sync.protocol.control.TestAccount;
import org.odradek.sync.protocol.control.Verdict;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One of every message, always the same; by a name that stands in the golden file.
public final class Messages {
    private static final TestAccount ACCOUNT = TestAccount.with(1, 11, 12);
    private static final EntryId ENTRY = new EntryId(TestKeys.device(11), 300);
    private static final Cursor CURSOR = new Cursor(2, 70_000, TestKeys.bytes(32, 5));
    private static final SignedHead HEAD =
            SignedHead.signed(
                    ACCOUNT.account(),
                    ENTRY,
                    TestKeys.bytes(32, 6),
                    TestKeys.ed25519(11).getPrivate());
    private static final Token TOKEN = new Token("dG9rZW4", 900_000);

    private Messages() {}

    static Credentials credentials() {
        return new Credentials(
                        ACCOUNT.account(),
                        1,
                        new UserName(" Mária "),
                        TestKeys.bytes(16, 1),
                        KdfParameters.FLOOR,
                        Credentials.verifier(TestKeys.bytes(32, 2)),
                        TestKeys.bytes(100, 3),
                        Credentials.verifier(TestKeys.bytes(32, 4)),
                        TestKeys.bytes(100, 5),
                        Credentials.unsigned())
                .signedBy(ACCOUNT.rootSign().getPrivate());
    }

    public static Map<String, Object> all() {
        var all = new LinkedHashMap<String, Object>();
        addAccounts(all);
        addLog(all);
        addControl(all);
        addRefusals(all);
        addClones(all);
        return all;
    }

    private static void addAccounts(Map<String, Object> all) {
        all.put("Hello", new Hello(1, "0.1.0", 8 << 20, TestAccount.AT_MS));
        all.put("SaltQuery", new SaltQuery(new UserName("mária")));
        all.put("SaltAnswer", new SaltAnswer(TestKeys.bytes(16, 1), KdfParameters.FLOOR));
        all.put("Credentials", credentials());
        all.put("SignUp", new SignUp(credentials(), ACCOUNT.log()));
        all.put("SignUpAnswer.SignedUp", new SignUpAnswer.SignedUp(ACCOUNT.account()));
        all.put("SignUpAnswer.NameTaken", new SignUpAnswer.NameTaken());
        all.put("SignUpAnswer.AlreadyThere", new SignUpAnswer.AlreadyThere());
        all.put("SignUpAnswer.NoNewAccounts", new SignUpAnswer.NoNewAccounts());
        all.put(
                "LogIn",
                new LogIn(new UserName("mária"), LogIn.By.PASSWORD, TestKeys.bytes(32, 2)));
        all.put(
                "LogInAnswer.LoggedIn",
                new LogInAnswer.LoggedIn(credentials(), ACCOUNT.log(), TOKEN));
        all.put("LogInAnswer.WrongCredentials", new LogInAnswer.WrongCredentials());
        all.put("CredentialsAnswer.Changed", new CredentialsAnswer.Changed());
        all.put("CredentialsAnswer.Outdated", new CredentialsAnswer.Outdated(3));
        all.put("CredentialsAnswer.NameTaken", new CredentialsAnswer.NameTaken());
        all.put("ChallengeQuery", new ChallengeQuery(ACCOUNT.account(), ENTRY.device()));
        all.put("Challenge", new Challenge(TestKeys.bytes(64, 7), 60_000));
        all.put(
                "SessionQuery",
                SessionQuery.signed(
                        ACCOUNT.account(),
                        ENTRY.device(),
                        TestKeys.bytes(64, 7),
                        TestKeys.ed25519(11).getPrivate()));
        all.put("SessionAnswer.Opened", new SessionAnswer.Opened(TOKEN, 2, 70_000, 3));
        all.put("SessionAnswer.UnknownAccount", new SessionAnswer.UnknownAccount());
        all.put("SessionAnswer.UnknownDevice", new SessionAnswer.UnknownDevice(2));
        all.put("SessionAnswer.DeviceRevoked", new SessionAnswer.DeviceRevoked());
        all.put("SessionAnswer.WrongProof", new SessionAnswer.WrongProof());
    }

    private static void addLog(Map<String, Object> all) {
        Bytes sealed = TestKeys.bytes(90, 8);
        all.put("Push", new Push(List.of(sealed), List.of(HEAD), TestKeys.bytes(80, 9)));
        all.put("Push without digest", new Push(List.of(), List.of(), null));
        all.put("PushAnswer.Appended", new PushAnswer.Appended(List.of(69_998L, 69_999L), CURSOR));
        all.put("PushAnswer.Diverged", new PushAnswer.Diverged(ENTRY, TestKeys.bytes(32, 6)));
        all.put("PushAnswer.Missing", new PushAnswer.Missing(ENTRY.device(), 17));
        all.put("Pull", Pull.after(Cursor.START));
        all.put(
                "PullAnswer.Page",
                new PullAnswer.Page(
                        List.of(
                                new LogRecord.Entry(69_999, sealed),
                                new LogRecord.Head(70_000, HEAD)),
                        CURSOR,
                        1L << 33,
                        3));
        all.put("PullAnswer.CursorDiffers", new PullAnswer.CursorDiffers(CURSOR));
        all.put("PullAnswer.Trimmed", new PullAnswer.Trimmed(1000));
        all.put("HashQuery", new HashQuery(List.of(0L, 1L, 500L)));
        all.put("HashAnswer", new HashAnswer(List.of(Cursor.START, CURSOR)));
        all.put("LostCursor", new LostCursor(CURSOR, Cursor.START));
        all.put("NewEpoch.Begun", new NewEpoch.Begun(CURSOR));
        all.put("NewEpoch.NotLost", new NewEpoch.NotLost(CURSOR));
        all.put("NewEpoch.NotCommon", new NewEpoch.NotCommon());
        all.put("Acknowledge", new Acknowledge(CURSOR, TestKeys.bytes(80, 9)));
        all.put("Acknowledged", new Acknowledged(true));
        all.put(
                "DeviceHeads",
                new DeviceHeads(
                        List.of(
                                new DeviceHeads.DeviceHead(
                                        ENTRY.device(), 300, TestKeys.bytes(32, 6)))));
        all.put(
                "Connections",
                new Connections(
                        List.of(
                                new Connection(
                                        TestKeys.device(11),
                                        ConnectionState.ACTIVE,
                                        1,
                                        null,
                                        2,
                                        3,
                                        4,
                                        5,
                                        6,
                                        sealed),
                                new Connection(
                                        TestKeys.device(12),
                                        ConnectionState.REVOKED,
                                        1,
                                        "revoked",
                                        0,
                                        0,
                                        0,
                                        0,
                                        0,
                                        null)),
                        null));
        all.put("Wake", new Wake(1, 2, 3, 4));
        all.put("BlobNames", new BlobNames(List.of(TestKeys.bytes(32, 10))));
    }

    private static void addControl(Map<String, Object> all) {
        all.put("ControlPage", new ControlPage(ACCOUNT.log()));
        all.put("ControlAppend", new ControlAppend(ACCOUNT.account(), ACCOUNT.log()));
        all.put("ControlAnswer.Appended", new ControlAnswer.Appended(4));
        all.put("ControlAnswer.Moved", new ControlAnswer.Moved(4, TestKeys.bytes(32, 11)));
        all.put(
                "ControlAnswer.Rejected",
                new ControlAnswer.Rejected(4, Verdict.Reason.BAD_SIGNATURE));
        all.put(
                "ControlAnswer.LaterEntries",
                new ControlAnswer.LaterEntries(
                        new DeviceHeads.DeviceHead(ENTRY.device(), 300, TestKeys.bytes(32, 6))));
        all.put("ControlAnswer.UnknownAccount", new ControlAnswer.UnknownAccount());
    }

    private static void addRefusals(Map<String, Object> all) {
        all.put("Refusal.Malformed", new Refusal.Malformed("not a Push"));
        all.put("Refusal.TooLarge", new Refusal.TooLarge(8 << 20));
        all.put("Refusal.NotAuthenticated", new Refusal.NotAuthenticated());
        all.put("Refusal.Revoked", new Refusal.Revoked());
        all.put("Refusal.NotFound", new Refusal.NotFound());
        all.put("Refusal.NotProven", new Refusal.NotProven("head"));
        all.put("Refusal.Newer", new Refusal.Newer(3_600_000));
        all.put("Refusal.StorageFull", new Refusal.StorageFull(1 << 30));
        all.put("Refusal.TooMany", new Refusal.TooMany(1000));
        all.put("Refusal.Busy", new Refusal.Busy(1000));
        all.put("Refusal.Fault", new Refusal.Fault(1000));
    }

    private static void addClones(Map<String, Object> all) {
        var offer =
                new CloneOffer(
                        TestKeys.device(11),
                        CURSOR,
                        TestKeys.bytes(90, 12),
                        List.of(TestKeys.bytes(32, 13), TestKeys.bytes(32, 14)),
                        TestAccount.AT_MS);
        all.put("CloneOffer", offer);
        all.put("CloneAnswer.Offered", new CloneAnswer.Offered());
        all.put("CloneAnswer.Missing", new CloneAnswer.Missing(List.of(TestKeys.bytes(32, 14))));
        all.put("CloneAnswer.Older", new CloneAnswer.Older(CURSOR));
        all.put("CloneAnswer.CutDiffers", new CloneAnswer.CutDiffers(CURSOR));
        all.put("CloneAnswer.NotActive", new CloneAnswer.NotActive());
        all.put(
                "Clones",
                new Clones(
                        List.of(
                                new HeldClone(
                                        offer,
                                        TestAccount.AT_MS + 1,
                                        List.of(TestKeys.device(12)),
                                        true))));
        all.put("CloneConfirmation", new CloneConfirmation(offer.name()));
        all.put("CloneConfirmed.Confirmed", new CloneConfirmed.Confirmed(true));
        all.put("CloneConfirmed.UnknownClone", new CloneConfirmed.UnknownClone());
        all.put("CloneConfirmed.NotActive", new CloneConfirmed.NotActive());
        all.put(
                "Connections with a wish",
                new Connections(List.of(), new CloneWish(true, offer.name())));
        all.put("Activate", new Activate(CURSOR));
        all.put("ActivateAnswer.Activated", new ActivateAnswer.Activated());
        all.put("ActivateAnswer.AtTheLimit", new ActivateAnswer.AtTheLimit(70_000));
        all.put("ActivateAnswer.Trimmed", new ActivateAnswer.Trimmed(1000));
        all.put("ActivateAnswer.CursorDiffers", new ActivateAnswer.CursorDiffers(CURSOR));
        all.put("PullAnswer.Inactive", new PullAnswer.Inactive(1000));
    }
}
