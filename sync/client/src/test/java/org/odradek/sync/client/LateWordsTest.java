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
import org.odradek.sync.client.account.RawKeys;
import org.odradek.sync.client.account.Revoking;
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.wire.SignedHead;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// A device is removed by one that has less of it than another: what had arrived somewhere before the removal was known there counts.
final class LateWordsTest {
    private static final String PASSWORD = "correct horse battery staple";
    private static final List<String> ALL = List.of("Bread", "Sugar", "Tea", "Upon it");

    @TempDir Path folder;
    private TestServer server;
    private TestDevice desk;
    private TestDevice laptop;
    private TestDevice phone;

    @BeforeEach
    void open() throws IOException {
        server = new TestServer(folder.resolve("server"));
        desk = device("Desk PC");
        laptop = device("Laptop");
        phone = device("Phone");
        desk.create("ada", PASSWORD);
        assertInstanceOf(Joining.Enrolled.class, laptop.logIn("ada", PASSWORD));
        assertInstanceOf(Joining.Enrolled.class, phone.logIn("ada", PASSWORD));
        desk.note("Bread", "");
        laptop.note("Tea", "");
        goesWell(desk, laptop, desk, phone);
        laptop.note("Sugar", "");
    }

    private TestDevice device(String name) {
        return new TestDevice(folder.resolve(name), name, server.url());
    }

    @AfterEach
    void close() throws IOException {
        desk.close();
        laptop.close();
        phone.close();
        server.close();
    }

    private static void goesWell(TestDevice... devices) {
        for (var device : devices) {
            var state = device.sync();
            assertEquals(SyncState.Kind.UP_TO_DATE, state.kind(), state.toString());
        }
    }

    private void deskRemovesLaptop() {
        var outcome = desk.sync.revoke(laptop.store.profile().device());
        assertInstanceOf(Revoking.Outcome.Revoked.class, outcome, outcome.toString());
    }

    private void assertAllIsEverywhere() {
        for (var device : List.of(desk, phone)) {
            assertEquals(ALL, device.titles());
            assertEquals(desk.hash(), device.hash());
            var standing = device.store.standing();
            assertEquals(0, standing.undelivered() + standing.waiting());
        }
    }

    private static SealedEntry newest(TestDevice device) {
        var id = device.store.profile().device();
        var entry = new EntryId(id, device.store.received().seq(id));
        return device.store.sealed(List.of(entry)).getFirst();
    }

    /// The server loses everything, and only the phone has what the laptop wrote last.
    private void phoneAloneHasSugar() throws IOException {
        goesWell(laptop, phone);
        phone.note("Upon it", "");
        server.wipe();
        server.start();
        goesWell(desk);
        deskRemovesLaptop();
        goesWell(desk);
    }

    @Test
    void givenAServerThatLostMore_whenADeviceIsRemovedByOneWithLess_thenWhatAnotherHadCounts()
            throws IOException {
        phoneAloneHasSugar();
        assertEquals(List.of("Bread", "Tea"), desk.titles());

        goesWell(phone, desk, phone);

        assertAllIsEverywhere();
        laptop.note("Too late", "");
        assertEquals(SyncState.Kind.NEEDS_YOU, laptop.sync().kind());
        goesWell(desk, phone);
        assertAllIsEverywhere();
    }

    @Test
    void givenABackupWithMoreThanTheRemoverHad_whenItIsRestored_thenTheRemovalStands()
            throws IOException {
        goesWell(laptop);
        var backup = folder.resolve("backup.zip");
        server.backUp(backup);
        server.wipe();
        server.start();
        goesWell(desk);
        deskRemovesLaptop();
        goesWell(desk, phone);

        server.restore(backup);
        goesWell(phone, desk, phone);

        assertEquals(List.of("Bread", "Tea"), phone.titles());
        assertEquals(desk.hash(), phone.hash());
        assertEquals(SyncState.Kind.NEEDS_YOU, laptop.sync().kind());
    }

    @Test
    void givenSuchAWord_whenTheServerLosesItAndTheRemoval_thenItGetsBothBack() throws IOException {
        goesWell(laptop);
        var backup = folder.resolve("backup.zip");
        server.backUp(backup);
        phoneAloneHasSugar();
        goesWell(phone, desk, phone);

        server.restore(backup);
        goesWell(desk, phone, desk);

        assertAllIsEverywhere();
        assertEquals(SyncState.Kind.NEEDS_YOU, laptop.sync().kind());
    }

    /// Who passed it over does not pull that part of the log again by itself.
    @Test
    void givenEntriesThatOthersPassedOver_whenADeviceSaysThatItHadThem_thenTheyAreReadAgain()
            throws IOException {
        deskRemovesLaptop();
        server.take(laptop);
        desk.note("Upon it", "");
        goesWell(desk);
        assertEquals(List.of("Bread", "Tea", "Upon it"), desk.titles());
        var sugar = newest(laptop);
        phone.store.receive(List.of(sugar));
        phone.facts()
                .remember(
                        SignedHead.signed(
                                laptop.store.profile().account(),
                                sugar.id(),
                                new Bytes(sugar.header().hash()),
                                RawKeys.signingKey(
                                        laptop.store.profile().keys().deviceSign().privateKey())));

        goesWell(phone, desk, phone);

        assertAllIsEverywhere();
        assertTrue(desk.facts().passedOver(sugar.id().device()).isEmpty());
    }
}
