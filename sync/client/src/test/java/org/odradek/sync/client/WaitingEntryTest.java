package org.odradek.sync.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.odradek.core.entry.EntryId;
import org.odradek.sync.client.account.RawKeys;
import org.odradek.sync.client.account.Revoking;
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.SignedHead;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// A device of the account writes upon what nobody has, so that its entry waits at all others: they go on.
final class WaitingEntryTest {
    private static final String PASSWORD = "correct horse battery staple";

    @TempDir Path folder;
    private TestServer server;
    private TestDevice desk;
    private TestDevice tablet;
    private TestDevice laptop;
    private TestDevice phone;
    private Path backup;

    @BeforeEach
    void open() throws IOException {
        server = new TestServer(folder.resolve("server"));
        desk = new TestDevice(folder.resolve("desk"), "Desk PC", server.url());
        tablet = new TestDevice(folder.resolve("tablet"), "Tablet", server.url());
        laptop = new TestDevice(folder.resolve("laptop"), "Laptop", server.url());
        phone = new TestDevice(folder.resolve("phone"), "Phone", server.url());
        desk.create("ada", PASSWORD);
        for (var device : List.of(tablet, laptop, phone)) {
            device.logIn("ada", PASSWORD);
        }
        laptop.note("Tea", "");
        exchange(desk, tablet, laptop, phone);
        backup = folder.resolve("backup.zip");
        server.backUp(backup);
        laptopWritesUponWhatNobodyHas();
        exchange(desk, tablet);
    }

    @AfterEach
    void close() throws IOException {
        for (var device : List.of(desk, tablet, laptop, phone)) {
            device.close();
        }
        server.close();
    }

    private void laptopWritesUponWhatNobodyHas() throws IOException {
        phone.note("Eggs", "");
        var eggs = new EntryId(phone.store.profile().device(), 1);
        laptop.store.receive(phone.store.sealed(List.of(eggs)));
        laptop.note("Upon them", "");
        server.take(laptop);
    }

    private static void exchange(TestDevice... devices) {
        for (int round = 0; round < 2; round++) {
            for (var device : devices) {
                assertEquals(SyncState.Kind.UP_TO_DATE, device.sync().kind());
            }
        }
    }

    private void assertAllAreAlikeWithThePhone(TestDevice... others) {
        exchange(phone);
        exchange(others);
        for (var device : others) {
            assertEquals(phone.hash(), device.hash());
            assertEquals(0, device.store.standing().waiting());
        }
    }

    @Test
    void givenAnEntryThatWaits_whenItsDeviceWritesOnAfterARestart_thenTheOthersGoOn() {
        desk.restart();
        laptop.note("And on", "");
        exchange(laptop, desk);
        tablet.note("Bread", "");
        exchange(tablet, desk);

        assertEquals(List.of("Bread", "Tea"), desk.titles());
        assertEquals(2, desk.store.standing().waiting());
        assertAllAreAlikeWithThePhone(desk, tablet, laptop);
        assertTrue(desk.titles().contains("And on"), desk.titles().toString());
    }

    @Test
    void givenAnEntryThatWaits_whenACloneIsAskedFor_thenItHasThatTooAndTheLogIsDropped()
            throws IOException {
        server.takeChannel(phone);
        exchange(desk, tablet, desk);
        assertTrue(server.trim(desk), "nothing was vouched for and dropped");
        laptop.note("And on", "");
        exchange(laptop, desk, tablet);

        try (var notebook = new TestDevice(folder.resolve("notebook"), "Notebook", server.url())) {
            notebook.logIn("ada", PASSWORD);
            exchange(notebook);
            notebook.restart();
            laptop.note("And further", "");
            exchange(laptop, notebook, desk);

            assertEquals(List.of("Tea"), notebook.titles());
            assertEquals(3, notebook.store.standing().waiting());
            assertEquals(desk.hash(), notebook.hash());
            assertAllAreAlikeWithThePhone(desk, tablet, laptop, notebook);
        }
    }

    @Test
    void givenAnEntryThatWaits_whenItsDeviceIsRemovedAndTheLogIsDropped_thenItStillCounts()
            throws IOException {
        assertInstanceOf(
                Revoking.Outcome.Revoked.class, desk.sync.revoke(laptop.store.profile().device()));
        server.takeChannel(phone);
        exchange(desk, tablet, desk);
        assertTrue(server.trim(desk), "nothing was vouched for and dropped");

        try (var notebook = new TestDevice(folder.resolve("notebook"), "Notebook", server.url())) {
            notebook.logIn("ada", PASSWORD);
            exchange(notebook);

            assertEquals(1, notebook.store.standing().waiting());
            assertAllAreAlikeWithThePhone(desk, tablet, notebook);
            assertEquals(List.of("Eggs", "Tea", "Upon them"), notebook.titles());
        }
    }

    @Test
    void givenAnEntryThatWaitsWhereTheRemoverLacksIt_whenItsDeviceIsRemoved_thenItCounts()
            throws IOException {
        laptop.note("And on", "");
        var profile = laptop.store.profile();
        var last = new EntryId(profile.device(), laptop.store.received().seq(profile.device()));
        var entry = laptop.store.sealed(List.of(last)).getFirst();
        tablet.store.receive(List.of(entry));
        tablet.facts()
                .remember(
                        SignedHead.signed(
                                profile.account(),
                                last,
                                new Bytes(entry.header().hash()),
                                RawKeys.signingKey(profile.keys().deviceSign().privateKey())));
        assertInstanceOf(Revoking.Outcome.Revoked.class, desk.sync.revoke(profile.device()));
        server.take(laptop);
        exchange(desk);
        assertEquals(1, desk.store.standing().waiting());

        exchange(tablet, desk);

        assertEquals(2, desk.store.standing().waiting());
        assertAllAreAlikeWithThePhone(desk, tablet);
        assertTrue(desk.titles().contains("And on"), desk.titles().toString());
    }

    private void assertTheDeskGivesItBack() throws IOException {
        exchange(desk);
        assertEquals(0, desk.store.standing().undelivered());

        try (var notebook = new TestDevice(folder.resolve("notebook"), "Notebook", server.url())) {
            notebook.logIn("ada", PASSWORD);
            exchange(notebook);

            assertEquals(List.of("Tea"), notebook.titles());
            assertEquals(1, notebook.store.standing().waiting());
            assertAllAreAlikeWithThePhone(desk, tablet, notebook);
            assertEquals(List.of("Eggs", "Tea", "Upon them"), notebook.titles());
        }
    }

    @Test
    void givenAnEntryThatWaits_whenTheServerLosesEverything_thenWhoHasItGivesItBack()
            throws IOException {
        server.wipe();
        server.start();

        assertTheDeskGivesItBack();
    }

    @Test
    void givenAnEntryThatWaits_whenTheServerLosesThatOfARemovedDevice_thenWhoHasItGivesItBack()
            throws IOException {
        assertInstanceOf(
                Revoking.Outcome.Revoked.class, desk.sync.revoke(laptop.store.profile().device()));
        server.restore(backup);

        assertTheDeskGivesItBack();
    }
}
