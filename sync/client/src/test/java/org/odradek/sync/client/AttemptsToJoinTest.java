package org.odradek.sync.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.odradek.core.entry.DeviceId;
import org.odradek.sync.client.account.Joining;
import org.odradek.sync.client.account.Revoking;
import org.odradek.sync.client.transport.Transport;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiFunction;

/// Signing in that fails after the account has enrolled the new device, or could only fail then, leaves no device that never comes.
final class AttemptsToJoinTest {
    private static final String PASSWORD = "correct horse battery staple";

    @TempDir Path folder;
    private BiFunction<Transport.Request, Transport, Transport.Raw> line =
            (request, real) -> real.send(request);
    private TestServer server;
    private TestDevice desk;
    private TestDevice laptop;

    @BeforeEach
    void open() throws IOException {
        server = new TestServer(folder.resolve("server"));
        desk = new TestDevice(folder.resolve("desk"), "Desk PC", server.url());
        desk.create("ada", PASSWORD);
        desk.note("Bread", "");
        desk.sync();
        laptop = onALine("laptop");
        laptop.note("Tea", "");
    }

    private TestDevice onALine(String name) {
        return new TestDevice(
                folder.resolve(name),
                name,
                server.url(),
                TestTransport.of((request, real) -> line.apply(request, real)));
    }

    @AfterEach
    void close() throws IOException {
        desk.close();
        laptop.close();
        server.close();
    }

    private int enrolled() {
        desk.sync();
        var log = desk.facts().controlLog(desk.store.profile().account());
        return log.orElseThrow().devices().size();
    }

    private void loseAnswersTo(String path) {
        line =
                (request, real) -> {
                    var raw = real.send(request);
                    return request.path().equals(path) ? new Transport.Raw.Silent("cut off") : raw;
                };
    }

    private void holdTheLine() {
        line = (request, real) -> real.send(request);
    }

    private void assertBothHave(String... titles) {
        for (var device : List.of(laptop, desk, laptop)) {
            assertEquals(SyncState.Kind.UP_TO_DATE, device.sync().kind());
        }
        assertEquals(List.of(titles), desk.titles());
        assertEquals(List.of(titles), laptop.titles());
    }

    @Test
    void givenAnEnrolmentWhoseAnswerIsLost_whenSigningInAgain_thenItIsTheSameDevice()
            throws IOException {
        loseAnswersTo("/v1/control");
        assertInstanceOf(Joining.NoAnswer.class, laptop.logIn("ada", PASSWORD));
        laptop.restart();
        holdTheLine();

        assertInstanceOf(Joining.Enrolled.class, laptop.logIn("ada", PASSWORD));

        assertEquals(2, enrolled());
        assertBothHave("Bread", "Tea");
        assertFalse(Files.exists(laptop.folder().resolve("joining")));
    }

    @Test
    void givenAnEnrolmentThatWasRemovedMeanwhile_whenSigningInAgain_thenItIsAnotherDevice()
            throws IOException {
        loseAnswersTo("/v1/control");
        assertInstanceOf(Joining.NoAnswer.class, laptop.logIn("ada", PASSWORD));
        holdTheLine();
        assertEquals(2, enrolled());
        assertInstanceOf(Revoking.Outcome.Revoked.class, desk.sync.revoke(other()));

        assertInstanceOf(Joining.Enrolled.class, laptop.logIn("ada", PASSWORD));

        assertEquals(3, enrolled());
        assertBothHave("Bread", "Tea");
    }

    private DeviceId other() {
        var own = desk.store.profile().device();
        var log = desk.facts().controlLog(desk.store.profile().account()).orElseThrow();
        return log.devices().keySet().stream()
                .filter(device -> !device.equals(own))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void givenADamagedProfileFromElsewhere_whenSigningIn_thenTheAccountHasNoDeviceMore()
            throws IOException {
        var entry = laptop.store.undelivered(1).getFirst();
        laptop.note("Milk", "");
        DamagedRecordTest.damage(laptop, entry);

        assertInstanceOf(Joining.Refused.class, laptop.logIn("ada", PASSWORD));

        assertEquals(1, enrolled());
    }

    /// It has to be enrolled before it can ask what the account has of the removed one.
    @Test
    void givenACopyOfARemovedDevice_whenItsLineIsCutAgainAndAgain_thenOneDeviceIsEnrolled()
            throws IOException {
        laptop.logIn("ada", PASSWORD);
        laptop.sync();
        laptop.close();
        TestFolders.copy(folder.resolve("laptop"), folder.resolve("copy"));
        laptop = onALine("laptop");
        laptop.note("Milk", "");
        laptop.sync();
        desk.sync();
        assertInstanceOf(
                Revoking.Outcome.Revoked.class, desk.sync.revoke(laptop.store.profile().device()));
        laptop.close();
        laptop = onALine("copy");
        laptop.note("Salt", "");
        for (int attempt = 0; attempt < 3; attempt++) {
            loseAnswersTo("/v1/pull");
            assertInstanceOf(Joining.NoAnswer.class, laptop.staySignedIn(PASSWORD));
        }
        holdTheLine();

        assertInstanceOf(Joining.Enrolled.class, laptop.staySignedIn(PASSWORD));

        assertEquals(3, enrolled());
        assertBothHave("Bread", "Milk", "Salt", "Tea");
    }

    /// As a crash leaves it between the exchange of the profile and the end of joining.
    @Test
    void givenWhatJoiningKeptLeftBehind_whenACopyOfTheProfileParts_thenItIsAnotherDevice()
            throws IOException {
        loseAnswersTo("/v1/control");
        assertInstanceOf(Joining.NoAnswer.class, laptop.logIn("ada", PASSWORD));
        holdTheLine();
        TestFolders.copy(folder.resolve("laptop/joining"), folder.resolve("kept"));
        assertInstanceOf(Joining.Enrolled.class, laptop.logIn("ada", PASSWORD));
        laptop.sync();
        laptop.close();
        TestFolders.copy(folder.resolve("kept"), folder.resolve("laptop/joining"));
        TestFolders.copy(folder.resolve("laptop"), folder.resolve("copy"));
        laptop = onALine("laptop");
        laptop.note("Milk", "");
        laptop.sync();
        laptop.close();
        laptop = onALine("copy");
        laptop.note("Salt", "");

        assertInstanceOf(Joining.Enrolled.class, laptop.staySignedIn(PASSWORD));

        assertEquals(3, enrolled());
        assertBothHave("Bread", "Milk", "Salt", "Tea");
    }
}
