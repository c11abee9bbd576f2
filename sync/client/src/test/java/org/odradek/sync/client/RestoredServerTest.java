package org.odradek.sync.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.odradek.core.entry.EntryId;
import org.odradek.core.entry.SealedEntry;
import org.odradek.sync.client.account.Joining;
import org.odradek.sync.client.transport.Transport;
import org.odradek.sync.server.backup.Backups;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/// A server is lost and comes back from a backup that is older than what its devices have seen.
final class RestoredServerTest {
    private static final String PASSWORD = "correct horse battery staple";

    /// More than go into one push.
    private static final int BROUGHT_IN = 1_000;

    /// How often the phone tries, far more than it needs.
    private static final int TURNS_MAX = 200;

    private static final Logger ROUND = Logger.getLogger("org.odradek.sync.client.Round");

    @TempDir Path folder;

    private final List<String> said = new ArrayList<>();
    private final Handler listening =
            new Handler() {
                @Override
                public void publish(LogRecord record) {
                    said.add(record.getMessage());
                }

                @Override
                public void flush() {}

                @Override
                public void close() {}
            };
    private TestServer server;
    private TestDevice desk;
    private TestDevice laptop;

    @BeforeEach
    void open() throws IOException {
        ROUND.addHandler(listening);
        server = new TestServer(folder.resolve("server"));
        desk = device("Desk PC");
        laptop = device("Laptop");
        desk.create("ada", PASSWORD);
        assertInstanceOf(Joining.Enrolled.class, laptop.logIn("ada", PASSWORD));
        exchange();
    }

    @AfterEach
    void close() throws IOException {
        ROUND.removeHandler(listening);
        desk.close();
        laptop.close();
        server.close();
    }

    private TestDevice device(String name) {
        return device(name, (request, real) -> real.send(request));
    }

    private TestDevice device(
            String name, BiFunction<Transport.Request, Transport, Transport.Raw> between) {
        return new TestDevice(folder.resolve(name), name, server.url(), TestTransport.of(between));
    }

    /// Takes everything, turn by turn, although every other page does not arrive.
    private void takeOverABadLine(TestDevice device) {
        int turns = 0;
        do {
            device.sync.turn();
        } while (device.sync.state().kind() != SyncState.Kind.UP_TO_DATE && ++turns < TURNS_MAX);
        assertEquals(SyncState.Kind.UP_TO_DATE, device.sync.state().kind());
    }

    private void exchange() {
        for (var device : List.of(desk, laptop, desk)) {
            var state = device.sync();
            assertEquals(SyncState.Kind.UP_TO_DATE, state.kind(), state.toString());
        }
    }

    @Test
    void givenAnOldBackup_whenRestored_thenTheDevicesGiveBackWhatItLacksAndSaySo()
            throws IOException {
        desk.note("Bread", "flour");
        exchange();
        var file = folder.resolve("backup.zip");
        server.backUp(file);
        desk.note("Butter", "salted");
        laptop.note("Tea", "green");
        exchange();
        assertEquals(List.of(), said);

        server.restore(file);
        desk.note("Cheese", "");
        exchange();
        exchange();

        assertEquals(List.of("Bread", "Butter", "Cheese", "Tea"), desk.titles());
        assertEquals(desk.titles(), laptop.titles());
        assertEquals(desk.hash(), laptop.hash());
        assertEquals(0, desk.store.standing().undelivered());
        assertEquals(0, laptop.store.standing().undelivered());
        assertEquals(
                List.of(
                        "The server came back with less than it had; this device gives it what it"
                                + " lacks."),
                said.stream().distinct().toList());
        var again = folder.resolve("again.zip");
        server.backUp(again);
        assertInstanceOf(Backups.Answer.Fine.class, Backups.verifyBackup(again));
    }

    /// The only head of it that the laptop has is behind the last entry. The phone does not know the entries, and has to read more pages up
    /// to there than it keeps, so that it reads them again, over a line on which every other one is lost.
    @Test
    void givenAnOldBackup_whenOneDeviceGivesBackAllThatAnotherBroughtIn_thenEveryDeviceTakesIt()
            throws IOException {
        server.grant(TestServer.manyRequests());
        var file = folder.resolve("backup.zip");
        server.backUp(file);
        for (int note = 0; note < BROUGHT_IN; note++) {
            desk.note("Note", "");
        }
        exchange();

        server.restore(file);
        assertEquals(SyncState.Kind.UP_TO_DATE, laptop.sync().kind());
        var pulls = new AtomicInteger();
        try (var phone =
                device(
                        "Phone",
                        (request, real) ->
                                request.path().equals("/v1/pull")
                                                && pulls.getAndIncrement() % 2 == 0
                                        ? new Transport.Raw.Silent("lost on the way")
                                        : ShortPages.answer(request, real))) {
            assertInstanceOf(Joining.Enrolled.class, phone.logIn("ada", PASSWORD));
            takeOverABadLine(phone);
            assertEquals(desk.hash(), phone.hash());
        }
        exchange();
    }

    /// The phone had read up to their head, and then only some of them again.
    @Test
    void givenEntriesMostOfWhichAreNowhere_whenGivingBack_thenThoseThatAnEarlierHeadCoversAre()
            throws IOException {
        server.grant(TestServer.manyRequests());
        var pullsLeft = new AtomicInteger(Integer.MAX_VALUE);
        try (var phone =
                        device(
                                "Phone",
                                (request, real) ->
                                        request.path().equals("/v1/pull")
                                                        && pullsLeft.getAndDecrement() <= 0
                                                ? new Transport.Raw.Silent("the line is cut")
                                                : ShortPages.answer(request, real));
                var tablet = device("Tablet")) {
            assertInstanceOf(Joining.Enrolled.class, phone.logIn("ada", PASSWORD));
            desk.note("Bread", "");
            goesWell(desk, phone);
            for (int note = 0; note < BROUGHT_IN; note++) {
                desk.note("Note", "");
            }
            goesWell(desk);
            pullsLeft.set(BROUGHT_IN / ShortPages.RECORDS_MAX);
            assertEquals(SyncState.Kind.DELAYED, phone.look().kind());
            var notes = phone.titles().size() - 1;
            assertTrue(notes > 0 && notes < BROUGHT_IN, notes + " notes");
            phone.restart();
            pullsLeft.set(Integer.MAX_VALUE);
            server.wipe();
            server.start();
            goesWell(phone);

            assertInstanceOf(Joining.Enrolled.class, tablet.logIn("ada", PASSWORD));
            goesWell(tablet);

            assertEquals(List.of("Bread"), tablet.titles());
        }
    }

    @Test
    void givenADeviceThatGivesBack_whenAnotherLooksInBetween_thenThatWaitsAndTakesItAll()
            throws IOException {
        server.grant(TestServer.manyRequests());
        Runnable[] inBetween = {() -> {}};
        var pushes = new AtomicInteger();
        try (var phone = device("Phone");
                var tablet =
                        device(
                                "Tablet",
                                (request, real) -> {
                                    if (request.path().equals("/v1/push")
                                            && pushes.incrementAndGet() == 2) {
                                        inBetween[0].run();
                                    }
                                    return real.send(request);
                                })) {
            assertInstanceOf(Joining.Enrolled.class, phone.logIn("ada", PASSWORD));
            assertInstanceOf(Joining.Enrolled.class, tablet.logIn("ada", PASSWORD));
            phone.sync();
            tablet.sync();
            var file = folder.resolve("backup.zip");
            server.backUp(file);
            for (int note = 0; note < BROUGHT_IN; note++) {
                desk.note("Note", "");
            }
            desk.sync();
            tablet.sync();
            server.restore(file);
            var seen = new ArrayList<SyncState.Kind>();
            inBetween[0] = () -> seen.add(phone.look().kind());
            pushes.set(0);

            assertEquals(SyncState.Kind.UP_TO_DATE, tablet.sync().kind());

            assertEquals(List.of(SyncState.Kind.DELAYED), seen);
            assertEquals(SyncState.Kind.UP_TO_DATE, phone.sync().kind());
            assertEquals(desk.hash(), phone.hash());
        }
        exchange();
    }

    @Test
    void
            givenAnOldBackupAndOtherEntriesAtTheSamePlaces_whenTheyAreAcknowledged_thenNoReceiptIsGiven()
                    throws IOException {
        desk.note("Bread", "flour");
        exchange();
        var file = folder.resolve("backup.zip");
        server.backUp(file);
        var butter = desk.note("Butter", "salted");
        desk.sync();

        server.restore(file);
        laptop.note("Tea", "green");
        laptop.sync();
        desk.sync();

        assertEquals(List.of("Bread", "Tea"), laptop.titles());
        assertEquals(List.of(), desk.store.history().receipts(butter, 1).getFirst().seenBy());
    }

    private void goesWell(TestDevice... devices) {
        for (var device : devices) {
            var state = device.sync();
            assertEquals(SyncState.Kind.UP_TO_DATE, state.kind(), state.toString());
        }
    }

    private static SealedEntry newest(TestDevice device) {
        var id = device.store.profile().device();
        return device.store
                .sealed(List.of(new EntryId(id, device.store.received().seq(id))))
                .getFirst();
    }

    private void assertAlike(List<String> titles, TestDevice... devices) {
        for (var device : devices) {
            assertEquals(titles, device.titles());
            assertEquals(devices[0].hash(), device.hash());
            assertEquals(0, device.store.standing().undelivered());
        }
    }

    /// Its own newest head never came back to it, and under its new name it cannot sign one.
    @Test
    void givenARemovedDeviceThatFetchedNothingSince_whenItSignsInAnew_thenItGivesBackWhatItWrote()
            throws IOException {
        var lidIsClosed = new AtomicBoolean();
        try (var tablet = device("Tablet");
                var phone =
                        device(
                                "Phone",
                                (request, real) ->
                                        lidIsClosed.get() && request.path().equals("/v1/pull")
                                                ? new Transport.Raw.Silent("the lid is closed")
                                                : real.send(request))) {
            assertInstanceOf(Joining.Enrolled.class, tablet.logIn("ada", PASSWORD));
            assertInstanceOf(Joining.Enrolled.class, phone.logIn("ada", PASSWORD));
            phone.note("Tea", "");
            goesWell(phone, desk, tablet);
            var file = folder.resolve("backup.zip");
            server.backUp(file);
            lidIsClosed.set(true);
            phone.note("Sugar", "");
            phone.note("Salt", "");
            phone.look();
            goesWell(desk);
            assertEquals(List.of("Salt", "Sugar", "Tea"), desk.titles());
            server.restore(file);
            desk.sync.revoke(phone.store.profile().device());
            lidIsClosed.set(false);

            assertInstanceOf(Joining.Enrolled.class, phone.staySignedIn(PASSWORD));
            goesWell(phone, tablet);

            assertAlike(List.of("Salt", "Sugar", "Tea"), phone, tablet);
            desk.note("Rice", "");
            goesWell(desk, tablet, phone);
            assertAlike(List.of("Rice", "Salt", "Sugar", "Tea"), desk, tablet, phone);
        }
    }

    /// Whoever has the head gives them back with it; who has not would stop everybody.
    @Test
    void givenAnothersEntriesWithoutTheirHead_whenTheServerLacksThem_thenTheyAreLeftToOthers()
            throws IOException {
        laptop.note("Tea", "green");
        desk.note("Bread", "");
        desk.store.receive(List.of(newest(laptop)));
        goesWell(desk);
        try (var phone = device("Phone")) {
            assertInstanceOf(Joining.Enrolled.class, phone.logIn("ada", PASSWORD));
            goesWell(phone);
            assertEquals(List.of("Bread"), phone.titles());

            goesWell(laptop, phone, desk);

            assertAlike(List.of("Bread", "Tea"), desk, laptop, phone);
        }
    }
}
