package org.odradek.sync.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.odradek.core.entry.ItemId;
import org.odradek.sync.client.account.AccountResult;
import org.odradek.sync.client.account.Joining;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Locale;

/// How long another device takes to have what this one wrote, through a real server on loopback. Prints what it measured; a measure for
/// a person, which runs when `odradek.catchup` says how many notes.
@EnabledIfSystemProperty(named = "odradek.catchup", matches = "[0-9]+")
final class CatchUpMeasure {
    private static final String PASSWORD = "correct horse battery staple";

    /// Of half a minute each.
    private static final int TRIES_MAX = 10;

    @TempDir Path folder;

    @Test
    void givenManyNotes_whenANewDeviceComesAndLaterCatchesUp_thenItIsPrintedHowLongThatTook()
            throws Exception {
        int notes = Integer.getInteger("odradek.catchup");
        try (var server = new TestServer(folder.resolve("server"));
                var desk = new TestDevice(folder.resolve("desk"), "Desk PC", server.url());
                var laptop = new TestDevice(folder.resolve("laptop"), "Laptop", server.url())) {
            assertInstanceOf(AccountResult.Done.class, desk.create("ada", PASSWORD));
            var made = new ArrayList<ItemId>();
            for (int i = 0; i < notes; i++) {
                made.add(desk.note("Note " + i, "What note " + i + " says, in a line or two.\n"));
            }
            timed("push of so many new notes", notes, () -> upToDate(desk));
            assertInstanceOf(Joining.Enrolled.class, laptop.logIn("ada", PASSWORD));
            timed("a new device has them", notes, () -> upToDate(laptop));
            for (int i = 0; i < notes; i++) {
                desk.rename(made.get(i * 7 % notes), "Renamed " + i);
            }
            timed("push of so many edits", notes, () -> upToDate(desk));
            timed("an active device has caught up", notes, () -> upToDate(laptop));
            assertEquals(desk.hash(), laptop.hash());
        }
    }

    private static void upToDate(TestDevice device) {
        for (int tries = 0; tries < TRIES_MAX; tries++) {
            if (device.sync().kind() == SyncState.Kind.UP_TO_DATE) {
                return;
            }
        }
        throw new AssertionError("not up to date: " + device.sync());
    }

    private static void timed(String what, int entries, Runnable work) {
        long start = System.nanoTime();
        work.run();
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf(
                Locale.ROOT,
                "%-36s %8d entries %8.2f s %10.0f entries/s%n",
                what,
                entries,
                seconds,
                entries / seconds);
    }
}
