package org.odradek.sync.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.odradek.core.entry.ContentKeys;
import org.odradek.core.entry.DeviceId;
import org.odradek.core.entry.EntryId;
import org.odradek.core.entry.EntrySealer;
import org.odradek.core.entry.NewerFormatException;
import org.odradek.core.entry.SealedEntry;
import org.odradek.sync.client.account.Joining;
import org.odradek.sync.client.account.RawKeys;
import org.odradek.sync.client.account.Revoking;
import org.odradek.sync.client.transport.Transport;
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.SignedHead;
import org.odradek.sync.protocol.connection.ConnectionState;
import org.odradek.sync.protocol.control.EnrolledDevice;
import org.odradek.sync.protocol.wire.ControlAnswer;
import org.odradek.sync.protocol.wire.LogRecord;
import org.odradek.sync.protocol.wire.Wire;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// A device that was removed from its account: it keeps what it has and goes on by itself, and the others go on without it.
final class RevokedDeviceTest {
    private static final String PASSWORD = "correct horse battery staple";
    private static final String REMOVED =
            "This device was removed from the account. Nothing is lost here; sign in again to join"
                    + " it anew, with what was written here since.";

    @TempDir Path folder;
    private final LyingServer liar = new LyingServer();
    private Runnable beforeTheAppend = () -> {};
    private boolean swallowsAppends;
    private final List<String> asked = new ArrayList<>();
    private TestServer server;
    private TestDevice desk;
    private TestDevice laptop;
    private TestDevice phone;

    @BeforeEach
    void open() throws IOException {
        server = new TestServer(folder.resolve("server"));
        desk =
                new TestDevice(
                        folder.resolve("desk"),
                        "Desk PC",
                        server.url(),
                        TestTransport.of(this::interrupted));
        laptop = new TestDevice(folder.resolve("laptop"), "Laptop", server.url());
        phone =
                new TestDevice(
                        folder.resolve("phone"),
                        "Phone",
                        server.url(),
                        TestTransport.of(liar::answer));
        desk.create("ada", PASSWORD);
        assertInstanceOf(Joining.Enrolled.class, laptop.logIn("ada", PASSWORD));
        assertInstanceOf(Joining.Enrolled.class, phone.logIn("ada", PASSWORD));
        desk.note("Bread", "");
        laptop.note("Tea", "");
        for (var device : List.of(desk, laptop, desk, phone)) {
            assertUpToDate(device);
        }
    }

    @AfterEach
    void close() throws IOException {
        desk.close();
        laptop.close();
        phone.close();
        server.close();
    }

    private Transport.Raw interrupted(Transport.Request request, Transport real) {
        asked.add(request.path());
        if (request.path().equals("/v1/control") && request.body() != null) {
            var first = beforeTheAppend;
            beforeTheAppend = () -> {};
            first.run();
            if (swallowsAppends) {
                return new Transport.Raw.Arrived(200, Wire.encode(new ControlAnswer.Appended(5)));
            }
        }
        return real.send(request);
    }

    private static void assertUpToDate(TestDevice device) {
        assertEquals(SyncState.Kind.UP_TO_DATE, device.sync().kind());
    }

    private Revoking.Outcome revokeLaptop() {
        return desk.sync.revoke(laptop.store.profile().device());
    }

    private EnrolledDevice laptopAt(TestDevice device) {
        return device.facts()
                .controlLog(device.store.profile().account())
                .flatMap(log -> log.device(laptop.store.profile().device()))
                .orElseThrow();
    }

    private static SealedEntry newest(TestDevice device) {
        var id = device.store.profile().device();
        var entry = new EntryId(id, device.store.received().seq(id));
        return device.store.sealed(List.of(entry)).getFirst();
    }

    private static EntrySealer sealer(TestDevice device) {
        var profile = device.store.profile();
        return new EntrySealer(
                profile.account(), ContentKeys.of(profile.keys().contentKeys()), byte[]::new);
    }

    @Test
    void givenARemovedDevice_whenItSyncs_thenItSaysSoAndKeepsEverything() {
        assertInstanceOf(Revoking.Outcome.Revoked.class, revokeLaptop());

        laptop.note("Sugar", "");
        var state = laptop.sync();
        laptop.restart();
        var again = laptop.sync();

        assertEquals(SyncState.Kind.NEEDS_YOU, state.kind());
        assertEquals(REMOVED, state.reason());
        assertEquals(REMOVED, again.reason());
        assertTrue(again.signingInHelps());
        assertEquals(List.of("Bread", "Sugar", "Tea"), laptop.titles());
        assertUpToDate(phone);
        assertEquals(List.of("Bread", "Tea"), phone.titles());
    }

    /// It is handed no pages, which would say that the account's record of devices has moved on.
    @Test
    void givenADeviceWithoutAChannel_whenAnotherIsRemoved_thenItHearsOfItAndWritesUnderTheNewKey()
            throws IOException {
        server.grant(TestServer.channels(1));
        server.takeChannel(phone);
        assertUpToDate(phone);
        assertEquals(ConnectionState.INACTIVE, server.state(phone));
        assertUpToDate(phone);
        revokeLaptop();

        assertUpToDate(phone);
        assertUpToDate(phone);

        assertTrue(laptopAt(phone).isRevoked());
        phone.note("Salt", "");
        assertEquals(2, newest(phone).header().keyGeneration());
    }

    @Test
    void givenARemovedDevice_whenOthersWriteOn_thenTheyReadItAndTheRemovedOneCannot() {
        revokeLaptop();
        desk.note("Salt", "");
        assertUpToDate(desk);
        assertUpToDate(phone);
        phone.note("Pepper", "");
        assertUpToDate(phone);
        assertUpToDate(desk);

        for (var device : List.of(desk, phone)) {
            assertEquals(2, device.store.profile().keys().contentKeys().size());
            assertEquals(List.of("Bread", "Pepper", "Salt", "Tea"), device.titles());
            var entry = newest(device);
            assertEquals(2, entry.header().keyGeneration());
            assertThrows(NewerFormatException.class, () -> sealer(laptop).open(entry));
        }
        assertEquals(desk.hash(), phone.hash());
    }

    @Test
    void givenAChangedContentKey_whenANewDeviceSignsIn_thenItReadsOldAndNew() throws IOException {
        revokeLaptop();
        desk.note("Salt", "");
        assertUpToDate(desk);

        try (var tablet = new TestDevice(folder.resolve("tablet"), "Tablet", server.url())) {
            tablet.logIn("ada", PASSWORD);
            assertUpToDate(tablet);

            assertEquals(List.of("Bread", "Salt", "Tea"), tablet.titles());
            assertEquals(2, tablet.store.profile().keys().contentKeys().size());
        }
    }

    @Test
    void givenEntriesThatTheRemoverLacks_whenRemoving_thenTheyStillCount() {
        laptop.note("Milk", "");
        assertUpToDate(laptop);

        assertInstanceOf(Revoking.Outcome.Revoked.class, revokeLaptop());

        var last = laptopAt(desk).lastEntry().orElseThrow();
        assertEquals(newest(laptop).id().seq(), last.seq());
        assertEquals(new Bytes(newest(laptop).header().hash()), last.hash());
        assertUpToDate(desk);
        assertUpToDate(phone);
        assertEquals(List.of("Bread", "Milk", "Tea"), desk.titles());
        assertEquals(List.of("Bread", "Milk", "Tea"), phone.titles());
    }

    @Test
    void givenAnEntryWhoseCausesAreNowhere_whenRemovingItsDevice_thenItCountsAndWaitsForThem()
            throws IOException {
        phone.note("Eggs", "");
        laptop.store.receive(List.of(newest(phone)));
        laptop.note("Upon them", "");
        server.take(laptop);

        assertInstanceOf(Revoking.Outcome.Revoked.class, revokeLaptop());

        assertEquals(newest(laptop).id().seq(), laptopAt(desk).lastEntry().orElseThrow().seq());
        assertEquals(1, desk.store.standing().waiting());
        asked.clear();
        assertUpToDate(desk);
        assertFalse(asked.contains("/v1/clones"), "no clone has more of it");
        assertUpToDate(phone);
        assertUpToDate(desk);
        assertEquals(List.of("Bread", "Eggs", "Tea", "Upon them"), desk.titles());
        assertEquals(desk.hash(), phone.hash());
    }

    /// Everybody waits for the head, in whoever's name they are; the removal lets everybody past them.
    @Test
    void givenEntriesWhoseHeadNobodySends_whenTheirDeviceIsRemoved_thenTheOthersGoOn()
            throws IOException {
        laptop.note("Forgery", "");
        server.takeWithoutHead(laptop);
        phone.note("Eggs", "");
        phone.look();
        desk.note("Butter", "");
        desk.look();
        assertEquals(List.of("Bread", "Butter", "Tea"), desk.titles());

        var outcome = revokeLaptop();

        assertInstanceOf(Revoking.Outcome.Revoked.class, outcome, outcome.toString());
        for (var device : List.of(desk, phone, desk)) {
            assertUpToDate(device);
        }
        assertEquals(List.of("Bread", "Butter", "Eggs", "Tea"), desk.titles());
        assertEquals(desk.hash(), phone.hash());
    }

    @Test
    void givenAServerThatSaysItTookARemoval_whenTheAccountDoesNotShowIt_thenNobodyIsToldSo() {
        swallowsAppends = true;

        assertInstanceOf(Revoking.Outcome.NoAnswer.class, revokeLaptop());

        swallowsAppends = false;
        assertInstanceOf(Revoking.Outcome.Revoked.class, revokeLaptop());
        assertTrue(laptopAt(desk).isRevoked());
    }

    @Test
    void givenAnotherChangeAtTheSameMoment_whenRemoving_thenBothStand() {
        beforeTheAppend = () -> phone.sync.rename(phone.store.profile().device(), "Handset");

        assertInstanceOf(Revoking.Outcome.Revoked.class, revokeLaptop());

        assertTrue(laptopAt(desk).isRevoked());
        assertUpToDate(phone);
        assertEquals("Handset", desk.store.view().deviceName(phone.store.profile().device()));
        assertEquals(2, phone.store.profile().keys().contentKeys().size());
    }

    @Test
    void givenWhatCannotBeRemoved_whenRemoving_thenNothingChanges() {
        var self = desk.sync.revoke(desk.store.profile().device());
        var stranger = desk.sync.revoke(new DeviceId(new UUID(1, 2)));
        revokeLaptop();
        var again = revokeLaptop();

        assertInstanceOf(Revoking.Outcome.ThisDevice.class, self);
        assertInstanceOf(Revoking.Outcome.Unknown.class, stranger);
        assertInstanceOf(Revoking.Outcome.RevokedBefore.class, again);
        assertEquals(2, desk.store.profile().keys().contentKeys().size());
    }

    @Test
    void givenARemovedDeviceThatWritesOn_whenTheServerHandsItOut_thenOthersPassItOver() {
        revokeLaptop();
        assertUpToDate(phone);
        laptop.note("Forgery", "");
        desk.note("Salt", "");
        assertUpToDate(desk);
        liar.lieBy(this::withWhatTheLaptopWroteLater);

        assertUpToDate(phone);

        assertTrue(liar.hasLied());
        assertEquals(List.of("Bread", "Salt", "Tea"), phone.titles());
        assertEquals(0, phone.store.standing().waiting());
        assertEquals(
                laptopAt(phone).lastEntry().orElseThrow().seq(),
                phone.store.received().seq(laptop.store.profile().device()));
    }

    /// As a server would that is hand in glove with the removed device: its entries with its own signed head behind the others.
    private List<LogRecord> withWhatTheLaptopWroteLater(List<LogRecord> records) {
        if (records.isEmpty()) {
            return records;
        }
        var profile = laptop.store.profile();
        var forged = newest(laptop);
        var head =
                SignedHead.signed(
                        profile.account(),
                        forged.id(),
                        new Bytes(forged.header().hash()),
                        RawKeys.signingKey(profile.keys().deviceSign().privateKey()));
        long position = records.getLast().position();
        var more = new ArrayList<>(records);
        more.add(new LogRecord.Entry(position + 1, new Bytes(forged.encode())));
        more.add(new LogRecord.Head(position + 2, head));
        return more;
    }
}
