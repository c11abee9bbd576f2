package org.odradek.sync.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.odradek.core.entry.EntryId;
import org.odradek.sync.client.account.Joining;
import org.odradek.sync.client.account.Revoking;
import org.odradek.sync.client.transport.Transport;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// A device had given its word for entries that the account does not hold any more: a server was set back, and another copy of the profile
/// wrote in their place.
final class OldWordTest {
    private static final String PASSWORD = "correct horse battery staple";

    @TempDir Path folder;
    private TestServer server;
    private TestDevice desk;
    private TestDevice laptop;
    private TestDevice copy;
    private int offersOfDesk;

    @BeforeEach
    void open() throws IOException {
        server = new TestServer(folder.resolve("server"));
        desk =
                new TestDevice(
                        folder.resolve("desk"),
                        "Desk PC",
                        server.url(),
                        TestTransport.of(this::countingOffers));
        desk.create("ada", PASSWORD);
        laptop = new TestDevice(folder.resolve("laptop"), "Laptop", server.url());
        laptop.note("Bread", "");
        laptop.logIn("ada", PASSWORD);
        goesWell(laptop, desk);
        laptop.close();
        TestFolders.copy(folder.resolve("laptop"), folder.resolve("copy"));
        laptop = new TestDevice(folder.resolve("laptop"), "Laptop", server.url());
        copy = new TestDevice(folder.resolve("copy"), "Copy", server.url());
    }

    @AfterEach
    void close() throws IOException {
        for (var device : List.of(desk, laptop, copy)) {
            device.close();
        }
        server.close();
    }

    private Transport.Raw countingOffers(Transport.Request request, Transport real) {
        if (request.method().equals("POST") && request.path().equals("/v1/clones")) {
            offersOfDesk++;
        }
        return real.send(request);
    }

    private static void goesWell(TestDevice... devices) {
        for (var device : devices) {
            assertEquals(SyncState.Kind.UP_TO_DATE, device.sync().kind());
        }
    }

    @Test
    void givenAWordForALostEntry_whenTheDeviceBecameAnother_thenItCanRemoveItsOldSelf()
            throws IOException {
        var backup = folder.resolve("backup");
        server.backUp(backup);
        laptop.note("Tea", "");
        laptop.note("Salt", "");
        laptop.sync();
        goesWell(laptop);
        server.restore(backup);
        copy.note("Milk", "");
        goesWell(copy, copy, desk);
        var old = copy.store.profile().device();
        assertEquals(SyncState.Kind.NEEDS_YOU, laptop.sync().kind());
        assertInstanceOf(Joining.Enrolled.class, laptop.staySignedIn(PASSWORD));
        goesWell(laptop, desk, laptop);

        assertInstanceOf(Revoking.Outcome.Revoked.class, laptop.sync.revoke(old));

        goesWell(laptop, desk);
        assertEquals(List.of("Bread", "Milk", "Salt", "Tea"), desk.titles());
        assertEquals(desk.hash(), laptop.hash());
    }

    /// The desk's disk had lost the entry for which it has the word, so that it took the other one.
    @Test
    void givenAWordForALostEntry_whenAnotherIsInItsPlace_thenNoCloneIsMadeThatNobodyBelieves()
            throws IOException {
        try (var phone = new TestDevice(folder.resolve("phone"), "Phone", server.url())) {
            phone.logIn("ada", PASSWORD);
            goesWell(phone, desk);
            var backup = folder.resolve("backup");
            server.backUp(backup);
            laptop.note("Tea", "");
            goesWell(laptop, desk);
            var tea = new EntryId(laptop.store.profile().device(), 2);
            DamagedRecordTest.damage(desk, desk.store.sealed(List.of(tea)).getFirst(), true);
            server.restore(backup);
            copy.note("Milk", "");
            goesWell(copy);
            server.takeChannel(phone);
            goesWell(desk);
            assertEquals(List.of("Bread", "Milk"), desk.titles());
            assertEquals(0, offersOfDesk);

            copy.note("Salt", "");
            goesWell(copy, desk);

            assertEquals(1, offersOfDesk);
        }
    }
}
