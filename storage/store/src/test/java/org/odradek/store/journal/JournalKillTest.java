package org.odradek.store.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.odradek.store.journal.Journals.Collected;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/// kill -9 at random moments: whatever the process had acknowledged is in the journal afterwards.
final class JournalKillTest {

    private static final int KILLS = Integer.getInteger("odradek.kills", 20);

    /// Acknowledgements read before a kill; the child goes on appending while the kill is under way.
    private static final int ACKNOWLEDGED_MAX = 60;

    @Test
    void givenKilledProcess_whenOpenedAgain_thenEveryAcknowledgedRecordIsThere(@TempDir Path folder)
            throws Exception {
        long seed = Long.getLong("odradek.kill.seed", System.nanoTime());
        Random random = new Random(seed);
        Set<Long> acknowledged = new TreeSet<>();
        long next = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            acknowledged.addAll(killedAfter(folder, next, 1 + random.nextInt(ACKNOWLEDGED_MAX)));

            List<Long> found = numbers(folder);

            String where = "Kill " + kill + ", seed " + seed;
            Set<Long> distinct = new HashSet<>(found);
            assertEquals(distinct.size(), found.size(), where);
            Set<Long> missing = new TreeSet<>(acknowledged);
            missing.removeAll(distinct);
            assertEquals(Set.of(), missing, where);
            next = distinct.stream().mapToLong(Long::longValue).max().orElse(0) + 10;
        }
        assertTrue(acknowledged.size() >= KILLS, "Acknowledged: " + acknowledged.size());
    }

    private static Set<Long> killedAfter(Path folder, long first, int lines)
            throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(
                                ProcessHandle.current().info().command().orElseThrow(),
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-Xmx64m",
                                "-cp",
                                System.getProperty("java.class.path"),
                                AppendingProcess.class.getName(),
                                folder.toString(),
                                Long.toString(first))
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        Set<Long> acknowledged = new TreeSet<>();
        try (BufferedReader out = process.inputReader()) {
            String line = out.readLine();
            while (line != null) {
                acknowledged.add(Long.parseLong(line));
                if (acknowledged.size() == lines) {
                    // Process.destroyForcibly would close the stream that is still to be read.
                    process.toHandle().destroyForcibly();
                }
                line = out.readLine();
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
        assertTrue(acknowledged.size() >= lines, "The process ended by itself");
        return acknowledged;
    }

    private static List<Long> numbers(Path folder) {
        OpenResult.Opened opened = Journals.open(new DiskFiles(folder));
        try (Journal journal = opened.journal()) {
            Collected all = Collected.from(journal, Place.START);
            assertEquals(List.of(), all.findings);
            return all.texts.stream()
                    .map(text -> Long.parseLong(text.substring(0, text.indexOf(' '))))
                    .toList();
        }
    }
}
