package org.odradek.sync.protocol.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.TestKeys;
import org.odradek.sync.protocol.control.Verdict.Reason;

import java.util.List;
import java.util.Optional;

/// How far a removed device counts, and that nobody can hinder a removal.
final class RemovalTest {
    private static final int ROOT = 1;
    private static final int DESK = 11;
    private static final int LAPTOP = 12;
    private static final int STRANGER = 13;

    private final TestAccount account = TestAccount.with(ROOT, DESK, LAPTOP);

    @Test
    void givenARevokedDevice_whenAnotherHadMoreOfIt_thenItCountsUpToThere() {
        account.byDevice(DESK, account.revoked(LAPTOP, 3, TestAccount.newKey(2, DESK)));
        long atMs =
                account.verified()
                        .device(TestKeys.device(LAPTOP))
                        .orElseThrow()
                        .lastEntry()
                        .orElseThrow()
                        .revokedAtMs();

        account.byDevice(DESK, account.moved(LAPTOP, 5));

        var laptop = account.verified().device(TestKeys.device(LAPTOP)).orElseThrow();
        assertFalse(laptop.isShutOut(5));
        assertTrue(laptop.isShutOut(6));
        assertEquals(
                new EnrolledDevice.LastEntry(5, account.moved(LAPTOP, 5).last().hash(), atMs, true),
                laptop.lastEntry().orElseThrow());
    }

    @Test
    void givenAWordForMoreOfADevice_whenNobodyMaySayItOrNothingIsMore_thenRejected() {
        var bySelf = revokedAt3().byDevice(LAPTOP, account.moved(LAPTOP, 5));
        var byRoot = revokedAt3().byRoot(account.moved(LAPTOP, 5));
        var notLater = revokedAt3().byDevice(DESK, account.moved(LAPTOP, 3));
        var ofNobody = revokedAt3().byDevice(DESK, account.moved(STRANGER, 5));
        var notRevoked = revokedAt3().byDevice(DESK, account.moved(DESK, 5));

        assertEquals(new Verdict.Rejected(5, Reason.REVOKED_AUTHOR), verify(bySelf.log()));
        assertEquals(new Verdict.Rejected(5, Reason.AUTHOR_MAY_NOT), verify(byRoot.log()));
        assertEquals(new Verdict.Rejected(5, Reason.NOT_LATER), verify(notLater.log()));
        assertEquals(new Verdict.Rejected(5, Reason.UNKNOWN_DEVICE), verify(ofNobody.log()));
        assertEquals(new Verdict.Rejected(5, Reason.NOT_REVOKED), verify(notRevoked.log()));
    }

    @Test
    void givenALastEntry_whenTheRemovedDeviceDidNotSignIt_thenRejected() {
        var key = TestAccount.newKey(2, DESK);
        var id = TestKeys.device(LAPTOP);
        var bySomebodyElse = account.head(LAPTOP, 7, DESK);
        var ofSomebodyElse = account.head(DESK, 7, LAPTOP);
        var elsewhere = new TestAccount(ROOT + 1).head(LAPTOP, 7, LAPTOP);

        for (var last : List.of(bySomebodyElse, ofSomebodyElse, elsewhere)) {
            var revoked = new ControlChange.DeviceRevoked(id, last, key);
            var removing = TestAccount.with(ROOT, DESK, LAPTOP).byDevice(DESK, revoked);
            assertEquals(new Verdict.Rejected(4, Reason.NOT_ITS_WORD), verify(removing.log()));
        }
        for (var last : List.of(bySomebodyElse, elsewhere)) {
            var moving = revokedAt3().byDevice(DESK, new ControlChange.LastEntryMoved(last));
            assertEquals(new Verdict.Rejected(5, Reason.NOT_ITS_WORD), verify(moving.log()));
        }
    }

    @Test
    void givenALogFilledWithNames_whenADeviceIsRemoved_thenThereIsRoom() {
        var name = new ControlChange.DeviceRenamed(TestKeys.device(DESK), TestKeys.bytes(64, 9));
        var log = account.verified();
        while (log.position() < ControlBounds.RECORDS_OF_ANY_KIND_MAX) {
            log = longer(log, LAPTOP, name);
        }

        assertEquals(Optional.of(Reason.TOO_MANY), wrong(log, LAPTOP, name));
        assertEquals(
                Optional.of(Reason.TOO_MANY),
                wrong(log, LAPTOP, TestAccount.newKey(2, DESK, LAPTOP)));
        var removed = longer(log, DESK, account.revoked(LAPTOP, 3, TestAccount.newKey(2, DESK)));
        assertTrue(removed.device(TestKeys.device(LAPTOP)).orElseThrow().isRevoked());
        var moved = longer(removed, DESK, account.moved(LAPTOP, 5));
        while (moved.position() < ControlBounds.RECORDS_WITH_MOVES_MAX) {
            moved = longer(moved, DESK, account.moved(LAPTOP, moved.position()));
        }
        assertEquals(
                Optional.of(Reason.TOO_MANY),
                wrong(moved, DESK, account.moved(LAPTOP, moved.position())));
    }

    @Test
    void givenManyNewKeys_whenADeviceIsRemoved_thenThereIsRoomAndAllOfThemFitAnEnrolment() {
        var log = account.verified();
        while (log.keyGeneration() < ControlBounds.KEYS_OF_ANY_KIND_MAX) {
            log = longer(log, LAPTOP, key(log, DESK, LAPTOP));
        }

        assertEquals(Optional.of(Reason.TOO_MANY), wrong(log, LAPTOP, key(log, DESK, LAPTOP)));
        var removed = longer(log, DESK, account.revoked(LAPTOP, 0, key(log, DESK)));
        assertTrue(removed.device(TestKeys.device(LAPTOP)).orElseThrow().isRevoked());
        // Each key stands there with two bytes before it.
        assertTrue(ControlBounds.KEYS_MAX * 34 + 1024 < ControlBounds.SEALED_KEYS_BYTES_MAX);
    }

    private static ControlChange.ContentKeyChanged key(ControlLog log, int... devices) {
        return TestAccount.newKey(log.keyGeneration() + 1, devices);
    }

    private static Verdict next(ControlLog log, int author, ControlChange change) {
        var record =
                ControlRecord.signed(
                        log.account(),
                        log.position() + 1,
                        log.hash(),
                        new Author.Device(TestKeys.device(author)),
                        TestAccount.AT_MS,
                        change,
                        TestKeys.ed25519(author).getPrivate());
        return log.after(record.encode());
    }

    private static ControlLog longer(ControlLog log, int author, ControlChange change) {
        return assertInstanceOf(Verdict.Verified.class, next(log, author, change)).log();
    }

    private static Optional<Reason> wrong(ControlLog log, int author, ControlChange change) {
        return next(log, author, change) instanceof Verdict.Rejected(var _, var reason)
                ? Optional.of(reason)
                : Optional.empty();
    }

    private TestAccount revokedAt3() {
        return TestAccount.with(ROOT, DESK, LAPTOP)
                .byDevice(DESK, account.revoked(LAPTOP, 3, TestAccount.newKey(2, DESK)));
    }

    private Verdict verify(List<Bytes> log) {
        return ControlLog.verify(account.account(), log);
    }
}
