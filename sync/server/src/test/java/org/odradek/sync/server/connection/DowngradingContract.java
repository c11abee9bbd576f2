package org.odradek.sync.server.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.odradek.core.entry.DeviceId;
import org.odradek.sync.protocol.TestKeys;
import org.odradek.sync.protocol.clone.CloneAnswer;
import org.odradek.sync.protocol.clone.CloneOffer;
import org.odradek.sync.protocol.clone.CloneWish;
import org.odradek.sync.protocol.connection.ActivateAnswer;
import org.odradek.sync.protocol.connection.Connection;
import org.odradek.sync.protocol.connection.ConnectionState;
import org.odradek.sync.protocol.control.ControlRecord;
import org.odradek.sync.protocol.control.TestAccount;
import org.odradek.sync.protocol.wire.Cursor;
import org.odradek.sync.protocol.wire.PushAnswer;
import org.odradek.sync.server.TestClock;
import org.odradek.sync.server.TestCredentials;
import org.odradek.sync.server.TestDevice;
import org.odradek.sync.server.account.Caller;
import org.odradek.sync.server.blob.FileBlobs;
import org.odradek.sync.server.downgrade.DowngradePolicy;
import org.odradek.sync.server.downgrade.DowngradeRules;
import org.odradek.sync.server.downgrade.VisitTimes;
import org.odradek.sync.server.limit.Limits;
import org.odradek.sync.server.limit.LimitsInForce;
import org.odradek.sync.server.log.AccountLog;
import org.odradek.sync.server.log.AppendAnswer;
import org.odradek.sync.server.log.IncomingEntry;
import org.odradek.sync.server.log.LogStatus;
import org.odradek.sync.server.log.h2.H2AccountLog;
import org.odradek.sync.server.wake.InProcessWakeBus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;

/// What holds under every policy: who may lose a channel, when, and what may be dropped then.
abstract class DowngradingContract {
    static final int DESK = 11;
    static final int LAPTOP = 12;
    static final int PHONE = 13;

    @TempDir private Path folder;

    private final TestClock clock = new TestClock();
    private final TestAccount account = TestAccount.with(1, DESK, LAPTOP, PHONE);
    private final TestDevice desk = new TestDevice(account.account(), DESK);
    private final DeviceId laptop = TestKeys.device(LAPTOP);
    private final DeviceId phone = TestKeys.device(PHONE);
    private final InProcessWakeBus wakes = new InProcessWakeBus();
    private SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private AccountLog log;
    private FileBlobs blobs;
    private CloneShelf shelf;
    private Downgrading downgrading;
    private Channels channels;
    private Upkeep upkeep;

    abstract DowngradePolicy policy();

    @BeforeEach
    void open() {
        log =
                H2AccountLog.open(
                        "jdbc:h2:file:" + folder.resolve("log"), TestKeys.bytes(32, 1), meters);
        blobs = new FileBlobs(folder.resolve("blobs"));
        log.signUp(
                TestCredentials.of(account, "maria", 1),
                account.log().stream().map(ControlRecord::decode).toList(),
                clock.millis() - Duration.ofDays(30).toMillis());
        limited(limits(8, 90, 1000, 1 << 20));
    }

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void givenMoreConnectionsThanPlaces_whenEnforced_thenTheOneAwayForLongestGoes() {
        limited(limits(2, 90, 1000, 1 << 20));
        cover();
        visits(phone, Duration.ofDays(9));
        visits(laptop, Duration.ofDays(5));
        visits(desk.id(), Duration.ofDays(4));
        clock.advance(Duration.ofDays(2));

        downgrading.enforce(account.account());

        assertEquals(List.of("ACTIVE", "ACTIVE", "INACTIVE limit"), states());
        assertEquals(1, meters.counter("odradek.connection.downgrades", "reason", "limit").count());
    }

    @Test
    void givenNoPlaceForAnybody_whenEnforced_thenTheLastActiveOneStays() {
        limited(limits(0, 0, 0, 0));
        cover();
        clock.advance(Duration.ofDays(400));

        downgrading.enforce(account.account());

        assertEquals(1, states().stream().filter("ACTIVE"::equals).count());
    }

    @Test
    void givenDevicesSeenWithinADay_whenEnforced_thenTheyStay() {
        limited(limits(1, 0, 0, 0));
        cover();
        clock.advance(Duration.ofDays(3));
        downgrading.visited(account.account(), laptop);
        downgrading.visited(account.account(), phone);
        clock.advance(DowngradeRules.REST.minusMillis(1));

        downgrading.enforce(account.account());
        assertEquals(List.of("INACTIVE idle", "ACTIVE", "ACTIVE"), states());

        clock.advance(Duration.ofMillis(1));
        downgrading.enforce(account.account());
        assertEquals(1, states().stream().filter("ACTIVE"::equals).count());
    }

    @Test
    void givenNoCloneThatCovers_whenEnforced_thenNobodyGoesAndACloneIsWished() {
        limited(limits(1, 90, 1000, 1 << 20));
        var cut = append(1);
        offer(cut, 1);
        var later = append(1);
        for (var device : List.of(desk.id(), laptop, phone)) {
            log.acknowledge(account.account(), device, later, clock.millis());
        }
        clock.advance(Duration.ofDays(3));

        downgrading.enforce(account.account());

        assertEquals(List.of("ACTIVE", "ACTIVE", "ACTIVE"), states());
        var caller = new Caller.Device(account.account(), desk.id());
        assertEquals(new CloneWish(true, null), channels.connections(caller).cloneWish());
        offer(later, 2);
        downgrading.enforce(account.account());
        assertEquals(1, states().stream().filter("ACTIVE"::equals).count());
        assertNull(channels.connections(caller).cloneWish());
    }

    @Test
    void givenARevokedConnection_whenEnforced_thenItIsLeftAsItIs() {
        limited(limits(1, 0, 0, 0));
        var revoked = account.revoked(PHONE, 0, TestAccount.newKey(2, DESK));
        log.appendControl(account.account(), List.of(account.nextByDevice(DESK, revoked)), 1);
        cover();
        clock.advance(Duration.ofDays(3));

        downgrading.enforce(account.account());

        assertEquals("REVOKED revoked", states().getLast());
        assertEquals(1, states().stream().filter("ACTIVE"::equals).count());
    }

    @Test
    void givenAChannelThatHoldsTooMuch_whenAppended_thenItGoesAndTheLogIsDroppedBehindIt() {
        limited(limits(8, 90, 4, 1 << 20));
        append(2);
        clock.advance(Duration.ofDays(2));
        var cut = append(2);
        acknowledge(cut, desk.id(), laptop);
        var clone = offer(cut, 1);
        log.confirmClone(account.account(), laptop, clone.name(), clock.millis());
        downgrading.appended(account.account());
        assertEquals(List.of("ACTIVE", "ACTIVE", "ACTIVE"), states());

        append(1);
        downgrading.appended(account.account());

        assertEquals(List.of("ACTIVE", "ACTIVE", "INACTIVE channel"), states());
        assertEquals(0, status().trimmed());
        upkeep.sweep();
        assertEquals(cut.position(), status().trimmed());
        assertEquals(2.0, meters.get("odradek.connections").tag("state", "active").gauge().value());
    }

    @Test
    void givenAFullAccount_whenRoomIsAskedFor_thenOnlyWhoHoldsBackTheLogGoes() {
        var cut = append(3);
        acknowledge(cut, desk.id(), laptop);
        clock.advance(Duration.ofDays(2));
        assertFalse(downgrading.freeStorage(account.account()));
        var clone = offer(cut, 1);
        assertFalse(downgrading.freeStorage(account.account()));
        assertEquals(List.of("ACTIVE", "ACTIVE", "ACTIVE"), states());

        log.confirmClone(account.account(), laptop, clone.name(), clock.millis());
        assertTrue(downgrading.freeStorage(account.account()));

        assertEquals(List.of("ACTIVE", "ACTIVE", "INACTIVE storage"), states());
        assertEquals(cut.position(), status().trimmed());
        assertFalse(downgrading.freeStorage(account.account()));
    }

    @Test
    void givenAnInactiveDeviceThatAsks_whenAnotherMayGo_thenTheyChangePlaces() {
        limited(limits(2, 90, 1000, 1 << 20));
        var cut = cover();
        log.deactivate(account.account(), phone, "limit", clock.millis());
        clock.advance(Duration.ofDays(2));
        downgrading.visited(account.account(), desk.id());
        downgrading.visited(account.account(), phone);

        var caller = new Caller.Device(account.account(), phone);
        assertEquals(new ActivateAnswer.Activated(), channels.activate(caller, cut));

        assertEquals(List.of("ACTIVE", "INACTIVE limit", "ACTIVE"), states());
    }

    /// Both have read beyond the newest clone, and who is there has no channel.
    @Test
    void givenAllActiveOnesAreLost_whenAnInactiveDeviceAsks_thenItMakesTheCloneAndGetsAPlace() {
        limited(limits(2, 90, 1000, 1 << 20));
        cover();
        log.deactivate(account.account(), phone, "limit", clock.millis());
        var head = append(1);
        acknowledge(head, desk.id(), laptop);
        clock.advance(Duration.ofDays(90));
        downgrading.enforce(account.account());
        assertEquals(List.of("ACTIVE", "ACTIVE", "INACTIVE limit"), states());
        var caller = new Caller.Device(account.account(), phone);
        assertEquals(
                new ActivateAnswer.AtTheLimit(head.position()), channels.activate(caller, head));

        assertEquals(new CloneWish(true, null), channels.connections(caller).cloneWish());
        offer(phone, head, 2);

        assertEquals(new ActivateAnswer.Activated(), channels.activate(caller, head));
        assertEquals("ACTIVE", states().getLast());
        assertEquals(2, states().stream().filter("ACTIVE"::equals).count());
    }

    @Test
    void givenDroppedClones_whenSwept_thenTheirBlobsGoAfterAGraceButForThoseStillListed() {
        var first = offer(append(1), 1);
        offer(append(1), 2);
        offer(append(1), 3);
        var own = first.blobs().getFirst();
        var shared = first.blobs().getLast();
        upkeep.sweep();
        assertTrue(blobs.holds(account.account(), own));

        clock.advance(CloneShelf.GRACE);
        upkeep.sweep();

        assertFalse(blobs.holds(account.account(), own));
        assertTrue(blobs.holds(account.account(), shared));
        assertEquals(List.of(), log.droppedClones(account.account()));
        assertEquals(2, shelf.whole(account.account()).size());
    }

    @Test
    void givenACloneIsWanted_whenSwept_thenTheDevicesAreWokenOnceInATurn() {
        int[] woken = {0};
        wakes.subscribe(account.account(), () -> woken[0]++);
        upkeep.sweep();
        assertEquals(0, woken[0]);
        log.deactivate(account.account(), phone, "limit", clock.millis());

        upkeep.sweep();
        upkeep.sweep();
        assertEquals(1, woken[0]);

        clock.advance(CloneWishes.TURN);
        upkeep.sweep();
        assertEquals(2, woken[0]);
    }

    @Test
    void givenALimitsFile_whenItChanges_thenTheNextSweepHoldsToItAndAWrongOneChangesNothing()
            throws IOException {
        var file = folder.resolve("limits");
        Files.writeString(file, "connections.active.per-account=8");
        var inForce = limited(limits(8, 90, 1000, 1 << 20), file);
        cover();
        clock.advance(Duration.ofDays(2));
        downgrading.visited(account.account(), desk.id());
        downgrading.visited(account.account(), laptop);

        change(file, "connections.active.per-account=many", 1);
        upkeep.sweep();
        assertEquals(8, inForce.now().activeConnectionsMax());

        change(file, "connections.active.per-account=2", 2);
        upkeep.sweep();
        assertEquals(2, inForce.now().activeConnectionsMax());
        assertEquals(List.of("ACTIVE", "ACTIVE", "INACTIVE limit"), states());
    }

    private static void change(Path file, String text, int time) throws IOException {
        Files.writeString(file, text);
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000L + time));
    }

    private static Limits limits(int active, int idleDays, long entries, long bytes) {
        return new Limits(active, idleDays, entries, bytes, 1L << 30, 8 << 20, 600, 10);
    }

    private void limited(Limits limits) {
        limited(limits, null);
    }

    private LimitsInForce limited(Limits limits, @Nullable Path file) {
        var inForce = new LimitsInForce(limits, file);
        meters = new SimpleMeterRegistry();
        shelf = new CloneShelf(log, blobs, clock);
        downgrading = new Downgrading(log, shelf, policy(), inForce, clock, meters);
        channels = new Channels(log, shelf, downgrading, inForce, clock);
        upkeep = new Upkeep(log, shelf, downgrading, channels, wakes, inForce, meters);
        return inForce;
    }

    /// A clone of all there is, which everybody has.
    private Cursor cover() {
        var cut = append(1);
        acknowledge(cut, desk.id(), laptop, phone);
        offer(cut, 50);
        return cut;
    }

    private void acknowledge(Cursor upTo, DeviceId... devices) {
        for (var device : devices) {
            if (log.state(account.account(), device) == ConnectionState.ACTIVE) {
                assertTrue(log.acknowledge(account.account(), device, upTo, clock.millis()));
            }
        }
    }

    /// Comes so long and is away afterwards.
    private void visits(DeviceId device, Duration ago) {
        log.visited(
                account.account(),
                device,
                VisitTimes.UNKNOWN.visited(clock.millis() - ago.toMillis()).encode(),
                clock.millis() - ago.toMillis());
    }

    private Cursor append(int entries) {
        var incoming = desk.write(entries).stream().map(IncomingEntry::of).toList();
        var answer = log.append(account.account(), incoming, List.of(), 1L << 30);
        var answered = assertInstanceOf(AppendAnswer.Answered.class, answer);
        return assertInstanceOf(PushAnswer.Appended.class, answered.answer()).head();
    }

    private CloneOffer offer(Cursor cut, int number) {
        return offer(desk.id(), cut, number);
    }

    private CloneOffer offer(DeviceId author, Cursor cut, int number) {
        var names = List.of(TestKeys.bytes(32, number), TestKeys.bytes(32, 999));
        names.forEach(name -> blobs.put(account.account(), name, TestKeys.bytes(10, 1)));
        var clone = new CloneOffer(author, cut, TestKeys.bytes(200, number), names, 1);
        assertEquals(new CloneAnswer.Offered(), shelf.offer(account.account(), clone));
        return clone;
    }

    private LogStatus status() {
        return log.status(account.account()).orElseThrow();
    }

    private List<String> states() {
        return log.connections(account.account()).stream().map(DowngradingContract::state).toList();
    }

    private static String state(Connection one) {
        return one.state() + (one.reason() == null ? "" : " " + one.reason());
    }
}
