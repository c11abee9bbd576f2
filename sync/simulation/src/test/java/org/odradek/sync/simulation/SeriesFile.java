package org.odradek.sync.simulation;

import org.odradek.sync.simulation.fault.Fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A file with a line for each seed of a long series, so that a stopped one goes on where it was: `SEED held RUNS ENTRIES EVENTS
/// FAULT=n …`, or `SEED broken` and how. What held is not run again. Thread-safe.
final class SeriesFile {
    private static final String HELD = "held";

    private final Path file;
    private final Set<Long> held = new HashSet<>();
    private final Map<Fault, Long> struck = new EnumMap<>(Fault.class);
    private long runs;
    private long entries;
    private long events;
    private int broken;

    SeriesFile(Path folder) throws IOException {
        Files.createDirectories(folder);
        this.file = folder.resolve("results.txt");
        var lines = Files.exists(file) ? Files.readAllLines(file) : List.<String>of();
        lines.forEach(this::read);
    }

    private void read(String line) {
        var words = List.of(line.split(" "));
        if (words.size() < 5 || !words.get(1).equals(HELD)) {
            return;
        }
        held.add(Long.parseLong(words.get(0)));
        runs += Long.parseLong(words.get(2));
        entries += Long.parseLong(words.get(3));
        events += Long.parseLong(words.get(4));
        for (var word : words.subList(5, words.size())) {
            int at = word.indexOf('=');
            struck.merge(
                    Fault.valueOf(word.substring(0, at)),
                    Long.parseLong(word.substring(at + 1)),
                    Long::sum);
        }
    }

    synchronized void add(long seed, Seeds.Result result) {
        var line = new StringBuilder().append(seed).append(' ');
        if (result.failures().isEmpty()) {
            line.append(HELD)
                    .append(' ')
                    .append(result.runs())
                    .append(' ')
                    .append(result.entries())
                    .append(' ')
                    .append(result.events());
            new EnumMap<>(struckOrNone(result))
                    .forEach((fault, times) -> line.append(' ').append(fault + "=" + times));
            read(line.toString());
        } else {
            broken++;
            line.append("broken ").append(result.failures().getFirst().replace('\n', '|'));
        }
        try {
            Files.writeString(
                    file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static EnumMap<Fault, Integer> struckOrNone(Seeds.Result result) {
        var struck = new EnumMap<Fault, Integer>(Fault.class);
        struck.putAll(result.struck());
        return struck;
    }

    synchronized boolean hasHeld(long seed) {
        return held.contains(seed);
    }

    synchronized long faults() {
        return struck.values().stream().mapToLong(Long::longValue).sum();
    }

    synchronized long entries() {
        return entries;
    }

    synchronized int seeds() {
        return held.size();
    }

    /// Of everything that held, in this run of the series and in those before.
    @Override
    public synchronized String toString() {
        return "%d seeds held in %d runs, %d broke now; %d entries, %d events, %d faults: %s"
                .formatted(held.size(), runs, broken, entries, events, faults(), struck);
    }
}
