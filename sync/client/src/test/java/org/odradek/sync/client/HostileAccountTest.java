package org.odradek.sync.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.odradek.core.entry.DeviceId;
import org.odradek.store.profile.KeyMaking;
import org.odradek.sync.client.account.Joining;
import org.odradek.sync.client.account.RawKeys;
import org.odradek.sync.client.keys.SealedBox;
import org.odradek.sync.client.transport.HttpTransport;
import org.odradek.sync.client.transport.Reply;
import org.odradek.sync.client.transport.ServerApi;
import org.odradek.sync.client.transport.Transport;
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.control.Author;
import org.odradek.sync.protocol.control.ControlChange;
import org.odradek.sync.protocol.control.ControlLog;
import org.odradek.sync.protocol.control.ControlRecord;
import org.odradek.sync.protocol.control.SealedKey;
import org.odradek.sync.protocol.wire.ControlAnswer;
import org.odradek.sync.protocol.wire.ControlAppend;
import org.odradek.sync.protocol.wire.ControlPage;
import org.odradek.sync.protocol.wire.LogInAnswer;
import org.odradek.sync.protocol.wire.PullAnswer;
import org.odradek.sync.protocol.wire.Wire;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;

/// A server, or a device of the account, that wants to come between a person and their keys.
final class HostileAccountTest {
    private static final String PASSWORD = "correct horse battery staple";
    private static final ObjectMapper CBOR = new ObjectMapper(new CBORFactory());

    @TempDir Path folder;
    private final KeyMaking making = new KeyMaking(byte[]::new);
    private final List<String> asked = new ArrayList<>();
    private String lieAt = "";
    private UnaryOperator<byte[]> lie = UnaryOperator.identity();
    private TestServer server;
    private TestDevice desk;
    private TestDevice laptop;

    @BeforeEach
    void open() throws IOException {
        server = new TestServer(folder.resolve("server"));
        desk = new TestDevice(folder.resolve("desk"), "Desk PC", server.url());
        laptop =
                new TestDevice(
                        folder.resolve("laptop"),
                        "Laptop",
                        server.url(),
                        TestTransport.of(this::answer));
        desk.create("ada", PASSWORD);
        desk.note("Bread", "");
        assertEquals(SyncState.Kind.UP_TO_DATE, desk.sync().kind());
    }

    @AfterEach
    void close() throws IOException {
        desk.close();
        laptop.close();
        server.close();
    }

    private Transport.Raw answer(Transport.Request request, Transport real) {
        asked.add(request.path());
        var raw = real.send(request);
        return request.path().startsWith(lieAt)
                        && !lieAt.isEmpty()
                        && raw instanceof Transport.Raw.Arrived(int status, var body)
                ? new Transport.Raw.Arrived(status, lie.apply(body))
                : raw;
    }

    private void lieAt(String path, UnaryOperator<byte[]> change) {
        lieAt = path;
        lie = change;
    }

    private ControlLog controlLog(TestDevice device) {
        return device.facts().controlLog(device.store.profile().account()).orElseThrow();
    }

    private void assertNotTrusted() throws IOException {
        var refused = assertInstanceOf(Joining.Refused.class, laptop.logIn("ada", PASSWORD));

        assertEquals("not-trusted", refused.code());
        assertTrue(laptop.facts().signedIn().isEmpty());
        assertEquals(List.of(), laptop.titles());
        lieAt = "";
        assertInstanceOf(Joining.Enrolled.class, laptop.logIn("ada", PASSWORD));
    }

    @Test
    void givenACheapDerivationAskedFor_whenSigningIn_thenNoKeyOfThePasswordIsSent()
            throws IOException {
        lieAt("/v1/salt", body -> cheaper(body, "memoryKiB", 8));
        assertInstanceOf(Joining.NoAnswer.class, laptop.logIn("ada", PASSWORD));
        lieAt("/v1/salt", body -> cheaper(body, "iterations", 1));
        assertInstanceOf(Joining.NoAnswer.class, laptop.logIn("ada", PASSWORD));

        assertFalse(asked.contains("/v1/log-in"));
    }

    private static byte[] cheaper(byte[] salt, String parameter, int value) {
        try {
            var answer = (ObjectNode) CBOR.readTree(salt);
            ((ObjectNode) answer.get("kdf")).put(parameter, value);
            return CBOR.writeValueAsBytes(answer);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void givenADeviceSlippedIn_whenSigningIn_thenNothingIsTaken() throws IOException {
        lieAt(
                "/v1/log-in",
                body -> {
                    var honest = (LogInAnswer.LoggedIn) Wire.decode(body, LogInAnswer.class);
                    var control = new ArrayList<>(honest.control());
                    control.add(slippedIn(controlLog(desk)).encode());
                    return Wire.encode(
                            new LogInAnswer.LoggedIn(
                                    honest.credentials(), control, honest.token()));
                });

        assertNotTrusted();
    }

    @Test
    void givenADeviceSlippedIn_whenTheControlLogIsRead_thenNothingIsTaken() throws IOException {
        laptop.logIn("ada", PASSWORD);
        assertEquals(SyncState.Kind.UP_TO_DATE, laptop.sync().kind());
        desk.note("Butter", "");
        desk.sync();
        laptop.restart();
        var forged = slippedIn(controlLog(laptop)).encode();
        lieAt(
                "/v1/control",
                body -> {
                    lieAt = "";
                    var records = new ArrayList<>(Wire.decode(body, ControlPage.class).records());
                    records.add(forged);
                    return Wire.encode(new ControlPage(records));
                });

        var state = laptop.sync();

        assertEquals(SyncState.Kind.NEEDS_YOU, state.kind());
        assertEquals(List.of("Bread"), laptop.titles());
        assertEquals(2, controlLog(laptop).devices().size());
        assertEquals(SyncState.Kind.UP_TO_DATE, laptop.sync().kind());
        assertEquals(List.of("Bread", "Butter"), laptop.titles());
    }

    @Test
    void givenAControlLogWithoutEndThatIsNotThisAccounts_whenItIsRead_thenNothingIsTaken()
            throws IOException {
        laptop.logIn("ada", PASSWORD);
        var forged = slippedIn(controlLog(desk)).encode();
        lieAt("/v1/control", _ -> Wire.encode(new ControlPage(List.of(forged))));

        assertEquals(SyncState.Kind.NEEDS_YOU, laptop.sync().kind());
        assertEquals(2, controlLog(laptop).devices().size());
    }

    @Test
    void givenChangesOfTheAccountThatAreNeverShown_whenPulling_thenTheServerIsLeftAlone()
            throws IOException {
        laptop.logIn("ada", PASSWORD);
        lieAt(
                "/v1/pull",
                body -> {
                    assertTrue(asked.size() < 50, "it is asked again and again");
                    var page = (PullAnswer.Page) Wire.decode(body, PullAnswer.class);
                    return Wire.encode(
                            new PullAnswer.Page(
                                    page.records(),
                                    page.next(),
                                    page.head(),
                                    page.controlPosition() + 1));
                });

        assertEquals(SyncState.Kind.DELAYED, laptop.look().kind());
        lieAt = "";
        assertEquals(SyncState.Kind.UP_TO_DATE, laptop.sync().kind());
        assertEquals(List.of("Bread"), laptop.titles());
    }

    /// The enrolment of a device of the server's own, as the root would sign it, but by a key of the server's own.
    private ControlRecord slippedIn(ControlLog behind) {
        var sign = making.pair("Ed25519");
        var box = RawKeys.raw(making.pair("X25519").publicKey());
        return ControlRecord.signed(
                behind.account(),
                behind.position() + 1,
                behind.hash(),
                new Author.Root(),
                0,
                new ControlChange.DeviceEnrolled(
                        new DeviceId(new UUID(6, 6)),
                        RawKeys.raw(sign.publicKey()),
                        box,
                        new Bytes(new byte[40]),
                        behind.keyGeneration(),
                        SealedBox.seal(box, List.of(new byte[32]), byte[]::new)),
                RawKeys.signingKey(sign.privateKey()));
    }

    @Test
    void givenAnotherAccountUnderTheSameName_whenSigningIn_thenNothingIsTaken() throws IOException {
        try (var eve = new TestDevice(folder.resolve("eve"), "Eve", server.url())) {
            eve.create("eve", PASSWORD);
            var evesControl = eve.facts().control();
            var evesCredentials = eve.facts().credentials().orElseThrow();
            lieAt(
                    "/v1/log-in",
                    body -> {
                        var honest = (LogInAnswer.LoggedIn) Wire.decode(body, LogInAnswer.class);
                        return Wire.encode(
                                new LogInAnswer.LoggedIn(
                                        evesCredentials, evesControl, honest.token()));
                    });

            assertNotTrusted();
        }
    }

    @Test
    void givenAContentKeyThatDoesNotOpen_whenTheControlLogIsRead_thenTheDeviceGoesOn()
            throws IOException {
        laptop.logIn("ada", PASSWORD);
        assertEquals(SyncState.Kind.UP_TO_DATE, laptop.sync().kind());
        assertEquals(SyncState.Kind.UP_TO_DATE, desk.sync().kind());
        appendAKeyThatOpensForNobody();
        laptop.note("Tea", "");

        assertEquals(SyncState.Kind.UP_TO_DATE, laptop.sync().kind());
        assertEquals(SyncState.Kind.UP_TO_DATE, desk.sync().kind());

        assertEquals(2, controlLog(laptop).keyGeneration());
        assertEquals(1, laptop.store.profile().keys().contentKeys().size());
        assertEquals(List.of("Bread", "Tea"), desk.titles());
    }

    private void appendAKeyThatOpensForNobody() {
        var behind = controlLog(desk);
        var profile = desk.store.profile();
        var broken = new Bytes(new byte[100]);
        var record =
                ControlRecord.signed(
                        behind.account(),
                        behind.position() + 1,
                        behind.hash(),
                        new Author.Device(profile.device()),
                        0,
                        new ControlChange.ContentKeyChanged(
                                2,
                                behind.devices().keySet().stream()
                                        .map(device -> new SealedKey(device, broken))
                                        .toList(),
                                broken),
                        RawKeys.signingKey(profile.keys().deviceSign().privateKey()));
        try (var transport = HttpTransport.to(server.url()).orElseThrow()) {
            var reply =
                    new ServerApi(transport)
                            .appendControl(
                                    new ControlAppend(behind.account(), List.of(record.encode())));
            var answered = assertInstanceOf(Reply.Answered.class, reply);
            assertInstanceOf(ControlAnswer.Appended.class, answered.answer());
        }
    }
}
