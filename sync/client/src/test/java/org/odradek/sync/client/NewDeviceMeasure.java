package org.odradek.sync.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.odradek.store.view.ListQuery;
import org.odradek.sync.client.account.AccountResult;
import org.odradek.sync.client.account.Joining;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// How soon a new device is of use in an account of many notes, through a real server on loopback: when its list fills the window, when it
/// has every note, when it finds every note; and beside it how long the database alone takes for the same rows. Prints what it measured; a
/// measure for a person, which runs when `odradek.newDevice` says how many notes. `odradek.rounds` new devices come one after the other.
/// With `odradek.byClone=true` the server has dropped its log below a clone before they come.
@EnabledIfSystemProperty(named = "odradek.newDevice", matches = "[0-9]+")
final class NewDeviceMeasure {
    private static final String PASSWORD = "correct horse battery staple";
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);

    /// What a tall window shows, many times over.
    private static final int FIRST_NOTES = 500;

    /// Edits that share forced writes, so that preparing the measure takes no longer than the measure.
    private static final int WRITERS = 16;

    private static final int FIRST_MAX_S = 60;

    @TempDir Path folder;

    @Test
    void givenManyNotes_whenANewDeviceComes_thenItIsPrintedWhenItIsOfUse() throws Exception {
        int notes = Integer.getInteger("odradek.newDevice");
        int rounds = Integer.getInteger("odradek.rounds", 3);
        try (var server = new TestServer(folder.resolve("server"));
                var desk = new TestDevice(folder.resolve("desk"), "Desk PC", server.url())) {
            assertInstanceOf(AccountResult.Done.class, desk.create("ada", PASSWORD));
            if (Boolean.getBoolean("odradek.byClone")) {
                writeAndDropTheLog(server, desk, notes);
            } else {
                write(desk, notes);
                long start = System.nanoTime();
                upToDate(desk);
                print("delivered by the first device", notes, seconds(start));
            }
            for (int round = 0; round < rounds; round++) {
                var profile = folder.resolve("phone-" + round);
                try (var phone = new TestDevice(profile, "Phone " + round, server.url())) {
                    comes(phone, desk, notes);
                }
                var floor = new RowsFloor(profile);
                print(
                        floor.rows() + " rows by the database alone",
                        notes,
                        floor.insert(folder.resolve("floor-" + round)));
            }
        }
    }

    /// One device is away, another vouches for the clone that is made for its sake.
    private void writeAndDropTheLog(TestServer server, TestDevice desk, int notes)
            throws Exception {
        try (var away = new TestDevice(folder.resolve("away"), "Away", server.url());
                var tablet = new TestDevice(folder.resolve("tablet"), "Tablet", server.url())) {
            assertInstanceOf(Joining.Enrolled.class, away.logIn("ada", PASSWORD));
            upToDate(away);
            write(desk, notes);
            upToDate(desk);
            assertInstanceOf(Joining.Enrolled.class, tablet.logIn("ada", PASSWORD));
            upToDate(tablet);
            server.takeChannel(away);
            for (int visits = 0; visits < 2; visits++) {
                upToDate(desk);
                upToDate(tablet);
            }
            assertTrue(server.trim(desk), "no clone was vouched for");
        }
    }

    private static void comes(TestDevice phone, TestDevice desk, int notes) throws Exception {
        long start = System.nanoTime();
        assertInstanceOf(Joining.Enrolled.class, phone.logIn("ada", PASSWORD));
        print("signed in", notes, seconds(start));
        var first = new CountDownLatch(1);
        start = System.nanoTime();
        long begun = start;
        try (var _ =
                phone.store.subscribe(
                        _ -> {
                            if (first.getCount() > 0
                                    && listed(phone) >= Math.min(notes, FIRST_NOTES)) {
                                print("the list fills the window", notes, seconds(begun));
                                first.countDown();
                            }
                        })) {
            phone.store.search().keepUp();
            upToDate(phone);
            print("every note is there", notes, seconds(start));
            assertNotNull(first.await(FIRST_MAX_S, TimeUnit.SECONDS));
        }
        assertEquals(desk.hash(), phone.hash());
        var found = phone.store.search().find("says", false, 1, TODAY);
        print("every note is found", notes, seconds(start));
        assertEquals(notes, found.total());
    }

    private static int listed(TestDevice device) {
        return device.store
                .view()
                .ids(ListQuery.of(new ListQuery.Scope.All(), ListQuery.Sort.UPDATED, TODAY))
                .size();
    }

    private static void write(TestDevice device, int notes) throws Exception {
        try (var writers = Executors.newFixedThreadPool(WRITERS)) {
            var all = new ArrayList<Callable<Boolean>>();
            for (int n = 0; n < notes; n++) {
                int number = n;
                all.add(
                        () -> {
                            device.note(
                                    "Note " + number,
                                    ("What note " + number + " says, in a line or two.\n")
                                            .repeat(1 + number % 8));
                            return true;
                        });
            }
            for (var done : writers.invokeAll(all)) {
                done.get();
            }
        }
    }

    private static void upToDate(TestDevice device) {
        var kind = SyncState.Kind.MOVING;
        while (kind == SyncState.Kind.MOVING || kind == SyncState.Kind.CLONING) {
            kind = device.sync().kind();
        }
        assertEquals(SyncState.Kind.UP_TO_DATE, kind);
    }

    private static double seconds(long sinceNs) {
        return (System.nanoTime() - sinceNs) / 1e9;
    }

    private static void print(String what, int notes, double seconds) {
        System.out.printf(
                Locale.ROOT, "%-40s %8.2f s %10.0f notes/s%n", what, seconds, notes / seconds);
    }
}
