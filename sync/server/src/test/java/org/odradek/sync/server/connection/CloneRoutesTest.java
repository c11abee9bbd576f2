package org.odradek.sync.server.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.TestKeys;
import org.odradek.sync.protocol.clone.CloneAnswer;
import org.odradek.sync.protocol.clone.CloneConfirmation;
import org.odradek.sync.protocol.clone.CloneConfirmed;
import org.odradek.sync.protocol.clone.CloneOffer;
import org.odradek.sync.protocol.clone.CloneWish;
import org.odradek.sync.protocol.clone.Clones;
import org.odradek.sync.protocol.clone.HeldClone;
import org.odradek.sync.protocol.connection.Connections;
import org.odradek.sync.protocol.control.TestAccount;
import org.odradek.sync.protocol.wire.Cursor;
import org.odradek.sync.protocol.wire.Push;
import org.odradek.sync.protocol.wire.PushAnswer;
import org.odradek.sync.protocol.wire.Refusal;
import org.odradek.sync.protocol.wire.SessionAnswer;
import org.odradek.sync.server.TestClient;
import org.odradek.sync.server.TestDevice;
import org.odradek.sync.server.TestServer;
import org.odradek.sync.server.limit.Limits;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

final class CloneRoutesTest {
    private static final int DESK = 11;
    private static final int LAPTOP = 12;

    /// A clone is wished for from the third record on.
    private static final Limits LIMITS = new Limits(8, 90, 8, 1L << 40, 1L << 30, 8 << 20, 600, 10);

    @TempDir private Path data;

    private final TestAccount account = TestAccount.with(1, DESK, LAPTOP);
    private final TestDevice desk = new TestDevice(account.account(), DESK);
    private final TestDevice laptop = new TestDevice(account.account(), LAPTOP);
    private TestServer server;
    private TestClient deskClient;
    private TestClient laptopClient;

    @BeforeEach
    void start() throws IOException {
        server = new TestServer(data, LIMITS);
        deskClient = server.client();
        laptopClient = server.client();
        deskClient.signUp(account, "maria");
        assertInstanceOf(SessionAnswer.Opened.class, deskClient.session(desk));
        assertInstanceOf(SessionAnswer.Opened.class, laptopClient.session(laptop));
    }

    @AfterEach
    void stop() throws IOException {
        deskClient.close();
        laptopClient.close();
        server.close();
    }

    @Test
    void givenAnOffer_whenItsBlobsAreMissing_thenTheyAreNamedAndItIsTakenAfterwards()
            throws IOException {
        var clone = clone(desk, push(1), 1);
        put(clone.blobs().getFirst());

        assertEquals(
                new CloneAnswer.Missing(List.of(clone.blobs().getLast())),
                offer(deskClient, clone));
        put(clone.blobs().getLast());
        assertEquals(new CloneAnswer.Offered(), offer(deskClient, clone));

        var held = new HeldClone(clone, server.clock().millis(), List.of(), false);
        assertEquals(new Clones(List.of(held)), laptopClient.get("/v1/clones").as(Clones.class));
    }

    @Test
    void givenAnOfferInAnothersName_whenMade_thenNotProven() throws IOException {
        var clone = clone(desk, push(1), 1);

        var answer = laptopClient.post("/v1/clones", clone);

        assertEquals(422, answer.status());
        assertEquals(new Refusal.NotProven("the clone's author"), answer.as(Refusal.class));
    }

    @Test
    void givenManyRecords_whenDevicesLook_thenOneIsAskedForAClone() throws IOException {
        push(2);
        assertNull(wish(deskClient));
        push(1);

        assertEquals(new CloneWish(true, null), wish(deskClient));
        assertNull(wish(laptopClient));
        assertEquals(new CloneWish(true, null), wish(deskClient));

        renewAfterTurn();
        assertEquals(new CloneWish(true, null), wish(laptopClient));
        assertNull(wish(deskClient));
    }

    @Test
    void givenAnOfferedClone_whenTheOtherDeviceLooks_thenItIsAskedToConfirmUntilItDid()
            throws IOException {
        var clone = offered(push(3), 1);
        assertNull(wish(deskClient));
        assertEquals(new CloneWish(false, clone.name()), wish(laptopClient));

        var confirmation = new CloneConfirmation(clone.name());
        assertEquals(
                new CloneConfirmed.Confirmed(true),
                laptopClient.post("/v1/clones/confirm", confirmation).as(CloneConfirmed.class));

        assertNull(wish(laptopClient));
        var held = new HeldClone(clone, server.clock().millis(), List.of(laptop.id()), true);
        assertEquals(new Clones(List.of(held)), deskClient.get("/v1/clones").as(Clones.class));
    }

    @Test
    void givenACloneWhoseBlobWasLost_whenTheServerStartsAgain_thenItIsGivenToNobody()
            throws IOException {
        var clone = offered(push(3), 1);
        stop();
        try (var blobs = Files.walk(data.resolve("blobs"))) {
            for (var file :
                    blobs.filter(path -> path.endsWith(clone.blobs().getFirst().toHex()))
                            .toList()) {
                Files.delete(file);
            }
        }

        start();

        assertEquals(new Clones(List.of()), laptopClient.get("/v1/clones").as(Clones.class));
        assertEquals(new CloneWish(true, null), wish(laptopClient));
    }

    private void renewAfterTurn() throws IOException {
        server.clock().advance(CloneWishes.TURN);
        deskClient.session(desk);
        laptopClient.session(laptop);
    }

    private Cursor push(int entries) throws IOException {
        int from = desk.entries().size() + 1;
        desk.write(entries);
        var push = TestClient.pushOf(desk, from);
        var withoutHead = new Push(push.entries(), List.of(), null);
        var answer = laptopClient.post("/v1/push", withoutHead).as(PushAnswer.class);
        return assertInstanceOf(PushAnswer.Appended.class, answer).head();
    }

    private CloneOffer offered(Cursor cut, int number) throws IOException {
        var clone = clone(desk, cut, number);
        for (var blob : clone.blobs()) {
            put(blob);
        }
        assertEquals(new CloneAnswer.Offered(), offer(deskClient, clone));
        return clone;
    }

    private static CloneAnswer offer(TestClient client, CloneOffer clone) throws IOException {
        return client.post("/v1/clones", clone).as(CloneAnswer.class);
    }

    private void put(Bytes name) throws IOException {
        var answer = deskClient.send("PUT", "/v1/blobs/" + name.toHex(), new byte[] {1, 2, 3});
        assertEquals(200, answer.status());
    }

    private static @Nullable CloneWish wish(TestClient client) throws IOException {
        return client.get("/v1/connections").as(Connections.class).cloneWish();
    }

    private static CloneOffer clone(TestDevice author, Cursor cut, int number) {
        return new CloneOffer(
                author.id(),
                cut,
                TestKeys.bytes(200, number),
                List.of(TestKeys.bytes(32, number), TestKeys.bytes(32, number + 1000)),
                number);
    }
}
