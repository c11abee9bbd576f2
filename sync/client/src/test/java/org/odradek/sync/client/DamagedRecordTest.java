package org.odradek.sync.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.odradek.core.entry.EntryId;
import org.odradek.core.entry.SealedEntry;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Bits of the journal that changed on the disk: what can still be moved is moved, and a person hears of the rest.
final class DamagedRecordTest {
    private static final String PASSWORD = "correct horse battery staple";

    private static final int TURNS_MAX = 30;

    @TempDir Path folder;
    private TestServer server;
    private TestDevice desk;
    private TestDevice laptop;
    private EntryId bread;

    @BeforeEach
    void startTwoDevicesOfOneAccount() throws IOException {
        server = new TestServer(folder.resolve("server"));
        desk = new TestDevice(folder.resolve("desk"), "Desk PC", server.url());
        laptop = new TestDevice(folder.resolve("laptop"), "Laptop", server.url());
        desk.create("ada", PASSWORD);
        laptop.logIn("ada", PASSWORD);
        desk.sync();
        laptop.sync();
    }

    @AfterEach
    void end() throws IOException {
        desk.close();
        laptop.close();
        server.close();
    }

    @Test
    void
            givenADamagedEntryOfItsOwn_whenSynced_thenWhatIsBeforeItGoesAndOthersComeAndAPersonIsAsked()
                    throws IOException {
        desk.note("Bread", "");
        desk.note("Lost", "");
        desk.note("Behind", "");
        var damaged = desk.store.undelivered(10).get(1);
        damage(desk, damaged);
        laptop.note("Milk", "");
        laptop.sync();

        var state = desk.sync();
        laptop.sync();

        assertEquals(SyncState.Kind.NEEDS_YOU, state.kind());
        assertEquals(PersonNeeded.DAMAGED.sentence(), state.reason());
        assertEquals(List.of("Behind", "Bread", "Lost", "Milk"), desk.titles());
        assertEquals(List.of("Bread", "Milk"), laptop.titles());
        assertEquals(2, state.waitingEntries());
    }

    @Test
    void givenADamagedNewestEntryThatTheServerHas_whenItIsFollowed_thenTheChainGoesOn()
            throws IOException {
        desk.note("Bread", "");
        desk.sync();
        laptop.sync();
        var theirs = laptop.store.sealed(List.of(lastOf(desk))).getFirst();
        laptop.note("Cheese", "");
        laptop.sync();
        damage(laptop, theirs);
        desk.note("Milk", "");
        desk.sync();

        assertEquals(SyncState.Kind.UP_TO_DATE, laptop.sync().kind());
        assertEquals(List.of("Bread", "Cheese", "Milk"), laptop.titles());
    }

    @Test
    void givenALostEntryOfAnother_whenTheTablesAreMadeAnew_thenItIsFetchedAgain()
            throws IOException {
        breadAndMilkOfDesk(1);
        damage(laptop, bread(laptop), true);
        assertEquals(List.of(), laptop.titles());

        assertEquals(SyncState.Kind.UP_TO_DATE, laptop.sync().kind());

        assertEquals(List.of("Bread", "Milk"), laptop.titles());
        assertEquals(desk.hash(), laptop.hash());
    }

    /// After it went back to common ground it does not know any more which entries stand before that.
    @Test
    void givenAServerThatWasSetBack_whenAnEntryFromBeforeIsLostLater_thenItIsFetchedAgain()
            throws IOException {
        breadAndMilkOfDesk(1);
        var backup = folder.resolve("backup.zip");
        server.backUp(backup);
        laptop.note("Cheese", "");
        laptop.sync();
        server.restore(backup);
        assertEquals(SyncState.Kind.UP_TO_DATE, laptop.sync().kind());
        damage(laptop, bread(laptop), true);

        assertEquals(SyncState.Kind.UP_TO_DATE, laptop.sync().kind());

        desk.sync();
        assertEquals(List.of("Bread", "Cheese", "Milk"), laptop.titles());
        assertEquals(desk.hash(), laptop.hash());
    }

    /// Whether another one waits behind the lost one, or the server alone tells that it is missing.
    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void givenALostEntryOfItsOwn_whenSomethingIsWritten_thenItIsRefusedUntilTheLostOneIsBack(
            int behind) throws IOException {
        breadAndMilkOfDesk(behind);
        damage(desk, bread(desk), true);
        assertEquals(List.of(), desk.titles());

        var refused = assertThrows(IllegalStateException.class, () -> desk.note("Butter", ""));

        assertTrue(String.valueOf(refused.getMessage()).contains("missing"), refused.getMessage());
        assertEquals(SyncState.Kind.UP_TO_DATE, desk.sync().kind());
        desk.note("Butter", "");
        assertEquals(SyncState.Kind.UP_TO_DATE, desk.sync().kind());
        laptop.sync();
        assertEquals(
                behind == 0 ? List.of("Bread", "Butter") : List.of("Bread", "Butter", "Milk"),
                desk.titles());
        assertEquals(desk.hash(), laptop.hash());
    }

    @Test
    void givenALostEntryOfItsOwn_whileItIsFetched_thenNothingIsWrittenInItsPlace()
            throws IOException {
        breadAndMilkOfDesk(0);
        damage(desk, bread(desk), true);

        int turns = 0;
        for (; !desk.store.received().covers(bread); turns++) {
            assertThrows(IllegalStateException.class, () -> desk.note("Butter", ""));
            assertTrue(turns < TURNS_MAX, desk.sync.state().toString());
            desk.sync.turn();
        }

        assertTrue(turns > 1, "it was there at once");
        desk.note("Butter", "");
        assertEquals(SyncState.Kind.UP_TO_DATE, desk.sync().kind());
        laptop.sync();
        assertEquals(desk.hash(), laptop.hash());
    }

    /// A third device is away, so that the server asks for a clone, for which every record is read.
    @Test
    void givenADamagedRecordThatNobodyLacks_whenACloneIsWanted_thenThatIsLeftToOthers()
            throws IOException {
        try (var phone = new TestDevice(folder.resolve("phone"), "Phone", server.url())) {
            phone.logIn("ada", PASSWORD);
            phone.note("Bread", "");
            phone.sync();
            desk.sync();
            laptop.sync();
            damage(desk, desk.store.sealed(List.of(lastOf(phone))).getFirst());
            server.takeChannel(phone);

            assertEquals(SyncState.Kind.UP_TO_DATE, desk.sync().kind());
        }
    }

    /// Its author's head stands behind the damaged one, so that nobody could verify what is before it.
    @Test
    void givenAServerThatLostEverything_whenAnothersDamagedEntriesAreHere_thenNobodyIsStuckByThem()
            throws IOException {
        desk.note("Bread", "");
        desk.note("Lost", "");
        desk.sync();
        laptop.sync();
        damage(laptop, laptop.store.sealed(List.of(lastOf(desk))).getFirst());
        server.wipe();
        server.start();
        assertEquals(SyncState.Kind.NEEDS_YOU, laptop.sync().kind());

        try (var phone = new TestDevice(folder.resolve("phone"), "Phone", server.url())) {
            phone.logIn("ada", PASSWORD);
            assertEquals(SyncState.Kind.UP_TO_DATE, phone.sync().kind());
            assertEquals(SyncState.Kind.UP_TO_DATE, desk.sync().kind());
            phone.sync();
            assertEquals(List.of("Bread", "Lost"), phone.titles());
        }
    }

    /// @param behind how many follow the one that will be lost
    private void breadAndMilkOfDesk(int behind) throws IOException {
        desk.note("Bread", "");
        desk.sync();
        bread = lastOf(desk);
        for (int i = 0; i < behind; i++) {
            desk.note("Milk", "");
        }
        desk.sync();
        laptop.sync();
    }

    private SealedEntry bread(TestDevice device) {
        return device.store.sealed(List.of(bread)).getFirst();
    }

    private static EntryId lastOf(TestDevice device) {
        var id = device.store.profile().device();
        return new EntryId(id, device.store.received().seq(id));
    }

    /// Flips a bit in the middle of an entry's record while the program does not run.
    static void damage(TestDevice device, SealedEntry entry) {
        damage(device, entry, false);
    }

    /// @param anew whether the tables are lost with it, and so are made anew from what the journal still has
    static void damage(TestDevice device, SealedEntry entry, boolean anew) {
        device.restart(
                () -> {
                    boolean found = false;
                    try (var files = Files.list(device.folder().resolve("journal"))) {
                        for (var file : files.filter(Files::isRegularFile).toList()) {
                            found |= flip(file, entry.encode());
                        }
                    }
                    assertTrue(found, "the entry stands in the journal");
                    if (anew) {
                        try (var files = Files.walk(device.folder())) {
                            for (var file :
                                    files.filter(path -> path.toString().endsWith(".mv.db"))
                                            .toList()) {
                                Files.delete(file);
                            }
                        }
                    }
                });
    }

    private static boolean flip(Path file, byte[] record) throws IOException {
        var bytes = Files.readAllBytes(file);
        int at =
                new String(bytes, StandardCharsets.ISO_8859_1)
                        .indexOf(new String(record, StandardCharsets.ISO_8859_1));
        if (at < 0) {
            return false;
        }
        bytes[at + record.length / 2] ^= 1;
        Files.write(file, bytes);
        return true;
    }
}
