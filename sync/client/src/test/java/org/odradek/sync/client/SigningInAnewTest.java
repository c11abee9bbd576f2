package org.odradek.sync.client;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.odradek.core.action.Action;
import org.odradek.core.entry.DeviceId;
import org.odradek.core.entry.ItemId;
import org.odradek.store.attachment.Attachments;
import org.odradek.sync.client.account.Joining;
import org.odradek.sync.client.account.Revoking;
import org.odradek.sync.client.transport.Transport;
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.wire.PushAnswer;
import org.odradek.sync.protocol.wire.Wire;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.function.BiFunction;

/// A profile that was copied, or whose device was removed, signs in again and goes on as a device of its own, with all that it has.
final class SigningInAnewTest {
    private static final String PASSWORD = "correct horse battery staple";

    @TempDir Path folder;
    private TestServer server;
    private TestDevice desk;
    private TestDevice laptop;
    private TestDevice copy;
    private ItemId bread;
    private DeviceId copied;
    private BiFunction<Transport.Request, Transport, Transport.Raw> copyLine =
            (request, real) -> real.send(request);

    @BeforeEach
    void open() throws IOException {
        server = new TestServer(folder.resolve("server"));
        desk = device("desk", "Desk PC");
        laptop = device("laptop", "Laptop");
        desk.create("ada", PASSWORD);
        assertInstanceOf(Joining.Enrolled.class, laptop.logIn("ada", PASSWORD));
        bread = desk.note("Bread", "flour");
        laptop.note("Tea", "");
        exchange(desk, laptop);
        copied = laptop.store.profile().device();
        laptop.close();
        TestFolders.copy(folder.resolve("laptop"), folder.resolve("copy"));
        laptop = device("laptop", "Laptop");
        copy =
                new TestDevice(
                        folder.resolve("copy"),
                        "Copy",
                        server.url(),
                        TestTransport.of((request, real) -> copyLine.apply(request, real)));
    }

    private TestDevice device(String at, String name) {
        return new TestDevice(folder.resolve(at), name, server.url());
    }

    @AfterEach
    void close() throws IOException {
        desk.close();
        laptop.close();
        copy.close();
        server.close();
    }

    private int enrolled() {
        var log = desk.facts().controlLog(desk.store.profile().account());
        return log.orElseThrow().devices().size();
    }

    private static void exchange(TestDevice... devices) {
        for (int round = 0; round < 2; round++) {
            for (var device : devices) {
                var state = device.sync();
                assertEquals(SyncState.Kind.UP_TO_DATE, state.kind(), state.toString());
            }
        }
    }

    private static void assertAlike(TestDevice... devices) {
        exchange(devices);
        for (var device : devices) {
            assertEquals(devices[0].hash(), device.hash());
            assertEquals(devices[0].titles(), device.titles());
            var standing = device.store.standing();
            assertEquals(0, standing.waiting() + standing.parked() + standing.undelivered());
            assertTrue(device.store.doctor().examine(true, _ -> {}, () -> false).ok());
        }
    }

    private static void assertTold(TestDevice device, String words) {
        var state = device.sync();
        assertEquals(SyncState.Kind.NEEDS_YOU, state.kind(), state.toString());
        assertTrue(String.valueOf(state.reason()).startsWith(words), state.toString());
        assertTrue(state.signingInHelps());
    }

    private static void assertCopied(TestDevice device) {
        assertTold(device, "Another copy of this profile writes");
    }

    private static void assertMade(int entries, TestDevice device) {
        var id = device.store.profile().device();
        assertEquals(entries, device.store.received().seq(id));
    }

    @Test
    void givenACopiedProfile_whenItSignsInAgain_thenAllHaveWhatBothWrote() {
        laptop.note("Milk", "");
        laptop.note("Salt", "");
        exchange(laptop, desk);
        copy.note("Butter", "");
        copy.rename(bread, "Loaf");
        assertCopied(copy);

        assertInstanceOf(Joining.Enrolled.class, copy.staySignedIn(PASSWORD));

        assertMade(2, copy);
        assertEquals(List.of("Butter", "Loaf", "Tea"), copy.titles());
        assertAlike(copy, desk, laptop);
        assertEquals(List.of("Butter", "Loaf", "Milk", "Salt", "Tea"), desk.titles());
        assertEquals("Laptop (2)", desk.store.view().deviceName(copy.store.profile().device()));
        copy.note("Soup", "");
        laptop.note("Rice", "");
        assertAlike(copy, desk, laptop);
        assertTrue(laptop.titles().containsAll(List.of("Soup", "Rice")));
    }

    @Test
    void givenBothTypedInOneNote_whenTheCopySignsInAgain_thenTheTextHasBothOnce() {
        var plan = desk.note("Plan", "one\ntwo\nthree\n");
        exchange(desk, laptop, copy, desk);
        laptop.insert(plan, 0, "L");
        laptop.insert(plan, 1, "M");
        laptop.insert(bread, 0, "laptop ");
        exchange(laptop, desk);
        desk.insert(plan, desk.body(plan).length(), "desk\n");
        exchange(desk, laptop);
        copy.insert(plan, "one\n".length(), "C");
        copy.insert(plan, "one\nC".length(), "D");
        copy.insert(bread, "flour".length(), ", a paste of more than twenty characters");
        copy.insert(bread, "flour".length(), " of rye");
        assertCopied(copy);
        assertInstanceOf(Joining.Enrolled.class, copy.staySignedIn(PASSWORD));

        assertAlike(copy, desk, laptop);

        assertEquals("LMone\nCDtwo\nthree\ndesk\n", desk.body(plan));
        assertEquals(
                "laptop flour of rye, a paste of more than twenty characters", desk.body(bread));
    }

    @Test
    void givenAFileInTheCopy_whenItSignsInAgain_thenTheOthersGetIt() throws IOException {
        byte[] bytes = {1, 2, 3, 4, 5};
        laptop.note("Milk", "");
        exchange(laptop);
        var kept =
                (Attachments.Kept.Stored)
                        copy.store.attachments().keep(new ByteArrayInputStream(bytes));
        copy.submit(
                List.of(
                        new Action.Attach(
                                bread,
                                "loaf.bin",
                                HexFormat.of().parseHex(kept.sha256()),
                                bytes.length)));
        assertCopied(copy);
        copy.staySignedIn(PASSWORD);

        assertAlike(copy, desk, laptop);

        for (var device : List.of(copy, desk, laptop)) {
            try (var content = device.store.attachments().open(kept.sha256()).orElseThrow()) {
                assertArrayEquals(bytes, content.readAllBytes());
            }
        }
    }

    private void remove(DeviceId device) {
        assertInstanceOf(Revoking.Outcome.Revoked.class, desk.sync.revoke(device));
    }

    @Test
    void givenARemovedDevice_whenItSignsInAgain_thenWhatItWroteMeanwhileComesAlong() {
        desk.rename(bread, "Loaf");
        laptop.rename(bread, "Roll");
        exchange(desk, laptop, desk);
        assertEquals(1, laptop.store.view().conflicts().size());
        remove(copied);
        desk.note("Salt", "");
        exchange(desk);
        laptop.rename(bread, "Decided");
        laptop.insert(bread, 0, "rye ");
        laptop.note("Sugar", "brown");
        assertTold(laptop, "This device was removed from the account.");
        laptop.note("Sweets", "");

        assertInstanceOf(Joining.Enrolled.class, laptop.staySignedIn(PASSWORD));

        assertNotEquals(copied, laptop.store.profile().device());
        assertEquals(List.of("Decided", "Sugar", "Sweets", "Tea"), laptop.titles());
        assertAlike(laptop, desk);
        assertEquals(List.of("Decided", "Salt", "Sugar", "Sweets", "Tea"), desk.titles());
        assertEquals("rye flour", desk.body(bread));
        assertEquals(List.of(), desk.store.view().conflicts());
        assertEquals("Laptop", desk.store.view().deviceName(laptop.store.profile().device()));
        laptop.restart();
        assertAlike(laptop, desk);
    }

    @Test
    void givenARemovedDeviceThatIsSignedOut_whenItSignsInWithTheSameWords_thenItJoinsAnew()
            throws IOException {
        remove(copied);
        laptop.note("Sugar", "");
        laptop.facts().signOut();

        assertInstanceOf(Joining.Enrolled.class, laptop.logIn("ada", PASSWORD));

        assertAlike(laptop, desk);
        assertEquals(List.of("Bread", "Sugar", "Tea"), desk.titles());
    }

    /// @param made how much the copy writes, less or more than the other one has written
    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void givenACopyOfARemovedDevice_whenItSignsInAgain_thenWhatIsOnlyThereComesAlong(int made) {
        laptop.note("Milk", "");
        laptop.note("Salt", "");
        exchange(laptop, desk);
        remove(copied);
        for (int i = 1; i <= made; i++) {
            copy.note("Butter " + i, "");
        }
        assertTold(copy, "This device was removed");

        assertInstanceOf(Joining.Enrolled.class, copy.staySignedIn(PASSWORD));

        assertMade(made, copy);
        assertAlike(copy, desk);
        assertEquals(4 + made, desk.titles().size());
        assertTrue(desk.titles().containsAll(List.of("Butter 1", "Milk", "Salt")));
        laptop.note("Sugar", "");
        assertInstanceOf(Joining.Enrolled.class, laptop.staySignedIn(PASSWORD));
        assertAlike(copy, desk, laptop);
        assertTrue(copy.titles().contains("Sugar"));
    }

    @Test
    void givenACopyThatIsBehind_whenItsDeviceWasRemoved_thenItJoinsAnewWithNothingTwice() {
        laptop.note("Milk", "");
        exchange(laptop, desk);
        remove(copied);

        assertInstanceOf(Joining.Enrolled.class, copy.staySignedIn(PASSWORD));

        assertMade(0, copy);
        copy.note("Butter", "");
        assertAlike(copy, desk);
        assertEquals(List.of("Bread", "Butter", "Milk", "Tea"), desk.titles());
    }

    @Test
    void givenAWrongPasswordOrNoNetwork_whenSigningInAgain_thenNothingChanges() {
        laptop.note("Milk", "");
        exchange(laptop);
        copy.note("Butter", "");
        assertCopied(copy);
        var before = copy.hash();

        assertInstanceOf(Joining.Refused.class, copy.staySignedIn("not the password"));
        copyLine = (_, _) -> new Transport.Raw.Silent("cut off");
        assertInstanceOf(Joining.NoAnswer.class, copy.staySignedIn(PASSWORD));
        // Signed in, and cut off while the log is read.
        for (var path : List.of("/v1/challenge", "/v1/heads", "/v1/pull", "/v1/control")) {
            copyLine =
                    (request, real) ->
                            request.path().startsWith(path)
                                    ? new Transport.Raw.Silent("cut off")
                                    : real.send(request);
            assertInstanceOf(Joining.NoAnswer.class, copy.staySignedIn(PASSWORD), path);
        }

        copyLine = (request, real) -> real.send(request);
        assertEquals(copied, copy.store.profile().device());
        assertEquals(before, copy.hash());
        assertCopied(copy);
        assertInstanceOf(Joining.Enrolled.class, copy.staySignedIn(PASSWORD));
        assertAlike(copy, desk, laptop);
        assertEquals(3, enrolled());
    }

    @Test
    void givenAProfileThatCannotBecomeAnother_whenSigningInAgain_thenTheAccountHasNoDeviceMore() {
        remove(copied);
        laptop.note("Sugar", "");

        assertEquals(
                new Joining.Refused("not-possible", "It is open."),
                laptop.staySignedIn(PASSWORD, "It is open."));

        assertEquals(2, enrolled());
    }

    @Test
    void givenACopyThatNeverSignsInAgain_whenTheOthersGoOn_thenTheyAreAlike() {
        copy.note("Butter", "");
        laptop.note("Milk", "");
        exchange(laptop, desk);
        assertCopied(copy);
        copy.note("Soup", "");
        desk.note("Rice", "");

        assertAlike(desk, laptop);

        assertCopied(copy);
        assertEquals(List.of("Bread", "Butter", "Soup", "Tea"), copy.titles());
        assertEquals(List.of("Bread", "Milk", "Rice", "Tea"), laptop.titles());
    }

    @Test
    void givenALogThatWasDropped_whenTheCopySignsInAgain_thenItComesBackByAClone()
            throws IOException {
        laptop.note("Milk", "");
        laptop.note("Salt", "");
        laptop.note("Long", "0".repeat(400_000));
        exchange(laptop, desk);
        server.takeChannel(laptop);
        desk.note("Rice", "");
        exchange(desk, laptop, desk);
        server.takeChannel(laptop);
        desk.note("Soup", "");
        for (int i = 0; i < 3; i++) {
            desk.note("Long " + i, Integer.toString(i).repeat(400_000));
        }
        exchange(desk);
        assertTrue(server.trim(desk), "nothing was dropped");
        copy.note("Butter", "");
        copy.insert(bread, 0, "rye ");
        assertCopied(copy);
        assertCopied(copy);

        assertInstanceOf(Joining.Enrolled.class, copy.staySignedIn(PASSWORD));

        assertAlike(copy, desk, laptop);
        assertTrue(laptop.titles().containsAll(List.of("Butter", "Milk", "Salt", "Soup")));
        assertEquals("rye flour", desk.body(bread));
    }

    @Test
    void givenAServerThatOnlySaysThatACopyWrote_whenSigningInAgain_thenNothingIsMadeAnew() {
        copy.note("Butter", "");
        copyLine =
                (request, real) ->
                        request.path().equals("/v1/push")
                                ? new Transport.Raw.Arrived(
                                        200,
                                        Wire.encode(
                                                new PushAnswer.Diverged(
                                                        copy.store.undelivered(1).getFirst().id(),
                                                        new Bytes(new byte[32]))))
                                : real.send(request);
        assertCopied(copy);

        assertInstanceOf(Joining.SameAccount.class, copy.staySignedIn(PASSWORD));

        copyLine = (request, real) -> real.send(request);
        assertEquals(copied, copy.store.profile().device());
        exchange(copy, desk);
        assertEquals(List.of("Bread", "Butter", "Tea"), desk.titles());
    }
}
