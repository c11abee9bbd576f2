package org.odradek.sync.simulation.process;

import org.jspecify.annotations.Nullable;
import org.odradek.core.entry.ItemId;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/// A device's process as it is seen from outside, and what it was heard to have accepted, over all its lives.
final class Device implements AutoCloseable {
    private final Launcher launcher;
    private final int number;
    private final Path folder;
    private final Line line;
    private final Shown.Items items;
    private final long seed;
    private final Duration every;
    private final Set<String> accepted = ConcurrentHashMap.newKeySet();
    private final AtomicInteger entries = new AtomicInteger();
    private final ConcurrentLinkedQueue<String> broken = new ConcurrentLinkedQueue<>();
    private volatile @Nullable Standing standing;
    private volatile @Nullable Report report;
    private volatile boolean isReady;
    private boolean isWriting;
    private int lives;
    private Program program;

    /// How far a device is.
    ///
    /// @param undelivered entries that the server does not have
    /// @param waiting     entries whose causes are missing
    /// @param parked      entries that cannot be read
    /// @param received    of each device up to which entry
    record Standing(int undelivered, int waiting, int parked, String received) {
        static Standing parse(String text) {
            var words = text.split(" ");
            return new Standing(
                    Integer.parseInt(words[0]),
                    Integer.parseInt(words[1]),
                    Integer.parseInt(words[2]),
                    words[3]);
        }

        boolean rests() {
            return undelivered == 0 && waiting == 0 && parked == 0;
        }
    }

    /// What a device shows.
    ///
    /// @param lines names of all lines
    record Report(String viewHash, Set<String> lines) {
        static Report parse(String text) {
            var words = text.split(" ");
            return new Report(words[0], Set.copyOf(List.of(words[1].split(","))));
        }
    }

    Device(
            Launcher launcher,
            int number,
            Path folder,
            Line line,
            Shown.Items items,
            long seed,
            Duration every)
            throws IOException {
        this.launcher = launcher;
        this.number = number;
        this.folder = folder;
        this.line = line;
        this.items = items;
        this.seed = seed;
        this.every = every;
        this.program = started();
    }

    private Program started() throws IOException {
        lives++;
        return launcher.start(
                DeviceProgram.class,
                List.of(
                        folder.toString(),
                        Integer.toString(number),
                        Integer.toString(line.port()),
                        Long.toString(seed * 1000 + number * 100L + lives),
                        Long.toString(every.toMillis()),
                        list(items.diaries()),
                        list(items.cards())),
                folder.resolveSibling(folder.getFileName() + ".log"),
                this::heard);
    }

    private static String list(List<ItemId> ids) {
        return ids.stream().map(ItemId::toString).collect(Collectors.joining(","));
    }

    private void heard(String said) {
        var what = said.substring(said.indexOf(' ') + 1);
        switch (said.substring(0, said.indexOf(' '))) {
            case "ready" -> isReady = true;
            case "wrote" -> {
                entries.incrementAndGet();
                if (!what.equals("card")) {
                    accepted.add(what);
                }
            }
            case "standing" -> standing = Standing.parse(what);
            case "report" -> report = Report.parse(what);
            case "broken" -> broken.add(name() + ": " + what);
            default -> broken.add(name() + " said " + said);
        }
    }

    String name() {
        return folder.getFileName().toString();
    }

    Line line() {
        return line;
    }

    Program program() {
        return program;
    }

    /// It has begun, and has what to write about.
    boolean isReady() {
        return isReady;
    }

    /// Goes on as it was told before.
    void startAgain() throws IOException {
        program = started();
        say(isWriting ? "write" : "rest");
    }

    /// From now on it writes, or rests.
    void write(boolean isToWrite) {
        isWriting = isToWrite;
        say(isWriting ? "write" : "rest");
    }

    void say(String what) {
        program.say(what);
    }

    /// How many entries its store has accepted.
    int entries() {
        return entries.get();
    }

    /// The names of the lines that its store has accepted.
    Set<String> accepted() {
        return accepted;
    }

    /// What it found not to hold.
    List<String> broken() {
        return List.copyOf(broken);
    }

    /// The newest that it said; null before.
    @Nullable Standing standing() {
        return standing;
    }

    /// Null until it has answered.
    @Nullable Report report() {
        return report;
    }

    @Override
    public void close() throws IOException {
        program.close();
        line.close();
    }
}
