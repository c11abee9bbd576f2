package org.odradek.sync.server.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.odradek.sync.protocol.TestKeys;
import org.odradek.sync.protocol.clone.CloneOffer;
import org.odradek.sync.protocol.clone.CloneWish;
import org.odradek.sync.protocol.connection.ActivateAnswer;
import org.odradek.sync.protocol.connection.ConnectionState;
import org.odradek.sync.protocol.control.ControlRecord;
import org.odradek.sync.protocol.control.TestAccount;
import org.odradek.sync.protocol.wire.Cursor;
import org.odradek.sync.protocol.wire.Pull;
import org.odradek.sync.protocol.wire.PullAnswer;
import org.odradek.sync.protocol.wire.PushAnswer;
import org.odradek.sync.server.TestClock;
import org.odradek.sync.server.TestCredentials;
import org.odradek.sync.server.TestDevice;
import org.odradek.sync.server.account.Caller;
import org.odradek.sync.server.blob.FileBlobs;
import org.odradek.sync.server.downgrade.DowngradeRules;
import org.odradek.sync.server.downgrade.LeastRecentlyUsed;
import org.odradek.sync.server.limit.Limits;
import org.odradek.sync.server.limit.LimitsInForce;
import org.odradek.sync.server.log.AccountLog;
import org.odradek.sync.server.log.AppendAnswer;
import org.odradek.sync.server.log.IncomingEntry;
import org.odradek.sync.server.log.h2.H2AccountLog;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// How a device that lost its channel is answered, and how it comes back.
final class ActivationTest {
    private static final int DESK = 11;
    private static final int LAPTOP = 12;

    @TempDir private Path data;

    private final TestClock clock = new TestClock();
    private final TestAccount account = TestAccount.with(1, DESK, LAPTOP);
    private final TestDevice desk = new TestDevice(account.account(), DESK);
    private final Caller.Device laptop =
            new Caller.Device(account.account(), TestKeys.device(LAPTOP));
    private AccountLog log;

    @BeforeEach
    void open() {
        log =
                H2AccountLog.open(
                        "jdbc:h2:file:" + data.resolve("log"),
                        TestKeys.bytes(32, 1),
                        new SimpleMeterRegistry());
        log.signUp(
                TestCredentials.of(account, "maria", 1),
                account.log().stream().map(ControlRecord::decode).toList(),
                1);
    }

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void givenAnInactiveDevice_whenItPulls_thenItIsTold() {
        var channels = channels(2);
        var head = append(3);
        assertInstanceOf(PullAnswer.Page.class, channels.pull(laptop, Pull.after(Cursor.START)));

        deactivate();

        assertEquals(new PullAnswer.Inactive(0), channels.pull(laptop, Pull.after(Cursor.START)));
        assertEquals(new PullAnswer.Inactive(0), channels.pull(laptop, Pull.after(head)));
    }

    @Test
    void givenAFreePlace_whenAnInactiveDeviceAsks_thenItPullsOnFromItsCursor() {
        var channels = channels(2);
        var first = append(1);
        var head = append(2);
        deactivate();

        assertEquals(new ActivateAnswer.Activated(), channels.activate(laptop, first));

        var page =
                assertInstanceOf(PullAnswer.Page.class, channels.pull(laptop, Pull.after(first)));
        assertEquals(head, page.next());
        assertEquals(new ActivateAnswer.Activated(), channels.activate(laptop, head));
    }

    @Test
    void givenNoFreePlace_whenAnInactiveDeviceAsks_thenItVisitsUpToTheHeadAndStaysInactive() {
        var channels = channels(1);
        var first = append(1);
        var head = append(2);
        deactivate();

        assertEquals(
                new ActivateAnswer.AtTheLimit(head.position()), channels.activate(laptop, first));
        var page =
                assertInstanceOf(PullAnswer.Page.class, channels.pull(laptop, Pull.after(first)));
        assertEquals(head, page.next());

        append(1);
        assertEquals(new PullAnswer.Inactive(0), channels.pull(laptop, Pull.after(head)));
        assertEquals(ConnectionState.INACTIVE, log.state(laptop.account(), laptop.device()));
    }

    @Test
    void givenAVisit_whenItLastsTooLong_thenItIsOver() {
        var channels = channels(1);
        var first = append(1);
        append(2);
        deactivate();
        channels.activate(laptop, first);

        clock.advance(Duration.ofHours(1));

        assertEquals(new PullAnswer.Inactive(0), channels.pull(laptop, Pull.after(first)));
    }

    @Test
    void givenACursorThatIsTooOldOrAnothers_whenAsked_thenNoPlaceIsTaken() {
        var channels = channels(2);
        var first = append(1);
        var head = append(2);
        trimUnder(head);
        var elsewhere = new Cursor(1, head.position(), TestKeys.bytes(32, 5));

        assertEquals(new ActivateAnswer.Trimmed(head.position()), channels.activate(laptop, first));
        assertEquals(new ActivateAnswer.CursorDiffers(head), channels.activate(laptop, elsewhere));

        assertEquals(ConnectionState.INACTIVE, log.state(laptop.account(), laptop.device()));
        assertEquals(
                new PullAnswer.Inactive(head.position()), channels.pull(laptop, Pull.after(first)));
    }

    @Test
    void givenAnInactiveDevice_whenThereIsNoClone_thenAnActiveOneIsAskedUnlessItWasAwayForADay() {
        var channels = channels(2);
        append(1);
        deactivate();
        log.visited(account.account(), desk.id(), TestKeys.bytes(400, 1), clock.millis());
        var active = new Caller.Device(account.account(), desk.id());
        clock.advance(DowngradeRules.REST.minusMillis(1));

        assertNull(channels.connections(laptop).cloneWish());
        assertEquals(new CloneWish(true, null), channels.connections(active).cloneWish());

        clock.advance(CloneWishes.TURN);
        assertEquals(new CloneWish(true, null), channels.connections(laptop).cloneWish());
    }

    private Channels channels(int activeMax) {
        var limits = new Limits(activeMax, 90, 1000, 1L << 30, 1L << 30, 8 << 20, 600, 10);
        var shelf = new CloneShelf(log, new FileBlobs(data.resolve("blobs")), clock);
        var inForce = new LimitsInForce(limits, null);
        var downgrading =
                new Downgrading(
                        log,
                        shelf,
                        new LeastRecentlyUsed(),
                        inForce,
                        clock,
                        new SimpleMeterRegistry());
        return new Channels(log, shelf, downgrading, inForce, clock);
    }

    private void deactivate() {
        log.deactivate(account.account(), laptop.device(), "idle", clock.millis());
    }

    private Cursor append(int entries) {
        var incoming = desk.write(entries).stream().map(IncomingEntry::of).toList();
        var answer = log.append(account.account(), incoming, List.of(), 1L << 30);
        var answered = assertInstanceOf(AppendAnswer.Answered.class, answer);
        return assertInstanceOf(PushAnswer.Appended.class, answered.answer()).head();
    }

    private void trimUnder(Cursor cut) {
        var clone = new CloneOffer(desk.id(), cut, TestKeys.bytes(200, 1), List.of(), 1);
        log.offerClone(account.account(), clone, 1);
        assertTrue(log.acknowledge(account.account(), desk.id(), cut, 1));
        log.confirmClone(account.account(), laptop.device(), clone.name(), 1);
        deactivate();
        log.trim(account.account(), clone.name(), 1);
    }
}
