package org.odradek.sync.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
import org.odradek.store.Store;
import org.odradek.sync.client.account.Joining;
import org.odradek.sync.client.account.RawKeys;
import org.odradek.sync.client.account.Revoking;
import org.odradek.sync.client.keys.CloneSealing;
import org.odradek.sync.client.keys.SealedBox;
import org.odradek.sync.client.keys.SealedName;
import org.odradek.sync.client.transport.HttpTransport;
import org.odradek.sync.client.transport.Reply;
import org.odradek.sync.client.transport.ServerApi;
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.control.Author;
import org.odradek.sync.protocol.control.ControlChange;
import org.odradek.sync.protocol.control.ControlLog;
import org.odradek.sync.protocol.control.ControlRecord;
import org.odradek.sync.protocol.control.EnrolledDevice;
import org.odradek.sync.protocol.control.SealedKey;
import org.odradek.sync.protocol.wire.ControlAnswer;
import org.odradek.sync.protocol.wire.ControlAppend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;

/// A device of the account, the laptop here, seals nothing to some where a content key belongs.
final class UnopenedKeyTest {
    private static final String PASSWORD = "correct horse battery staple";
    private static final Bytes JUNK = new Bytes(new byte[120]);

    @TempDir Path folder;
    private final List<TestDevice> devices = new ArrayList<>();
    private final Random random = new Random(5);
    private TestServer server;
    private TestDevice desk;
    private TestDevice laptop;
    private TestDevice tablet;
    private TestDevice phone;

    @BeforeEach
    void open() throws IOException {
        server = new TestServer(folder.resolve("server"), TestServer.manyRequests());
        desk = device("Desk PC");
        laptop = device("Laptop");
        tablet = device("Tablet");
        phone = device("Phone");
        desk.create("ada", PASSWORD);
        for (var device : List.of(laptop, tablet, phone)) {
            assertInstanceOf(Joining.Enrolled.class, device.logIn("ada", PASSWORD));
        }
        desk.note("Bread", "");
        goesWell(desk, laptop, tablet, phone);
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

    private static void goesWell(TestDevice... devices) {
        for (var device : devices) {
            var state = device.sync();
            assertEquals(SyncState.Kind.UP_TO_DATE, state.kind(), state.toString());
        }
    }

    private static void lacksTheKey(TestDevice device) {
        var state = device.sync();
        assertEquals(SyncState.Kind.NEEDS_YOU, state.kind(), state.toString());
        assertTrue(
                String.valueOf(state.reason()).startsWith("This device lacks the account's newest"),
                state.toString());
        assertTrue(state.signingInHelps());
    }

    private byte[] random(int size) {
        var bytes = new byte[size];
        random.nextBytes(bytes);
        return bytes;
    }

    private static DeviceId id(TestDevice device) {
        return device.store.profile().device();
    }

    private static ControlLog log(TestDevice device) {
        return device.facts().controlLog(device.store.profile().account()).orElseThrow();
    }

    private static SealedEntry newest(TestDevice device) {
        var id = id(device);
        return device.store
                .sealed(List.of(new EntryId(id, device.store.received().seq(id))))
                .getFirst();
    }

    private static EntrySealer sealer(Store store) {
        var profile = store.profile();
        return new EntrySealer(
                profile.account(), ContentKeys.of(profile.keys().contentKeys()), byte[]::new);
    }

    /// The next content key, of which those that are not meant get nothing.
    private ControlChange.ContentKeyChanged key(
            ControlLog log, Predicate<EnrolledDevice> remains, TestDevice spared, boolean toRoot) {
        var key = List.of(random(32));
        var sealed =
                log.devices().values().stream()
                        .filter(remains)
                        .map(
                                device ->
                                        new SealedKey(
                                                device.device(),
                                                device.device().equals(id(spared))
                                                        ? JUNK
                                                        : SealedBox.seal(
                                                                device.box(), key, this::random)))
                        .toList();
        return new ControlChange.ContentKeyChanged(
                log.keyGeneration() + 1,
                sealed,
                toRoot ? SealedBox.seal(log.root().box(), key, this::random) : JUNK);
    }

    private void laptopAppends(ControlLog log, ControlChange change) {
        var record =
                ControlRecord.signed(
                        log.account(),
                        log.position() + 1,
                        log.hash(),
                        new Author.Device(id(laptop)),
                        0,
                        change,
                        RawKeys.signingKey(
                                laptop.store.profile().keys().deviceSign().privateKey()));
        try (var transport = HttpTransport.to(server.url()).orElseThrow()) {
            var reply =
                    new ServerApi(transport)
                            .appendControl(
                                    new ControlAppend(log.account(), List.of(record.encode())));
            var answered = assertInstanceOf(Reply.Answered.class, reply);
            assertInstanceOf(ControlAnswer.Appended.class, answered.answer());
        }
    }

    private void laptopChangesTheKey(TestDevice spared, boolean toRoot) {
        var log = log(laptop);
        laptopAppends(log, key(log, _ -> true, spared, toRoot));
    }

    private void laptopRemovesThePhone(TestDevice spared, boolean toRoot) {
        var log = log(laptop);
        var key = key(log, device -> !device.device().equals(id(phone)), spared, toRoot);
        laptopAppends(log, new ControlChange.DeviceRevoked(id(phone), null, key));
    }

    private void removeLaptop(TestDevice by) {
        assertInstanceOf(Revoking.Outcome.Revoked.class, by.sync.revoke(id(laptop)));
    }

    @Test
    void givenAKeyThatDoesNotOpenHere_whenTheNextOneDoes_thenThatSealsAndTheRemovedOneCannotRead() {
        laptopChangesTheKey(tablet, true);
        goesWell(desk, tablet);
        removeLaptop(desk);
        goesWell(desk, tablet, phone);
        tablet.restart();

        tablet.note("Tea", "");
        goesWell(tablet, desk, phone);

        assertEquals(3, newest(tablet).header().keyGeneration());
        assertThrows(NewerFormatException.class, () -> sealer(laptop.store).open(newest(tablet)));
        assertEquals(List.of("Bread", "Tea"), desk.titles());
        assertEquals(List.of("Bread", "Tea"), tablet.titles());
    }

    @Test
    void givenAKeyThatDoesNotOpenHere_whenSigningInAgain_thenWhatIsUnderItIsRead() {
        laptopChangesTheKey(tablet, true);
        goesWell(desk);
        desk.note("Milk", "");
        removeLaptop(desk);
        goesWell(desk, tablet);
        assertEquals(List.of("Bread"), tablet.titles());
        assertEquals(1, tablet.store.standing().parked());

        assertInstanceOf(Joining.SameAccount.class, tablet.staySignedIn(PASSWORD));

        assertEquals(List.of("Bread", "Milk"), tablet.titles());
        tablet.restart();
        goesWell(tablet);
        assertEquals(List.of("Bread", "Milk"), tablet.titles());
        assertEquals(desk.hash(), tablet.hash());
    }

    @Test
    void givenARemovalWhoseKeyDoesNotOpenHere_whenSyncing_thenNothingGoesOutBeforeSigningInAgain() {
        laptopRemovesThePhone(tablet, true);
        goesWell(desk);
        desk.note("Milk", "");
        goesWell(desk);

        lacksTheKey(tablet);
        tablet.note("Tea", "");
        lacksTheKey(tablet);
        tablet.restart();
        lacksTheKey(tablet);
        goesWell(desk);
        assertEquals(List.of("Bread", "Milk"), desk.titles());

        assertInstanceOf(Joining.SameAccount.class, tablet.staySignedIn(PASSWORD));
        tablet.note("Eggs", "");
        goesWell(tablet, desk);
        assertEquals(2, newest(tablet).header().keyGeneration());
        assertThrows(NewerFormatException.class, () -> sealer(phone.store).open(newest(tablet)));
        assertEquals(List.of("Bread", "Eggs", "Milk", "Tea"), desk.titles());
        assertEquals(desk.hash(), tablet.hash());
    }

    @Test
    void givenARemovalWhoseKeyOpensForNobody_whenTheDeviceRemovesItsAuthor_thenItGoesOn() {
        laptopRemovesThePhone(tablet, false);
        laptop.note("Upon it", "");
        goesWell(laptop);
        lacksTheKey(tablet);
        assertInstanceOf(Joining.SameAccount.class, tablet.staySignedIn(PASSWORD));
        lacksTheKey(tablet);

        removeLaptop(tablet);

        tablet.note("Tea", "");
        goesWell(tablet, desk);
        assertEquals(3, newest(tablet).header().keyGeneration());
        assertEquals(List.of("Bread", "Tea", "Upon it"), desk.titles());
    }

    @Test
    void givenAKeyThatDoesNotOpenForTheRoot_whenSigningIn_thenAllGoesOn() throws IOException {
        laptopChangesTheKey(tablet, false);
        goesWell(desk);
        desk.note("Milk", "");
        goesWell(desk);

        var fresh = device("Fresh");
        assertInstanceOf(Joining.Enrolled.class, fresh.logIn("ada", PASSWORD));
        assertInstanceOf(Joining.SameAccount.class, desk.staySignedIn(PASSWORD));
        goesWell(fresh, desk);
        removeLaptop(desk);
        fresh.note("Tea", "");
        goesWell(fresh, desk, fresh);
        fresh.note("Eggs", "");
        goesWell(fresh, desk);

        assertEquals(3, newest(fresh).header().keyGeneration());
        assertEquals(List.of("Bread", "Eggs", "Milk", "Tea"), desk.titles());
        assertEquals(List.of("Bread", "Eggs", "Tea"), fresh.titles());
    }

    @Test
    void givenAKeyThatDoesNotOpenForTheRoot_whenARemovedDeviceJoinsAnew_thenItKeepsItsKeys() {
        laptopChangesTheKey(tablet, false);
        goesWell(desk, phone);
        phone.note("Milk", "");
        goesWell(phone, desk);
        assertInstanceOf(Revoking.Outcome.Revoked.class, desk.sync.revoke(id(phone)));

        assertInstanceOf(Joining.Enrolled.class, phone.staySignedIn(PASSWORD));
        phone.note("Tea", "");
        goesWell(phone, desk);

        assertEquals(List.of("Bread", "Milk", "Tea"), phone.titles());
        assertEquals(List.of("Bread", "Milk", "Tea"), desk.titles());
    }

    /// Killed between, and started out of the server's reach, it must not know of a removal and write under the key before it.
    @Test
    void givenAKeyThatCannotBeWritten_whenARemovalIsRead_thenThatIsReadAgain() throws IOException {
        removeLaptop(desk);
        var inTheWay = Files.createDirectories(folder.resolve("Tablet/keys.new/file"));

        tablet.look();

        assertEquals(1, tablet.store.profile().keys().contentKeys().size());
        assertEquals(1, log(tablet).keyGeneration());
        Files.delete(inTheWay);
        tablet.restart();
        tablet.note("Tea", "");
        goesWell(tablet);
        tablet.note("Eggs", "");
        assertEquals(2, newest(tablet).header().keyGeneration());
    }

    @Test
    void givenAKeyWhoseRecordIsNotRemembered_whenTheServerIsBack_thenTheDeviceGoesOn() {
        removeLaptop(desk);
        tablet.store.profile().takeContentKeys(desk.store.profile().keys().contentKeys());
        tablet.restart();
        assertEquals(1, log(tablet).keyGeneration());

        tablet.note("Tea", "");
        goesWell(tablet, desk);

        assertEquals(2, log(tablet).keyGeneration());
        assertEquals(2, newest(tablet).header().keyGeneration());
        assertEquals(List.of("Bread", "Tea"), desk.titles());
    }

    /// Anybody could seal under no bytes.
    @Test
    void givenAGap_whenSomethingIsSealedUnderIt_thenItDoesNotOpen() {
        var bound = new byte[] {1};
        var gap = new byte[0];
        var keys = List.of(random(32), gap, random(32));
        var manifest = new CloneSealing(gap, this::random).sealManifest(bound, bound);
        var name = SealedName.seal("Desk PC", id(desk), List.of(gap), this::random);

        assertEquals(
                Optional.empty(),
                CloneSealing.openManifest(bound, manifest, keys, this::random)
                        .map(HexFormat.of()::formatHex));
        assertEquals(Optional.empty(), SealedName.open(name, id(desk), keys));
    }
}
