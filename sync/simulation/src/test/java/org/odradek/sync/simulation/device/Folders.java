package org.odradek.sync.simulation.device;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/// Folders as wholes.
public final class Folders {
    /// Where Linux has files in memory.
    private static final Path MEMORY = Path.of("/dev/shm");

    private Folders() {}

    /// A new folder in memory where there is such a thing, else among the temporary ones. Nothing here rests on a real disk: what a crash
    /// leaves is simulated.
    public static Path inMemory() throws IOException {
        return Files.isWritable(MEMORY)
                ? Files.createTempDirectory(MEMORY, "odradek-simulation-")
                : Files.createTempDirectory("odradek-simulation-");
    }

    public static void copy(Path from, Path to) throws IOException {
        copy(from, to, _ -> true);
    }

    /// Copies the files and folders that pass.
    static void copy(Path from, Path to, Predicate<Path> which) throws IOException {
        try (var all = Files.walk(from)) {
            for (var path : all.filter(which).toList()) {
                var target = to.resolve(from.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(path, target);
                }
            }
        }
    }

    /// The files of a folder by name, which is gone afterwards.
    public static Map<String, byte[]> taken(Path folder) throws IOException {
        var taken = contents(folder);
        delete(folder);
        return taken;
    }

    static Map<String, byte[]> contents(Path folder) throws IOException {
        var contents = new TreeMap<String, byte[]>();
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) {
                contents.put(file.getFileName().toString(), Files.readAllBytes(file));
            }
        }
        return contents;
    }

    public static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var all = Files.walk(folder)) {
            for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
