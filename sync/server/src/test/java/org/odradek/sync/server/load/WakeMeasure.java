package org.odradek.sync.server.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.odradek.sync.server.OdradekServer;
import org.odradek.sync.server.ServerProcess;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// What idle wake channels take up at the server, beside a bare server of the same library in the same run, how soon they are woken,
/// and how a fleet comes back after an outage. A command of its own: `-Dodradek.channels=10000`.
final class WakeMeasure {
    private static final int DEVICES = 8;
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Pattern HEAP_USED = Pattern.compile("used (\\d+)K");

    @TempDir private Path folder;

    /// All of the heap is resident from the start, so that what the process grows by is not heap.
    private static final List<String> JAVA = List.of("-Xms512m", "-Xmx512m", "-XX:+AlwaysPreTouch");

    /// Bytes: of the heap without garbage, of the process beyond the heap, and of the kernel for both ends.
    private record Cost(double heap, double outside, double kernel) {
        static Cost between(Cost before, Cost after, int channels) {
            return new Cost(
                    (after.heap - before.heap) / channels,
                    (after.outside - before.outside) / channels,
                    (after.kernel - before.kernel) / channels);
        }

        static Cost of(ServerProcess server) throws IOException, InterruptedException {
            command(server.pid(), "GC.run");
            var used = HEAP_USED.matcher(command(server.pid(), "GC.heap_info"));
            assertTrue(used.find());
            var memory = ProcessMemory.of(server.pid()).orElseThrow();
            return new Cost(
                    Long.parseLong(used.group(1)) * 1024.0,
                    memory.residentBytes(),
                    memory.kernelBytes());
        }

        double total() {
            return heap + outside + kernel / 2;
        }

        private static String command(long pid, String what)
                throws IOException, InterruptedException {
            var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
            var process = new ProcessBuilder(jcmd, Long.toString(pid), what).start();
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor();
            return said;
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%.1f kB: heap %.1f, outside the heap %.1f, kernel %.1f",
                    total() / 1e3,
                    heap / 1e3,
                    outside / 1e3,
                    kernel / 2 / 1e3);
        }
    }

    @Test
    void measure() throws Exception {
        int channels = Integer.getInteger("odradek.channels", 0);
        Assumptions.assumeTrue(channels >= DEVICES, "a command of its own");
        var bare = bare(channels);
        System.out.println("bare, each channel: " + bare);
        int accounts = channels / DEVICES;
        var plan = new LoadPlan(accounts, DEVICES, 20, 5, true, 0);
        try (var server = server(0)) {
            var uri = URI.create(server.url());
            try (var run = new LoadRun(plan, uri, InstantSource.system(), new Random(1))) {
                run.signUp();
                run.openSessions();
                var before = Cost.of(server);
                run.openChannels();
                var cost = Cost.between(before, Cost.of(server), plan.lines());
                System.out.println("here, each channel: " + cost);
                System.out.println(
                        "of the bare one's: "
                                + String.format(Locale.ROOT, "%.2f", cost.total() / bare.total()));
                run.wakeOne();
                run.wakeAll();
                run.exchange();
                outage(server, uri.getPort(), run);
                System.out.println(run.figures().lines());
                assertEquals(Map.of(), run.refusals());
            }
        }
    }

    /// The server ends in order, is away for as long as a start takes, and comes back on the same port.
    private void outage(ServerProcess server, int port, LoadRun run) throws Exception {
        run.expectNewSessions();
        server.end();
        try (var again = server(port)) {
            run.comeBack();
            run.wakeAll();
            run.finish();
            assertTrue(again.url().endsWith(":" + port));
            run.pullEverything();
        }
    }

    private ServerProcess server(int port) throws IOException {
        return ServerProcess.running(
                JAVA,
                OdradekServer.class,
                "--insecure-loopback",
                "--port",
                Integer.toString(port),
                "--data",
                folder.resolve("data").toString());
    }

    private static Cost bare(int channels) throws Exception {
        try (var server = ServerProcess.running(JAVA, BareSockets.class)) {
            var uri = URI.create(server.url());
            var address = new InetSocketAddress(uri.getHost(), uri.getPort());
            warm(address);
            var before = Cost.of(server);
            try (var fleet = new WakeFleet(address, channels, _ -> "", new Random(1))) {
                var greeted = fleet.expect(IntStream.range(0, channels).boxed().toList());
                fleet.start();
                assertTrue(fleet.awaitOpen(channels, PATIENCE));
                assertTrue(greeted.await(PATIENCE.toSeconds(), TimeUnit.SECONDS));
                return Cost.between(before, Cost.of(server), channels);
            }
        }
    }

    /// Loads the classes and starts the threads that any number of channels needs once.
    private static void warm(InetSocketAddress address) throws Exception {
        try (var few = new WakeFleet(address, 50, _ -> "", new Random(1))) {
            few.start();
            assertTrue(few.awaitOpen(50, PATIENCE));
        }
    }
}
