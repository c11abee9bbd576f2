package org.odradek.sync.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.odradek.sync.client.account.Joining;
import org.odradek.sync.client.account.Renaming;
import org.odradek.sync.client.account.Revoking;
import org.odradek.sync.protocol.wire.ControlAppend;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A server falls back behind an enrolment: behind the end of the account's control log.
final class LostEnrolmentTest {
    private static final String PASSWORD = "correct horse battery staple";

    /// Entries that are looked at for one push.
    private static final int PUSHED_AT_ONCE = 1_000;

    @TempDir Path folder;
    private final List<TestDevice> devices = new ArrayList<>();
    private TestServer server;
    private TestDevice desk;
    private TestDevice laptop;
    private TestDevice phone;
    private Path backup;

    @BeforeEach
    void open() throws IOException {
        server = new TestServer(folder.resolve("server"));
        backup = folder.resolve("backup.zip");
        desk = device("Desk PC");
        laptop = device("Laptop");
        phone = device("Phone");
        desk.create("ada", PASSWORD);
        joins(laptop);
        goesWell(desk, laptop);
        server.backUp(backup);
        joins(phone);
        phone.note("Tea", "green");
        goesWell(phone, desk);
    }

    @AfterEach
    void close() throws IOException {
        devices.forEach(TestDevice::close);
        server.close();
    }

    private TestDevice device(String name) {
        var made = new TestDevice(folder.resolve(name), name, server.url());
        devices.add(made);
        return made;
    }

    private static void joins(TestDevice device) throws IOException {
        assertInstanceOf(Joining.Enrolled.class, device.logIn("ada", PASSWORD));
        goesWell(device);
    }

    private static void goesWell(TestDevice... devices) {
        for (var device : devices) {
            var state = device.sync();
            assertEquals(SyncState.Kind.UP_TO_DATE, state.kind(), state.toString());
        }
    }

    private static void saysOf(TestDevice device, String words) {
        var state = device.sync();
        assertEquals(SyncState.Kind.NEEDS_YOU, state.kind(), state.toString());
        assertTrue(String.valueOf(state.reason()).startsWith(words), state.toString());
    }

    @Test
    void givenALostEnrolment_whenADeviceThatKnowsItComes_thenItGivesItBack() throws IOException {
        server.restore(backup);
        goesWell(desk);
        var tablet = device("Tablet");
        joins(tablet);

        goesWell(phone, desk, tablet, laptop);
        assertEquals(List.of("Tea"), laptop.titles());
        assertEquals(phone.hash(), laptop.hash());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void givenMoreLostThanAServerTakesAtOnce_whenADeviceThatKnowsItComes_thenItGivesAllBack(
            boolean isLostItself) throws IOException {
        server.stop();
        server.grant(TestServer.manyRequests());
        server.start();
        for (int i = 0; i < ControlAppend.RECORDS_MAX; i++) {
            assertInstanceOf(
                    Renaming.Outcome.Renamed.class,
                    desk.sync.rename(laptop.store.profile().device(), "Laptop " + i));
        }
        goesWell(phone);
        server.restore(backup);
        desk.restart();

        goesWell(isLostItself ? phone : desk);
        goesWell(laptop, desk, phone);

        assertEquals(
                "Laptop " + (ControlAppend.RECORDS_MAX - 1), laptop.store.profile().deviceName());
        assertEquals(List.of("Tea"), laptop.titles());
    }

    @Test
    void givenAnotherEnrolmentInItsPlace_whenTheLostDeviceSignsInAgain_thenAllAreInStep()
            throws IOException {
        server.restore(backup);
        var tablet = device("Tablet");
        joins(tablet);
        phone.note("Milk", "");
        saysOf(desk, "The server lost what it knew of “Phone”");
        saysOf(phone, "The server lost what it knew of this device");
        desk.note("Bread", "");
        saysOf(desk, "The server lost what it knew of “Phone”");
        assertEquals(1, desk.store.standing().undelivered());

        assertTrue(phone.sync.state().signingInHelps());
        assertInstanceOf(Joining.Refused.class, phone.staySignedIn("not the password"));
        assertInstanceOf(Joining.SameAccount.class, phone.staySignedIn(PASSWORD));
        goesWell(phone, desk, tablet, laptop, phone);

        for (var device : devices) {
            assertEquals(List.of("Bread", "Milk", "Tea"), device.titles());
            assertEquals(phone.hash(), device.hash());
            assertEquals(0, device.store.standing().undelivered());
        }
    }

    @Test
    void givenMoreOfALostDeviceThanIsPushedAtOnce_whenAnotherWrites_thenThatIsDelivered()
            throws IOException {
        for (int i = 0; i < PUSHED_AT_ONCE; i++) {
            phone.note("Cup " + i, "");
        }
        goesWell(phone, desk);
        server.restore(backup);
        var tablet = device("Tablet");
        joins(tablet);
        saysOf(desk, "The server lost what it knew of “Phone”");
        // So that it is not known any more what the server does not take.
        desk.restart();
        desk.note("Bread", "");

        saysOf(desk, "The server lost what it knew of “Phone”");

        // Only what the phone wrote waits; at the tablet, the bread waits for it.
        assertEquals(PUSHED_AT_ONCE + 1, desk.store.standing().undelivered());
        goesWell(tablet);
        assertEquals(1, tablet.store.standing().waiting());
    }

    @Test
    void givenARemovalMeanwhile_whenTheLostDeviceSignsInAgain_thenItWritesUnderTheNewKey()
            throws IOException {
        server.restore(backup);
        var tablet = device("Tablet");
        joins(tablet);
        assertInstanceOf(
                Revoking.Outcome.Revoked.class,
                tablet.sync.revoke(laptop.store.profile().device()));
        saysOf(phone, "The server lost what it knew of this device");

        assertInstanceOf(Joining.SameAccount.class, phone.staySignedIn(PASSWORD));
        goesWell(phone);
        phone.note("Milk", "");

        var milk = phone.store.undelivered(10).getFirst();
        assertEquals(2, milk.header().keyGeneration());
        goesWell(phone, tablet);
        assertEquals(List.of("Milk", "Tea"), tablet.titles());
    }

    @Test
    void givenALostRemoval_whenTheServerHasAnotherChangeInItsPlace_thenItIsNotBelieved()
            throws IOException {
        assertInstanceOf(
                Revoking.Outcome.Revoked.class, desk.sync.revoke(laptop.store.profile().device()));
        goesWell(desk);
        server.restore(backup);
        joins(device("Tablet"));

        saysOf(desk, "The server's answers don't fit");
    }
}
