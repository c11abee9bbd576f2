package org.odradek.app.task;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.odradek.app.devices.DeviceDesk;
import org.odradek.app.look.Messages;
import org.odradek.app.look.TimeWords;
import org.odradek.core.entry.DeviceId;
import org.odradek.core.entry.EntryId;
import org.odradek.store.history.History;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

final class ReceiptWordsTest {
    private static final Instant NOW = Instant.parse("2026-11-24T13:12:00Z");
    private static final long MINUTE_MS = 60_000;
    private static final int LAPTOP = 1;
    private static final int DESK = 2;
    private static final int TABLET = 3;
    private static final int SOLD = 4;
    private static final int WORK = 5;
    private static final List<DeviceDesk.Device> HOUSEHOLD =
            List.of(
                    device(LAPTOP, "Laptop", null),
                    device(DESK, "Desk PC", null),
                    device(TABLET, "Tablet", null),
                    device(SOLD, "Sold phone", NOW),
                    device(WORK, "Work PC", null));

    private final ReceiptWords words =
            new ReceiptWords(
                    new Messages(Locale.UK),
                    new TimeWords(
                            new Messages(Locale.UK), Clock.fixed(NOW, ZoneId.of("Europe/Berlin"))));

    @Test
    void givenAnEditThatOneDeviceHas_whenSaid_thenTheOthersAreNamedToo() {
        assertEquals(
                "On this device 10 minutes ago · at the server · delivered to Desk PC 9 minutes"
                        + " ago, not yet to Tablet, Work PC",
                words.of(receipt(LAPTOP, true, seen(DESK, "Desk PC", 9)), HOUSEHOLD));
    }

    @Test
    void givenAnEditThatAllOthersHave_whenSaid_thenNothingIsLeftToCome() {
        var household = HOUSEHOLD.subList(0, SOLD);
        assertEquals(
                "On this device 10 minutes ago · at the server · delivered to Desk PC 9 minutes"
                        + " ago, to Tablet 5 minutes ago",
                words.of(
                        receipt(LAPTOP, true, seen(DESK, "Desk PC", 9), seen(TABLET, "Tablet", 5)),
                        household));
    }

    @Test
    void givenAnEditThatTheServerLacks_whenSaid_thenNoOtherDeviceHasIt() {
        assertEquals(
                "On this device 10 minutes ago · not yet to Desk PC, Tablet, Work PC",
                words.of(receipt(LAPTOP, false), HOUSEHOLD));
    }

    @Test
    void givenAnEditOfAnotherDevice_whenSaid_thenThatDeviceHasIt() {
        assertEquals(
                "On this device 10 minutes ago · at the server · not yet to Tablet, Work PC",
                words.of(receipt(DESK, true), HOUSEHOLD));
    }

    @Test
    void givenAProfileWithoutAnAccount_whenSaid_thenOnlyThisDeviceIs() {
        assertEquals("On this device 10 minutes ago", words.of(receipt(LAPTOP, false), List.of()));
    }

    private static History.Receipt receipt(int by, boolean atServer, History.Seen... seenBy) {
        return new History.Receipt(
                new EntryId(id(by), 7), agoMs(10), true, atServer, List.of(seenBy));
    }

    private static History.Seen seen(int device, String name, int minutesAgo) {
        return new History.Seen(id(device), name, agoMs(minutesAgo));
    }

    private static long agoMs(int minutes) {
        return NOW.toEpochMilli() - minutes * MINUTE_MS;
    }

    private static DeviceDesk.Device device(int number, String name, @Nullable Instant removed) {
        return new DeviceDesk.Device(id(number), name, number == LAPTOP, NOW, removed, null);
    }

    private static DeviceId id(int number) {
        return new DeviceId(new UUID(0x7000L, 0x8000000000000000L | number));
    }
}
