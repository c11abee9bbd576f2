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
import org.odradek.sync.client.transport.Transport;
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.SignedHead;
import org.odradek.sync.protocol.clone.CloneAnswer;
import org.odradek.sync.protocol.connection.ConnectionState;
import org.odradek.sync.protocol.wire.Wire;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A device is removed by one that has less of it than another: what had arrived somewhere before the removal was known there counts.
final class LateWordsTest {
    private static final String PASSWORD = "correct horse battery staple";
    private static final List<String> ALL = List.of("Bread", "Sugar", "Tea", "Upon it");

    @TempDir Path folder;
    private TestServer server;
    private TestDevice desk;
    private TestDevice laptop;
    private TestDevice phone;
    private boolean offersAreLost;
    private int offers;

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
        return new TestDevice(
                folder.resolve(name), name, server.url(), TestTransport.of(this::between));
    }

    private Transport.Raw between(Transport.Request request, Transport real) {
        boolean isOffer = request.method().equals("POST") && request.path().equals("/v1/clones");
        if (isOffer) {
            offers++;
        }
        return isOffer && offersAreLost
                ? new Transport.Raw.Arrived(200, Wire.encode(new CloneAnswer.NotActive()))
                : real.send(request);
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
    void givenOneThatOthersBuiltUpon_whenItSignsInAgain_thenTheAccountHasNoDeviceMoreUntilItMay()
            throws IOException {
        goesWell(laptop, phone);
        phone.note("Upon it", "");
        goesWell(phone, laptop);
        server.wipe();
        server.start();
        goesWell(desk);
        deskRemovesLaptop();

        var joining = laptop.staySignedIn(PASSWORD);

        assertEquals(
                "not-possible",
                assertInstanceOf(Joining.Refused.class, joining, joining.toString()).code());
        goesWell(phone, desk, phone);
        var control = desk.facts().controlLog(desk.store.profile().account()).orElseThrow();
        assertEquals(3, control.devices().size());
        assertInstanceOf(Joining.Enrolled.class, laptop.staySignedIn(PASSWORD));
        goesWell(laptop, desk, phone);
        assertAllIsEverywhere();
        assertEquals(desk.hash(), laptop.hash());
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
        phoneHad(newest(laptop));

        goesWell(phone, desk, phone);

        assertAllIsEverywhere();
        assertTrue(desk.facts().passedOver(laptop.store.profile().device()).isEmpty());
    }

    /// They had come to the phone with the laptop's word for the last of them.
    private void phoneHad(SealedEntry... entries) {
        var profile = laptop.store.profile();
        var last = entries[entries.length - 1];
        phone.store.receive(List.of(entries));
        phone.facts()
                .remember(
                        SignedHead.signed(
                                profile.account(),
                                last.id(),
                                new Bytes(last.header().hash()),
                                RawKeys.signingKey(profile.keys().deviceSign().privateKey())));
    }

    /// The laptop's last note is dropped with the log's beginning, under a clone that lacks it. A device that joins takes that.
    private void sugarIsDropped(TestDevice tablet, TestDevice joining) throws IOException {
        assertInstanceOf(Joining.Enrolled.class, tablet.logIn("ada", PASSWORD));
        goesWell(tablet);
        deskRemovesLaptop();
        server.take(laptop);
        goesWell(desk, tablet);
        server.takeChannel(phone);
        goesWell(desk, tablet, desk, tablet);
        assertTrue(server.trim(desk), "nothing was dropped");
        assertInstanceOf(Joining.Enrolled.class, joining.logIn("ada", PASSWORD));
        goesWell(joining);
        assertEquals(List.of("Bread", "Tea"), joining.titles());
    }

    @Test
    void
            givenALogThatWasDroppedUnderAClone_whenADeviceSaysThatItHadMore_thenOthersHaveThatByANewOne()
                    throws IOException {
        try (var tablet = device("Tablet");
                var joining = device("Watch")) {
            sugarIsDropped(tablet, joining);
            phoneHad(newest(laptop));
            phone.note("Upon it", "");

            goesWell(phone, desk, tablet, joining);

            assertAllIsEverywhere();
            assertEquals(ALL, tablet.titles());
            assertEquals(ALL, joining.titles());
            var sugar = newest(laptop).id();
            var word = joining.facts().head(sugar.device());
            assertEquals(Optional.of(sugar), word.map(SignedHead::entry));
        }
    }

    /// The account has as many channels as it may have, and none of them goes for the sake of the phone or the tablet.
    @Test
    void givenSuchALog_whenTheOneThatHadMoreGetsNoChannel_thenOthersHaveThatByItsClone()
            throws IOException {
        server.grant(TestServer.channels(2));
        try (var tablet = device("Tablet");
                var joining = device("Watch")) {
            sugarIsDropped(tablet, joining);
            server.takeChannel(tablet);
            phoneHad(newest(laptop));
            phone.note("Upon it", "");

            goesWell(phone, desk, tablet, joining);

            assertAllIsEverywhere();
            assertEquals(ALL, tablet.titles());
            assertEquals(ALL, joining.titles());
            assertEquals(ConnectionState.INACTIVE, server.state(phone));
            assertEquals(ConnectionState.INACTIVE, server.state(tablet));
        }
    }

    /// Damage had taken an entry when the phone heard of the removal.
    @Test
    void givenEntriesThatWereNotWhole_whenTheyAreLater_thenThatIsSaidInTheSameSession()
            throws IOException {
        var sugar = newest(laptop);
        laptop.note("Salt", "");
        deskRemovesLaptop();
        phoneHad(newest(laptop));
        goesWell(phone, desk);
        assertEquals(List.of("Bread", "Tea"), desk.titles());

        phone.store.receive(List.of(sugar));
        goesWell(phone, phone, desk, phone);

        for (var device : List.of(desk, phone)) {
            assertEquals(List.of("Bread", "Salt", "Sugar", "Tea"), device.titles());
            assertEquals(desk.hash(), device.hash());
        }
    }

    /// What the phone then delivers follows, in the laptop's chain, an entry that no log has any more.
    @Test
    void givenSuchALog_whenADeviceHadEvenMore_thenOthersTakeWhatFollowsWithoutAWordOfForgery()
            throws IOException {
        try (var tablet = device("Tablet");
                var joining = device("Watch")) {
            sugarIsDropped(tablet, joining);
            var sugar = newest(laptop);
            laptop.note("Salt", "");
            phoneHad(sugar, newest(laptop));
            phone.note("Upon it", "");

            goesWell(phone, desk, tablet, joining);

            var all = List.of("Bread", "Salt", "Sugar", "Tea", "Upon it");
            for (var device : List.of(desk, tablet, joining, phone)) {
                assertEquals(all, device.titles());
                assertEquals(desk.hash(), device.hash());
            }
        }
    }

    /// The author of the only clone is removed, so that nobody could come back from the beginning.
    @Test
    void givenSuchALog_whenThereIsNoCloneForNow_thenOthersGoOnWhereTheyAreUntilThereIs()
            throws IOException {
        try (var tablet = device("Tablet");
                var joining = device("Watch")) {
            sugarIsDropped(tablet, joining);
            phoneHad(newest(laptop));
            offersAreLost = true;
            goesWell(phone);
            var outcome = joining.sync.revoke(desk.store.profile().device());
            assertInstanceOf(Revoking.Outcome.Revoked.class, outcome, outcome.toString());
            joining.note("Soup", "");
            goesWell(joining, tablet);
            assertEquals(List.of("Bread", "Soup", "Tea"), tablet.titles());

            offersAreLost = false;
            goesWell(phone, tablet, joining);

            for (var device : List.of(phone, tablet, joining)) {
                assertEquals(List.of("Bread", "Soup", "Sugar", "Tea"), device.titles());
                assertEquals(phone.hash(), device.hash());
            }
        }
    }

    /// Making one takes as long as reading the whole journal.
    @Test
    void givenSuchALog_whenTheServerRefusesTheClone_thenItIsMadeOnceInASessionWhateverIsWritten()
            throws IOException {
        try (var tablet = device("Tablet");
                var joining = device("Watch")) {
            sugarIsDropped(tablet, joining);
            phoneHad(newest(laptop));
            offersAreLost = true;
            goesWell(phone);
            offers = 0;
            for (int i = 0; i < 3; i++) {
                phone.note("Soup " + i, "");
                goesWell(phone);
            }
            assertEquals(0, offers);

            offersAreLost = false;
            phone.restart();
            goesWell(phone, tablet, joining);

            assertEquals(1, offers);
            assertEquals(phone.titles(), joining.titles());
            assertTrue(joining.titles().contains("Sugar"), joining.titles().toString());
        }
    }
}
