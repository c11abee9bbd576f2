package org.odradek.store.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/// Measures one durable append of 200 bytes against a plain write and force of the same bytes, into
/// a growing file and into space written beforehand. The three take turns within one run, so that
/// whatever else the machine does falls on all of them.
///
/// Arguments: a folder on the disk to be measured, and how many rounds (2,000 when left out).
final class DurableAppendBenchmark {

    private static final int PAYLOAD_BYTES = 200;

    /// As many bytes as the journal writes for such a payload.
    private static final int PLAIN_BYTES = RecordFormat.recordBytes(PAYLOAD_BYTES);

    private static final int WARM_UP_ROUNDS = 300;

    private DurableAppendBenchmark() {}

    private interface Step {
        void run() throws IOException;
    }

    public static void main(String[] args) throws IOException {
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 2000;
        Path folder = Files.createTempDirectory(Path.of(args[0]), "append-benchmark");
        OpenResult result =
                Journal.open(
                        new DiskFiles(folder.resolve("journal")),
                        JournalOptions.of(new UUID(1, 2)),
                        Place.START);
        if (!(result instanceof OpenResult.Opened(Journal journal, _))) {
            throw new IllegalStateException("Not opened: " + result);
        }
        try (journal;
                FileChannel growing = open(folder.resolve("growing"));
                FileChannel prewritten = open(folder.resolve("prewritten"))) {
            prewrite(prewritten, (long) (rounds + WARM_UP_ROUNDS) * PLAIN_BYTES);
            byte[] payload = new byte[PAYLOAD_BYTES];
            Arrays.fill(payload, (byte) 'x');
            List<Step> steps =
                    List.of(
                            () -> journal.append(RecordKind.ENTRY, payload).placesOrThrow(),
                            () -> writeAndForce(growing),
                            () -> writeAndForce(prewritten));
            report(measure(steps, rounds));
        } finally {
            delete(folder);
        }
    }

    private static List<long[]> measure(List<Step> steps, int rounds) throws IOException {
        List<long[]> timesNs = new ArrayList<>();
        steps.forEach(_ -> timesNs.add(new long[rounds]));
        for (int round = -WARM_UP_ROUNDS; round < rounds; round++) {
            for (int i = 0; i < steps.size(); i++) {
                int which = Math.floorMod(i + round, steps.size());
                long startNs = System.nanoTime();
                steps.get(which).run();
                long tookNs = System.nanoTime() - startNs;
                if (round >= 0) {
                    timesNs.get(which)[round] = tookNs;
                }
            }
        }
        return timesNs;
    }

    private static void report(List<long[]> timesNs) {
        timesNs.forEach(Arrays::sort);
        List<String> names = List.of("journal append", "growing file", "prewritten file");
        for (int i = 0; i < names.size(); i++) {
            System.out.printf(
                    "%-16s p50 %7.1f us   p90 %7.1f us   p99 %7.1f us%n",
                    names.get(i),
                    percentileUs(timesNs.get(i), 50),
                    percentileUs(timesNs.get(i), 90),
                    percentileUs(timesNs.get(i), 99));
        }
        double journal = percentileUs(timesNs.get(0), 50);
        System.out.printf(
                "p50 of the journal: %.2f of a growing file, %.2f of a prewritten file%n",
                journal / percentileUs(timesNs.get(1), 50),
                journal / percentileUs(timesNs.get(2), 50));
    }

    private static double percentileUs(long[] sortedNs, int percent) {
        return sortedNs[sortedNs.length * percent / 100] / 1000.0;
    }

    private static FileChannel open(Path path) throws IOException {
        return FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    private static void prewrite(FileChannel channel, long bytes) throws IOException {
        ByteBuffer zeros = ByteBuffer.allocate(1 << 20);
        for (long at = 0; at < bytes; at += zeros.capacity()) {
            zeros.clear();
            writeFully(channel, zeros);
        }
        channel.force(true);
        channel.position(0);
    }

    private static void writeAndForce(FileChannel channel) throws IOException {
        writeFully(channel, ByteBuffer.allocate(PLAIN_BYTES));
        channel.force(false);
    }

    private static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            List<Path> deepestFirst = new ArrayList<>(files.toList()).reversed();
            for (Path file : deepestFirst) {
                Files.delete(file);
            }
        }
    }
}
