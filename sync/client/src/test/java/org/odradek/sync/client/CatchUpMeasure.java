package org.odradek.sync.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.management.OperatingSystemMXBean;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.odradek.core.entry.ItemId;
import org.odradek.sync.client.account.AccountResult;
import org.odradek.sync.client.account.Joining;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.IntConsumer;
import java.util.regex.Pattern;

/// How long another device takes to have what this one wrote, through a real server on loopback. Prints what it measured; a measure for
/// a person, which runs when `odradek.catchup` says how many notes. `odradek.rounds` says how often an active device catches up with so
/// many new notes, edits and typed words, medians of which are printed, most of them of a program that has run for a while;
/// `odradek.peers` names a file of other programs' figures, a JSON object a line (`peer`, `work`, `metric`, `value`, `unit`), of which
/// what is pulled in milliseconds is printed beside.
@EnabledIfSystemProperty(named = "odradek.catchup", matches = "[0-9]+")
final class CatchUpMeasure {
    private static final String PASSWORD = "correct horse battery staple";

    /// What a person has after a year, for the time until a new device is of use.
    private static final int FEW_NOTES = 1_000;

    /// As many notes as somebody writes in between two visits of another device.
    private static final int NOTES_TYPED_IN = 100;

    /// Edits that share forced writes, so that preparing the measure takes no longer than the measure.
    private static final int WRITERS = 16;

    /// Of half a minute each.
    private static final int TRIES_MAX = 20;

    private static final Pattern PULLED = Pattern.compile("pull of (\\d+)");

    @TempDir Path folder;

    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private final Map<String, List<Double>> secondsByWork = new LinkedHashMap<>();
    private final Map<String, List<Double>> cpuSecondsByWork = new LinkedHashMap<>();

    @Test
    void givenManyNotes_whenANewDeviceComesAndLaterCatchesUp_thenItIsPrintedHowLongThatTook()
            throws Exception {
        int notes = Integer.getInteger("odradek.catchup");
        int rounds = Integer.getInteger("odradek.rounds", 3);
        var made = new ItemId[FEW_NOTES + rounds * notes];
        try (var server = new TestServer(folder.resolve("server"));
                var desk = new TestDevice(folder.resolve("desk"), "Desk PC", server.url());
                var laptop = new TestDevice(folder.resolve("laptop"), "Laptop", server.url());
                var phone = new TestDevice(folder.resolve("phone"), "Phone", server.url())) {
            assertInstanceOf(AccountResult.Done.class, desk.create("ada", PASSWORD));
            atOnce(FEW_NOTES, n -> made[n] = note(desk, n));
            upToDate(desk);
            timed(
                    "the first new device: signed in, everything there",
                    () -> joined(laptop).equals(desk.hash()));
            for (int round = 0; round < rounds; round++) {
                int turn = round;
                int first = FEW_NOTES + turn * notes;
                atOnce(notes, n -> made[first + n] = note(desk, first + n));
                timed("push of new notes", () -> upToDate(desk));
                timed("an active device takes new notes", () -> upToDate(laptop));
                atOnce(notes, n -> desk.rename(made[n], "Renamed " + turn + "." + n));
                timed("push of an edit a note", () -> upToDate(desk));
                timed("an active device takes an edit a note", () -> upToDate(laptop));
                for (int n = 0; n < notes; n++) {
                    desk.insert(made[n % NOTES_TYPED_IN], 3, "word ");
                }
                upToDate(desk);
                timed("an active device takes what was typed", () -> upToDate(laptop));
            }
            assertEquals(desk.hash(), laptop.hash());
            timed("another new device has everything", () -> joined(phone).equals(desk.hash()));
            print("the first new device: signed in, everything there", FEW_NOTES);
            print("push of new notes", notes);
            print("an active device takes new notes", notes);
            print("push of an edit a note", notes);
            print("an active device takes an edit a note", notes);
            print("an active device takes what was typed", notes);
            print("another new device has everything", made.length + 2 * rounds * notes);
        }
        peers();
    }

    private static ItemId note(TestDevice device, int n) {
        return device.note("Note " + n, "What note " + n + " says, in a line or two.\n");
    }

    private static void atOnce(int times, IntConsumer work) throws Exception {
        try (var writers = Executors.newFixedThreadPool(WRITERS)) {
            var all = new ArrayList<Callable<Boolean>>();
            for (int n = 0; n < times; n++) {
                int number = n;
                all.add(
                        () -> {
                            work.accept(number);
                            return true;
                        });
            }
            for (var done : writers.invokeAll(all)) {
                done.get();
            }
        }
    }

    /// The device's view when it has everything.
    private static String joined(TestDevice device) throws IOException {
        assertInstanceOf(Joining.Enrolled.class, device.logIn("ada", PASSWORD));
        upToDate(device);
        return device.hash();
    }

    private static boolean upToDate(TestDevice device) {
        for (int tries = 0; tries < TRIES_MAX; tries++) {
            if (device.sync().kind() == SyncState.Kind.UP_TO_DATE) {
                return true;
            }
        }
        throw new AssertionError("not up to date: " + device.sync());
    }

    private void timed(String what, Callable<Boolean> work) throws Exception {
        long start = System.nanoTime();
        long startCpu = SYSTEM.getProcessCpuTime();
        assertEquals(true, work.call(), what);
        double cpuSeconds = (SYSTEM.getProcessCpuTime() - startCpu) / 1e9;
        double seconds = (System.nanoTime() - start) / 1e9;
        secondsByWork.computeIfAbsent(what, _ -> new ArrayList<>()).add(seconds);
        cpuSecondsByWork.computeIfAbsent(what, _ -> new ArrayList<>()).add(cpuSeconds);
    }

    private void print(String what, int entries) {
        var all = secondsByWork.get(what);
        print(what, entries, median(all), all.size());
        System.out.printf(
                Locale.ROOT,
                "%52s %8.1f microseconds of processor time an entry, the server's and other"
                        + " threads' with it%n",
                "",
                median(cpuSecondsByWork.get(what)) / entries * 1e6);
    }

    private static double median(List<Double> all) {
        return all.stream().sorted().toList().get(all.size() / 2);
    }

    private static void print(String what, int entries, double seconds, int runs) {
        System.out.printf(
                Locale.ROOT,
                "%-52s %8d entries %8.2f s %10.0f /s, median of %d%n",
                what,
                entries,
                seconds,
                entries / seconds,
                runs);
    }

    private static void peers() throws IOException {
        var file = System.getProperty("odradek.peers");
        if (file == null) {
            return;
        }
        for (var line : Files.readAllLines(Path.of(file))) {
            var figure = new ObjectMapper().readTree(line);
            var pulled = PULLED.matcher(figure.path("work").asText());
            if (pulled.find() && figure.path("unit").asText().equals("ms")) {
                print(
                        figure.path("peer").asText() + ": " + figure.path("metric").asText(),
                        Integer.parseInt(pulled.group(1)),
                        figure.path("value").asDouble() / 1e3,
                        figure.path("runs").asInt());
            }
        }
    }
}
