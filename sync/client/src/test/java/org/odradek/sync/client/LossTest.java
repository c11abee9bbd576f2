package org.odradek.sync.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.odradek.sync.client.account.Joining;
import org.odradek.sync.client.transport.Transport;
import org.odradek.sync.server.limit.Limits;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Answers get lost, the server goes away, comes back, and comes back empty: nothing is lost and nothing applies twice.
final class LossTest {
    private static final String PASSWORD = "correct horse battery staple";

    @TempDir Path folder;
    private final List<TestDevice> devices = new ArrayList<>();
    private TestServer server;
    private TestDevice desk;
    private TestDevice laptop;

    /// Paths of requests that reach the server but whose first answers get lost.
    private final Map<String, Integer> answersToLose = new HashMap<>();

    private int requests;

    @BeforeEach
    void open() throws IOException {
        server = new TestServer(folder.resolve("server"));
        desk = device("Desk PC");
        laptop = device("Laptop");
    }

    @AfterEach
    void close() throws IOException {
        devices.forEach(TestDevice::close);
        server.close();
    }

    private TestDevice device(String name) {
        var device =
                new TestDevice(
                        folder.resolve(name),
                        name,
                        server.url(),
                        TestTransport.of(this::loseSomeAnswers));
        devices.add(device);
        return device;
    }

    private Transport.Raw loseSomeAnswers(Transport.Request request, Transport real) {
        requests++;
        var raw = real.send(request);
        int left = answersToLose.getOrDefault(request.path(), 0);
        if (left > 0) {
            answersToLose.put(request.path(), left - 1);
            return new Transport.Raw.Silent("lost on the way");
        }
        return raw;
    }

    private void together() throws IOException {
        desk.create("ada", PASSWORD);
        assertInstanceOf(Joining.Enrolled.class, laptop.logIn("ada", PASSWORD));
        exchange();
    }

    private void exchange() {
        for (var device : List.of(desk, laptop, desk)) {
            var state = device.sync();
            assertEquals(SyncState.Kind.UP_TO_DATE, state.kind(), state.toString());
        }
    }

    @Test
    void givenLostAnswers_whenSentAgain_thenEachNoteIsThereOnce() throws IOException {
        together();
        var expected = new ArrayList<String>();
        for (var path :
                List.of(
                        "/v1/acknowledge",
                        "/v1/challenge",
                        "/v1/connections",
                        "/v1/heads",
                        "/v1/pull",
                        "/v1/push",
                        "/v1/session")) {
            answersToLose.put(path, 2);
            expected.add("Desk " + path);
            desk.note(expected.getLast(), "");
            laptop.note("Laptop " + path, "");

            exchange();
        }

        expected.addAll(expected.stream().map(title -> title.replace("Desk", "Laptop")).toList());
        assertEquals(expected, desk.titles());
        assertEquals(expected, laptop.titles());
        assertEquals(desk.hash(), laptop.hash());
        assertEquals(7, desk.store.received().seq(desk.store.profile().device()));
    }

    @Test
    void givenAServerRestartedTwentyTimes_whenDevicesWriteOn_thenNothingIsLostOrDoubled()
            throws IOException {
        together();
        desk.sync.start();
        var expected = new ArrayList<String>();
        for (int round = 0; round < 20; round++) {
            expected.add("Before %02d".formatted(round));
            desk.note(expected.getLast(), "");
            server.stop();
            expected.add("While away %02d".formatted(round));
            desk.note(expected.getLast(), "");
            server.start();
        }
        desk.restart();

        exchange();

        expected.sort(Comparator.naturalOrder());
        assertEquals(expected, desk.titles());
        assertEquals(expected, laptop.titles());
        assertEquals(desk.hash(), laptop.hash());
        assertEquals(0, desk.store.standing().undelivered());
        assertEquals(desk.store.received(), laptop.store.received());
    }

    @Test
    void givenAWipedServer_whenOneDeviceComes_thenItHasEverythingAgain() throws IOException {
        desk.note("Bread", "flour");
        together();
        laptop.note("Tea", "");
        exchange();
        server.wipe();
        server.start();

        assertEquals(SyncState.Kind.UP_TO_DATE, desk.sync().kind());
        laptop.note("Later", "");
        exchange();

        var phone = device("Phone");
        assertInstanceOf(Joining.Enrolled.class, phone.logIn("ada", PASSWORD));
        assertEquals(SyncState.Kind.UP_TO_DATE, phone.sync().kind());
        exchange();
        assertEquals(List.of("Bread", "Later", "Tea"), phone.titles());
        assertEquals(phone.hash(), desk.hash());
        assertEquals(phone.hash(), laptop.hash());
    }

    @Test
    void givenAWipedServerThatTakesNoNewAccounts_whenADeviceComes_thenItSaysSoAndLosesNothing()
            throws IOException {
        desk.note("Bread", "flour");
        desk.create("ada", PASSWORD);
        desk.sync();
        server.wipe();
        server.grant(Limits.DEFAULT.withAccounts(0));
        server.start();

        var state = desk.sync();

        assertEquals(
                "The server no longer has this account and takes no new ones. Nothing is lost here;"
                        + " ask whoever runs it.",
                state.reason());
        server.stop();
        server.grant(Limits.DEFAULT);
        server.start();
        assertEquals(SyncState.Kind.UP_TO_DATE, desk.sync().kind());
        assertEquals(List.of("Bread"), desk.titles());
    }

    /// The desk has not heard of the laptop when it gives the server the account back.
    @Test
    void givenAWipedServer_whenAnOlderControlLogIsRestored_thenTheNewerDeviceAddsWhatLacks()
            throws IOException {
        desk.note("Bread", "");
        desk.create("ada", PASSWORD);
        desk.sync();
        laptop.logIn("ada", PASSWORD);
        laptop.note("Tea", "");
        assertEquals(SyncState.Kind.UP_TO_DATE, laptop.sync().kind());
        server.wipe();
        server.start();

        exchange();

        assertEquals(List.of("Bread", "Tea"), desk.titles());
        assertEquals(desk.hash(), laptop.hash());
    }

    @Test
    void givenAServerFromAnOldCopy_whenDevicesCome_thenTheyGiveItBackWhatItLacks()
            throws IOException {
        together();
        desk.note("Bread", "");
        exchange();
        server.stop();
        TestFolders.copy(server.data(), folder.resolve("copy"));
        server.start();
        desk.note("Butter", "");
        laptop.note("Tea", "");
        exchange();
        server.wipe();
        TestFolders.copy(folder.resolve("copy"), server.data());
        server.start();

        desk.note("Cheese", "");
        exchange();
        exchange();

        assertEquals(List.of("Bread", "Butter", "Cheese", "Tea"), desk.titles());
        assertEquals(desk.titles(), laptop.titles());
        assertEquals(desk.hash(), laptop.hash());
        assertEquals(0, laptop.store.standing().undelivered());
    }

    @Test
    void givenOffline_whenEdited_thenNothingIsSentUntilItIsOnAgain() throws IOException {
        together();
        desk.sync.setOffline(true);
        desk.note("Bread", "");
        int before = requests;

        var state = desk.sync();

        assertEquals(SyncState.Kind.OFFLINE, state.kind());
        assertEquals(1, state.waitingItems());
        assertEquals(before, requests);
        assertTrue(state.waitingSinceMs() > 0);
        desk.sync.setOffline(false);
        exchange();
        assertEquals(List.of("Bread"), laptop.titles());
    }

    @Test
    void givenASilentServer_whenSigningIn_thenNothingIsChanged() throws IOException {
        desk.create("ada", PASSWORD);
        var own = laptop.store.profile().device();
        server.stop();

        assertEquals(new Joining.NoAnswer(), laptop.logIn("ada", PASSWORD));

        assertEquals(own, laptop.store.profile().device());
        server.start();
    }
}
