package org.odradek.sync.simulation.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// A file with a line for each run that has ended, so that a stopped series goes on where it was. What held is not run again.
final class Results {
    private static final String HELD = " held ";

    private final Path file;

    Results(Path folder) throws IOException {
        Files.createDirectories(folder);
        this.file = folder.resolve("results.txt");
    }

    private List<String> lines() throws IOException {
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    /// Runs in which everything held.
    Set<Integer> held() throws IOException {
        return lines().stream()
                .filter(line -> line.contains(HELD))
                .map(line -> Integer.parseInt(line.substring(0, line.indexOf(' '))))
                .collect(Collectors.toSet());
    }

    /// @param isHeld else it is broken
    void add(int run, boolean isHeld, String told) throws IOException {
        var line = run + (isHeld ? HELD : " broken ") + told.replace('\n', ' ');
        Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        System.out.println(line);
    }
}
