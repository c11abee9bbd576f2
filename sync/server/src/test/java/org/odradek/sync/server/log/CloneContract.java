package org.odradek.sync.server.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import org.junit.jupiter.api.Test;
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.TestKeys;
import org.odradek.sync.protocol.clone.CloneAnswer;
import org.odradek.sync.protocol.clone.CloneConfirmed;
import org.odradek.sync.protocol.clone.CloneOffer;
import org.odradek.sync.protocol.clone.HeldClone;
import org.odradek.sync.protocol.connection.ActivateAnswer;
import org.odradek.sync.protocol.control.ControlRecord;
import org.odradek.sync.protocol.control.TestAccount;
import org.odradek.sync.protocol.wire.ControlAnswer;
import org.odradek.sync.protocol.wire.Cursor;
import org.odradek.sync.protocol.wire.Pull;
import org.odradek.sync.protocol.wire.PullAnswer;
import org.odradek.sync.protocol.wire.WireBounds;
import org.odradek.sync.server.TestDevice;

import java.util.List;
import java.util.stream.IntStream;

/// What every engine does with clones, and with the log under them.
abstract class CloneContract extends StateContract {
    private static final long MONTH_MS = CloneTrust.ALONE.toMillis();

    /// As many as a clone may list.
    private static final List<Bytes> NAMES =
            IntStream.range(0, WireBounds.CLONE_BLOBS_MAX)
                    .mapToObj(number -> TestKeys.bytes(32, number))
                    .toList();

    @Test
    void givenClonesOffered_whenListed_thenTheNewestCutFirstAndEachOnce() {
        var older = clone(desk, write(2), 1);
        var newer = clone(laptop, write(2), 2);

        assertEquals(new CloneAnswer.Offered(), offer(older, 10));
        assertEquals(new CloneAnswer.Offered(), offer(newer, 20));
        assertEquals(new CloneAnswer.Offered(), offer(newer, 30));

        assertEquals(
                List.of(
                        new HeldClone(newer, 20, List.of(), false),
                        new HeldClone(older, 10, List.of(), false)),
                log.clones(account.account(), 40));
    }

    @Test
    void givenOffersThatDoNotFit_whenMade_thenEachIsToldWhy() {
        var first = write(2);
        var second = write(2);
        offer(clone(desk, second, 1), 10);
        var elsewhere = new Cursor(1, second.position(), TestKeys.bytes(32, 5));

        assertEquals(new CloneAnswer.Older(second), offer(clone(desk, first, 2), 30));
        assertEquals(new CloneAnswer.CutDiffers(second), offer(clone(desk, elsewhere, 3), 30));
        assertEquals(1, log.clones(account.account(), 40).size());
    }

    @Test
    void givenADeviceWithoutAChannel_whenItOffersWhatIsNotOlder_thenThatIsTakenUntilItIsRemoved() {
        append(laptop.write(1), List.of(laptop.head()));
        var cut = write(2);
        offer(clone(desk, cut, 1), 10);
        deactivate(laptop.id(), "idle", 20);

        assertEquals(new CloneAnswer.Offered(), offer(clone(laptop, cut, 2), 30));
        assertInstanceOf(ControlAnswer.Appended.class, appendControl(revocation(1)));

        assertEquals(new CloneAnswer.NotActive(), offer(clone(laptop, cut, 3), 40));
        assertEquals(2, log.clones(account.account(), 50).size());
    }

    @Test
    void givenMoreClonesThanAreKept_whenOffered_thenTheConfirmedOneStaysAndTheRestAreDropped() {
        var confirmed = clone(desk, write(1), 1);
        var superseded = clone(desk, write(1), 2);
        var older = clone(desk, write(1), 3);
        var newest = clone(desk, write(1), 4);
        offer(confirmed, 10);
        confirm(laptop, confirmed, 11);
        offer(superseded, 12);
        offer(older, 13);

        offer(newest, 14);

        assertEquals(List.of(newest, older, confirmed), offers());
        var dropped = new DroppedClone(superseded.name(), superseded.blobs(), 14);
        assertEquals(List.of(dropped), log.droppedClones(account.account()));
        assertTrue(log.forgetClone(account.account(), superseded.name()));
        assertFalse(log.forgetClone(account.account(), superseded.name()));
        assertFalse(log.forgetClone(account.account(), newest.name()));
        assertEquals(List.of(), log.droppedClones(account.account()));
    }

    /// Its clones may be of no use to anybody.
    @Test
    void givenADeviceThatOffersAgainAndAgain_whenAnotherHasOffered_thenItsNewestStays() {
        var superseded = clone(laptop, write(1), 1);
        var others = clone(laptop, write(1), 2);
        offer(superseded, 10);
        offer(others, 11);
        var first = clone(desk, write(1), 3);
        var second = clone(desk, write(1), 4);
        var third = clone(desk, write(1), 5);

        offer(first, 12);
        offer(second, 13);
        offer(third, 14);

        assertEquals(List.of(third, second, others), offers());
    }

    /// What was dropped waits for a day, and a sweep has the names of all of it in memory.
    @Test
    void givenADeviceThatOffersWithoutEnd_whenItHadItsShare_thenItIsOlderAndAnothersIsTaken() {
        var cut = write(1);
        var others = clone(laptop, cut, 1);
        offer(others, 10);

        var last = offersUntilOlder(desk, cut, NAMES, 100);

        assertEquals(new CloneAnswer.Older(cut), offer(last, 30));
        assertTrue(droppedNames() < 200_000, droppedNames() + " names");
        assertTrue(offers().contains(others));
        assertEquals(new CloneAnswer.Offered(), offer(clone(laptop, cut, 2), 30));
        for (var gone : log.droppedClones(account.account())) {
            log.forgetClone(account.account(), gone.name());
        }
        assertEquals(new CloneAnswer.Offered(), offer(last, 40));
    }

    /// Each is forgotten by a write of its own.
    @Test
    void givenADeviceThatOffersWithoutEnd_whenItsClonesListNothing_thenItHasItsShareAllTheSame() {
        offersUntilOlder(desk, write(1), List.of(), 100);
    }

    @Test
    void givenManyDevicesThatOfferWithoutEnd_whenTwoHadTheirShare_thenTheAccountHadIts() {
        var phone = new TestDevice(account.account(), 13);
        account.byRoot(TestAccount.enrolled(13, 1));
        appendControl(ControlRecord.decode(account.log().getLast()));
        var cut = write(1);
        offersUntilOlder(desk, cut, NAMES, 1_000);
        offersUntilOlder(laptop, cut, NAMES, 2_000);

        offersUntilOlder(phone, cut, NAMES, 3_000);

        assertTrue(droppedNames() < 300_000, droppedNames() + " names");
    }

    /// Each clone is of as much as an account holds by default.
    @Test
    void givenADeviceThatIsAskedEachHalfHour_whenADayIsOver_thenAllItsClonesWereTaken() {
        var cut = write(1);
        for (int n = 0; n < 48; n++) {
            var clone = listing(desk, cut, NAMES.subList(0, 1_200), n);
            assertEquals(new CloneAnswer.Offered(), offer(clone, n));
        }
    }

    /// Answers the first that is not taken.
    private CloneOffer offersUntilOlder(
            TestDevice author, Cursor cut, List<Bytes> names, int number) {
        for (int n = 0; n < 300; n++) {
            var offer = listing(author, cut, names, number + n);
            if (!offer(offer, 20).equals(new CloneAnswer.Offered())) {
                return offer;
            }
        }
        return fail("300 clones of one device were taken");
    }

    private long droppedNames() {
        return log.droppedClones(account.account()).stream()
                .mapToLong(gone -> gone.blobs().size())
                .sum();
    }

    private static CloneOffer listing(
            TestDevice author, Cursor cut, List<Bytes> names, int number) {
        return new CloneOffer(author.id(), cut, TestKeys.bytes(200, number), names, number);
    }

    @Test
    void givenAClone_whenConfirmed_thenOnlyAnotherActiveDevicesWordCounts() {
        var clone = clone(desk, write(1), 1);
        offer(clone, 10);

        assertEquals(new CloneConfirmed.Confirmed(false), confirm(desk, clone, 11));
        assertEquals(new CloneConfirmed.Confirmed(true), confirm(laptop, clone, 12));
        assertEquals(new CloneConfirmed.Confirmed(true), confirm(laptop, clone, 13));
        deactivate(laptop.id(), "idle", 14);
        assertEquals(new CloneConfirmed.NotActive(), confirm(laptop, clone, 15));
        assertEquals(
                new CloneConfirmed.UnknownClone(),
                log.confirmClone(account.account(), desk.id(), TestKeys.bytes(32, 9), 16));

        assertEquals(
                List.of(new HeldClone(clone, 10, List.of(laptop.id()), true)),
                log.clones(account.account(), 17));
    }

    @Test
    void givenAClone_whenNobodyConfirmsIt_thenItAllowsTrimmingOnlyToALoneDeviceAfterAMonth() {
        var cut = write(2);
        var clone = clone(desk, cut, 1);
        offer(clone, 10);
        acknowledge(desk, cut);
        acknowledge(laptop, cut);

        assertEquals(new TrimAnswer.Held(0), trim(clone, 10 + MONTH_MS));
        deactivate(laptop.id(), "idle", 20);
        assertEquals(new TrimAnswer.Held(0), trim(clone, 9 + MONTH_MS));

        assertEquals(new TrimAnswer.Trimmed(cut.position()), trim(clone, 10 + MONTH_MS));
    }

    @Test
    void givenAConfirmedClone_whenTrimmed_thenNeverBeyondItsCutOrAnActiveCursor() {
        var first = write(1);
        var cut = write(2);
        var head = write(3);
        var clone = clone(desk, cut, 1);
        offer(clone, 10);
        acknowledge(desk, head);
        acknowledge(laptop, first);

        assertEquals(new TrimAnswer.Held(0), trim(clone, 20));
        confirm(laptop, clone, 30);
        assertEquals(new TrimAnswer.Trimmed(first.position()), trim(clone, 40));
        assertEquals(new TrimAnswer.Held(first.position()), trim(clone, 50));
        deactivate(laptop.id(), "idle", 60);
        assertEquals(new TrimAnswer.Trimmed(cut.position()), trim(clone, 70));

        assertEquals(cut.position(), status().trimmed());
        assertEquals(3, entries(page(cut)).size());
        assertEquals(
                new PullAnswer.Trimmed(cut.position()),
                log.read(account.account(), Pull.after(first)));
        assertEquals(sizes(encoded(desk).subList(3, 6)), status().bytes());
    }

    @Test
    void givenATrimmedLog_whenTheDeviceComesBack_thenItsOldCursorIsTooOldAndTheCutIsNot() {
        var old = write(1);
        var cut = write(2);
        acknowledge(laptop, old);
        trimUnder(cut);
        write(4);

        assertEquals(new ActivateAnswer.Trimmed(cut.position()), activate(old, 80));
        assertEquals(new ActivateAnswer.Activated(), activate(cut, 90));

        assertEquals(4, laptopHere().heldEntries());
        assertEquals(sizes(encoded(desk).subList(3, 7)), laptopHere().heldBytes());
    }

    @Test
    void givenATrimmedLog_whenCounted_thenWhatWasDroppedIsHeldForNobody() {
        var cut = write(2);
        trimUnder(cut);
        assertEquals(new Held(0, 0), log.heldAfter(account.account(), cut.position()));

        write(3);

        var rest = new Held(3, sizes(encoded(desk).subList(2, 5)));
        assertEquals(rest, log.heldAfter(account.account(), 0));
        assertEquals(rest, log.heldAfter(account.account(), cut.position()));
    }

    @Test
    void givenATrimmedLog_whenClonesAreOfferedAfterwards_thenSomeCloneAlwaysReachesTheLog() {
        var early = clone(desk, write(1), 1);
        offer(early, 5);
        var trimmedUnder = trimUnder(write(2));

        assertEquals(List.of(trimmedUnder), offers());
        for (int number = 10; number < 13; number++) {
            offer(clone(desk, write(1), number), number);
        }

        assertEquals(3, offers().size());
        assertEquals(trimmedUnder, offers().getLast());
        assertTrue(
                offers().stream().allMatch(offer -> offer.cut().position() >= status().trimmed()));
    }

    @Test
    void givenClonesAndStates_whenReopened_thenAllIsThere() throws Exception {
        var cut = write(2);
        trimUnder(cut);
        offer(clone(desk, write(1), 7), 99);
        log.visited(account.account(), desk.id(), TestKeys.bytes(400, 1), 70);
        var clones = log.clones(account.account(), 100);
        var connections = log.connections(account.account());
        var rhythms = log.rhythms(account.account());
        var status = status();
        log.close();

        log = reopened(log);

        assertEquals(clones, log.clones(account.account(), 100));
        assertEquals(connections, log.connections(account.account()));
        assertEquals(rhythms, log.rhythms(account.account()));
        assertEquals(status, status());
    }

    /// Leaves the laptop INACTIVE and nothing of the log up to the cut.
    private CloneOffer trimUnder(Cursor cut) {
        var clone = clone(desk, cut, 99);
        offer(clone, 10);
        acknowledge(desk, cut);
        confirm(laptop, clone, 20);
        deactivate(laptop.id(), "idle", 30);
        assertEquals(new TrimAnswer.Trimmed(cut.position()), trim(clone, 40));
        return clone;
    }

    private Cursor write(int entries) {
        return append(desk.write(entries), List.of()).head();
    }

    static CloneOffer clone(TestDevice author, Cursor cut, int number) {
        return new CloneOffer(
                author.id(),
                cut,
                TestKeys.bytes(200, number),
                List.of(TestKeys.bytes(32, number), TestKeys.bytes(32, number + 1000)),
                number);
    }

    private CloneAnswer offer(CloneOffer clone, long nowMs) {
        return log.offerClone(account.account(), clone, nowMs);
    }

    private CloneConfirmed confirm(TestDevice device, CloneOffer clone, long nowMs) {
        return log.confirmClone(account.account(), device.id(), clone.name(), nowMs);
    }

    private TrimAnswer trim(CloneOffer clone, long nowMs) {
        return log.trim(account.account(), clone.name(), nowMs);
    }

    private void acknowledge(TestDevice device, Cursor upTo) {
        assertTrue(log.acknowledge(account.account(), device.id(), upTo, 1));
    }

    private List<CloneOffer> offers() {
        return log.clones(account.account(), 1_000).stream().map(HeldClone::offer).toList();
    }
}
