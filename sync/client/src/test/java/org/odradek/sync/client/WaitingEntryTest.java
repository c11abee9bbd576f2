package org.odradek.sync.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.odradek.core.entry.EntryId;

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
}
