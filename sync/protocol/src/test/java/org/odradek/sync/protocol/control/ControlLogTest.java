package org.odradek.sync.protocol.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import org.junit.jupiter.api.Test;
import org.odradek.core.cbor.CborWriter;
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.Purpose;
import org.odradek.sync.protocol.Signatures;
import org.odradek.sync.protocol.TestKeys;
import org.odradek.sync.protocol.control.Verdict.Reason;

import java.security.KeyPair;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

final class ControlLogTest {
    private static final int ROOT = 1;
    private static final int DESK = 11;
    private static final int LAPTOP = 12;
    private static final int STRANGER = 13;

    private final TestAccount account = TestAccount.with(ROOT, DESK, LAPTOP);

    @Test
    void givenFoundedAndEnrolled_whenVerified_thenDevicesAndKeysAreThere() {
        var log = account.verified();

        assertEquals(account.root(), log.root());
        assertEquals(
                List.of(TestKeys.device(DESK), TestKeys.device(LAPTOP)),
                List.copyOf(log.devices().keySet()));
        assertEquals(1, log.keyGeneration());
        assertEquals(3, log.position());
        assertEquals(account.headHash(), log.hash());
    }

    @Test
    void givenRenameByAnotherDevice_whenVerified_thenTheNewNameCounts() {
        var name = TestKeys.bytes(64, 99);

        account.byDevice(LAPTOP, new ControlChange.DeviceRenamed(TestKeys.device(DESK), name));

        assertEquals(
                Optional.of(name),
                account.verified().device(TestKeys.device(DESK)).map(EnrolledDevice::sealedName));
    }

    @Test
    void givenRevocation_whenVerified_thenItNamesTheLastEntryAndTheNextKey() {
        account.byDevice(DESK, account.revoked(LAPTOP, 7, TestAccount.newKey(2, DESK)));

        var log = account.verified();

        var last =
                new EnrolledDevice.LastEntry(
                        7, account.head(LAPTOP, 7, LAPTOP).hash(), TestAccount.AT_MS + 3, false);
        assertEquals(
                Optional.of(last),
                log.device(TestKeys.device(LAPTOP)).flatMap(EnrolledDevice::lastEntry));
        assertEquals(2, log.keyGeneration());
        assertEquals(
                Optional.of(TestKeys.bytes(80, DESK)),
                log.contentKeys().getLast().sealedFor(TestKeys.device(DESK)));
        assertEquals(
                Optional.empty(), log.contentKeys().getLast().sealedFor(TestKeys.device(LAPTOP)));
    }

    @Test
    void givenKeyChange_whenAnotherDeviceJoins_thenItIsGivenTheNewestKey() {
        account.byDevice(DESK, TestAccount.newKey(2, DESK, LAPTOP))
                .byRoot(TestAccount.enrolled(STRANGER, 2));

        assertEquals(3, account.verified().devices().size());
    }

    @Test
    void givenForgedSignature_whenVerified_thenRejected() {
        var rename = new ControlChange.DeviceRenamed(TestKeys.device(DESK), TestKeys.bytes(64, 99));

        account.add(
                account.next(
                        new Author.Device(TestKeys.device(DESK)),
                        rename,
                        TestKeys.ed25519(STRANGER)));

        assertRejected(4, Reason.BAD_SIGNATURE);
    }

    @Test
    void givenEveryByteChangedInTurn_whenVerified_thenNeverVerified() {
        var honest = account.log();
        var last = honest.getLast().array();
        for (int i = 0; i < last.length; i++) {
            var forged = last.clone();
            forged[i] ^= 1;
            var log = new ArrayList<>(honest.subList(0, honest.size() - 1));
            log.add(new Bytes(forged));

            var verdict = verify(log);

            if (verdict instanceof Verdict.Verified) {
                throw new AssertionError("changing byte " + i + " went unnoticed");
            }
        }
    }

    @Test
    void givenReorderedRecords_whenVerified_thenRejected() {
        var log = new ArrayList<>(account.log());
        Collections.swap(log, 1, 2);

        assertEquals(new Verdict.Rejected(2, Reason.OUT_OF_ORDER), verify(log));
    }

    @Test
    void givenARecordReplacedByAnotherHonestOne_whenVerified_thenTheChainBreaks() {
        var other = TestAccount.with(ROOT, STRANGER);
        var log = new ArrayList<>(account.log());
        log.set(1, other.log().get(1));

        assertEquals(new Verdict.Rejected(3, Reason.BROKEN_CHAIN), verify(log));
    }

    @Test
    void givenRecordsOfAnotherAccount_whenVerified_thenRejected() {
        assertEquals(
                new Verdict.Rejected(1, Reason.OTHER_ACCOUNT),
                verify(TestAccount.with(2, DESK).log()));
    }

    @Test
    void givenAnotherRootUnderThisAccountsName_whenVerified_thenRejected() {
        var founded = new ControlChange.Founded(TestKeys.root(2), TestKeys.bytes(80, 0));
        var usurped =
                ControlRecord.signed(
                        account.account(),
                        1,
                        ControlRecord.NO_HASH,
                        new Author.Root(),
                        1,
                        founded,
                        key(2).getPrivate());

        assertEquals(new Verdict.Rejected(1, Reason.OTHER_ROOT), verify(List.of(usurped.encode())));
    }

    @Test
    void givenAnotherFingerprint_whenVerified_thenRejected() {
        var fingerprint = TestKeys.root(2).fingerprint();

        var verdict = ControlLog.verify(account.account(), fingerprint, account.log());

        assertEquals(new Verdict.Rejected(1, Reason.OTHER_ROOT), verdict);
    }

    @Test
    void givenNothing_whenVerified_thenNotFounded() {
        assertEquals(new Verdict.Rejected(0, Reason.NOT_FOUNDED), verify(List.of()));
    }

    @Test
    void givenRevokedDevice_whenItSigns_thenRejected() {
        account.byDevice(DESK, account.revoked(LAPTOP, 0, TestAccount.newKey(2, DESK)))
                .byDevice(LAPTOP, TestAccount.newKey(3, DESK));

        assertRejected(5, Reason.REVOKED_AUTHOR);
    }

    @Test
    void givenDeviceNeverEnrolled_whenItSigns_thenRejected() {
        account.byDevice(STRANGER, TestAccount.newKey(2, DESK, LAPTOP));

        assertRejected(4, Reason.UNKNOWN_AUTHOR);
    }

    @Test
    void givenDevice_whenItEnrolsAnother_thenRejected() {
        account.byDevice(DESK, TestAccount.enrolled(STRANGER, 1));

        assertRejected(4, Reason.AUTHOR_MAY_NOT);
    }

    @Test
    void givenDevice_whenItRevokesItself_thenRejected() {
        account.byDevice(DESK, account.revoked(DESK, 0, TestAccount.newKey(2, LAPTOP)));

        assertRejected(4, Reason.AUTHOR_MAY_NOT);
    }

    @Test
    void givenRevocation_whenTheNewKeyStillGoesToTheRevoked_thenRejected() {
        account.byDevice(DESK, account.revoked(LAPTOP, 0, TestAccount.newKey(2, DESK, LAPTOP)));

        assertRejected(4, Reason.WRONG_KEY_RECIPIENTS);
    }

    @Test
    void givenKeyChange_whenADeviceIsLeftOut_thenRejected() {
        account.byDevice(DESK, TestAccount.newKey(2, DESK));

        assertRejected(4, Reason.WRONG_KEY_RECIPIENTS);
    }

    @Test
    void givenKeyChange_whenAGenerationIsSkipped_thenRejected() {
        account.byDevice(DESK, TestAccount.newKey(3, DESK, LAPTOP));

        assertRejected(4, Reason.WRONG_KEY_GENERATION);
    }

    @Test
    void givenEnrolment_whenItHandsOutAnOldKeyOnly_thenRejected() {
        account.byDevice(DESK, TestAccount.newKey(2, DESK, LAPTOP))
                .byRoot(TestAccount.enrolled(STRANGER, 1));

        assertRejected(5, Reason.WRONG_KEY_GENERATION);
    }

    @Test
    void givenRevokedTwiceOrEnrolledTwiceOrFoundedTwice_whenVerified_thenRejected() {
        var revokedTwice =
                TestAccount.with(ROOT, DESK, LAPTOP)
                        .byDevice(DESK, account.revoked(LAPTOP, 0, TestAccount.newKey(2, DESK)))
                        .byDevice(DESK, account.revoked(LAPTOP, 0, TestAccount.newKey(3, DESK)));
        var enrolledTwice = TestAccount.with(ROOT, DESK, DESK);
        var foundedTwice =
                TestAccount.with(ROOT, DESK)
                        .byRoot(
                                new ControlChange.Founded(
                                        TestKeys.root(ROOT), TestKeys.bytes(80, 0)));

        assertEquals(new Verdict.Rejected(5, Reason.REVOKED_TWICE), verify(revokedTwice.log()));
        assertEquals(new Verdict.Rejected(3, Reason.ENROLLED_TWICE), verify(enrolledTwice.log()));
        assertEquals(new Verdict.Rejected(3, Reason.FOUNDED_TWICE), verify(foundedTwice.log()));
    }

    @Test
    void givenMoreDevicesThanTheBound_whenVerified_thenRejected() {
        var crowd = TestAccount.with(ROOT);
        for (int i = 0; i <= ControlBounds.DEVICES_MAX; i++) {
            crowd.byRoot(TestAccount.enrolled(100 + i, 1));
        }

        assertEquals(
                new Verdict.Rejected(ControlBounds.DEVICES_MAX + 2, Reason.TOO_MANY),
                verify(crowd.log()));
    }

    @Test
    void givenAChangeOfANewerVersion_whenVerified_thenNewerAndNotDamaged() {
        var body =
                new CborWriter()
                        .array(7)
                        .integer(1)
                        .bytes(account.account().bytes())
                        .integer(4)
                        .bytes(account.headHash().array())
                        .none()
                        .integer(TestAccount.AT_MS)
                        .array(1)
                        .integer(77)
                        .toByteArray();
        var signature =
                Signatures.sign(account.rootSign().getPrivate(), Purpose.CONTROL_RECORD, body);
        var encoded = new CborWriter().array(2).bytes(body).bytes(signature.array());

        var verdict = account.verified().after(new Bytes(encoded.toByteArray()));

        assertEquals(new Verdict.Newer(4), verdict);
    }

    @Test
    void givenHugeOrCutRecords_whenVerified_thenMalformed() {
        var log = account.verified();
        var honest = account.log().getFirst().array();

        for (int size = 0; size < honest.length; size++) {
            assertInstanceOf(
                    Verdict.Rejected.class, log.after(new Bytes(Arrays.copyOf(honest, size))));
        }
        assertEquals(
                new Verdict.Rejected(4, Reason.MALFORMED),
                log.after(new Bytes(new byte[ControlBounds.RECORD_BYTES_MAX + 1])));
    }

    private void assertRejected(long position, Reason reason) {
        assertEquals(new Verdict.Rejected(position, reason), verify(account.log()));
    }

    private Verdict verify(List<Bytes> log) {
        return ControlLog.verify(account.account(), log);
    }

    private static KeyPair key(int number) {
        return TestKeys.ed25519(number);
    }
}
