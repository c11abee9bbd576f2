package org.odradek.sync.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.odradek.store.view.ListQuery;
import org.odradek.sync.client.account.AccountResult;
import org.odradek.sync.client.account.Joining;

import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// How long the notes of one device, which nobody has yet, take to a device that has just signed in, both connected through a real server
/// on loopback. Prints what it measured, the first round in a fresh process; a measure for a person, which runs when `odradek.handOver`
/// says how many notes of 1 kB. Each of the `odradek.rounds` has an account and devices of its own.
@EnabledIfSystemProperty(named = "odradek.handOver", matches = "[0-9]+")
final class HandOverMeasure {
    private static final String PASSWORD = "correct horse battery staple";
    private static final String TEXT = "What a note says, in a line or two.\n".repeat(29);
    private static final int ARRIVES_MAX_S = 60;

    @TempDir Path folder;

    @Test
    void givenNotesThatNobodyHas_whenADeviceHasSignedIn_thenItIsPrintedWhenItHasThem()
            throws Exception {
        int notes = Integer.getInteger("odradek.handOver");
        try (var server = new TestServer(folder.resolve("server"), TestServer.manyRequests())) {
            for (int round = 0; round < Integer.getInteger("odradek.rounds", 7); round++) {
                var at = folder.resolve("round-" + round);
                try (var desk = new TestDevice(at.resolve("desk"), "Desk " + round, server.url());
                        var phone =
                                new TestDevice(
                                        at.resolve("phone"), "Phone " + round, server.url())) {
                    var user = "ada-" + round;
                    assertInstanceOf(AccountResult.Done.class, desk.create(user, PASSWORD));
                    handOver(desk, phone, user, notes);
                }
            }
        }
    }

    private static void handOver(TestDevice desk, TestDevice phone, String user, int notes)
            throws Exception {
        for (int n = 0; n < notes; n++) {
            desk.note("Note " + n, n + " " + TEXT);
        }
        long start = System.nanoTime();
        assertInstanceOf(Joining.Enrolled.class, phone.logIn(user, PASSWORD));
        print("signed in", start);
        var all = new CountDownLatch(1);
        long begun = System.nanoTime();
        try (var _ =
                phone.store.subscribe(
                        _ -> {
                            if (all.getCount() > 0 && listed(phone) == notes) {
                                print(notes + " notes from one device to the other", begun);
                                all.countDown();
                            }
                        })) {
            desk.sync.start();
            phone.sync.start();
            assertTrue(all.await(ARRIVES_MAX_S, TimeUnit.SECONDS));
        }
        assertEquals(desk.hash(), phone.hash());
    }

    private static int listed(TestDevice device) {
        return device.store
                .view()
                .ids(
                        ListQuery.of(
                                new ListQuery.Scope.All(),
                                ListQuery.Sort.UPDATED,
                                TestDevice.TODAY))
                .size();
    }

    private static void print(String what, long sinceNs) {
        System.out.printf(
                Locale.ROOT, "%-50s %8.3f s%n", what, (System.nanoTime() - sinceNs) / 1e9);
    }
}
