package org.odradek.sync.simulation.process;

import org.odradek.sync.simulation.device.Folders;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.spi.ToolProvider;

/// Starts programs from this process' class path. A runtime needs more processor time to begin than a device needs for all it does in a
/// run, so that each program's classes are kept, linked, from a rehearsal (an AOT cache, which takes classes from archives alone). For one
/// thread.
final class Launcher {
    /// Ten devices and a server share a small machine.
    private static final List<String> SMALL =
            List.of("-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    private final Path folder;
    private final String classPath;
    private final Set<Class<?>> rehearsing = new HashSet<>();

    private Launcher(Path folder, String classPath) {
        this.folder = folder;
        this.classPath = classPath;
    }

    /// @param folder becomes its own; holds archives of what of the class path is a folder, and the caches
    static Launcher in(Path folder) throws IOException {
        Folders.delete(folder);
        Files.createDirectories(folder);
        var archived = new ArrayList<String>();
        for (var part : System.getProperty("java.class.path").split(File.pathSeparator)) {
            var from = Path.of(part);
            if (Files.isRegularFile(from)) {
                archived.add(part);
            } else if (Files.isDirectory(from)) {
                archived.add(archived(from, folder.resolve(archived.size() + ".jar")).toString());
            }
        }
        return new Launcher(folder, String.join(File.pathSeparator, archived));
    }

    private static Path archived(Path classes, Path jar) {
        int exit =
                ToolProvider.findFirst("jar")
                        .orElseThrow()
                        .run(
                                System.out,
                                System.err,
                                "--create",
                                "--no-compress",
                                "--file",
                                jar.toString(),
                                "-C",
                                classes.toString(),
                                ".");
        if (exit != 0) {
            throw new IllegalStateException("no archive of " + classes);
        }
        return jar;
    }

    /// The next process of each program makes that program's cache when it is ended.
    void rehearse(List<Class<?>> programs) {
        rehearsing.addAll(programs);
    }

    /// @param errors where its standard error is kept, added to what is there
    /// @param heard  hears each whole line that it prints
    Program start(Class<?> program, List<String> arguments, Path errors, Consumer<String> heard)
            throws IOException {
        boolean isRehearsal = rehearsing.remove(program);
        var cache = folder.resolve(program.getSimpleName() + ".aot");
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(SMALL);
        if (isRehearsal) {
            command.add("-XX:AOTCacheOutput=" + cache);
        } else if (Files.exists(cache)) {
            command.add("-XX:AOTCache=" + cache);
        }
        command.addAll(List.of("-cp", classPath, program.getName()));
        command.addAll(arguments);
        return Program.start(command, errors, heard, isRehearsal);
    }
}
