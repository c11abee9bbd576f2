package org.odradek.app.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/// The temporary folder that a demo lives in. It is removed with the demo, and also when the process is told to end before.
final class DemoFolder implements AutoCloseable {
    private final Path path;
    private final Thread atExit;

    private DemoFolder(Path path) {
        this.path = path;
        this.atExit = Thread.ofPlatform().name("odradek-demo-end").unstarted(this::removeAtExit);
    }

    static DemoFolder make() throws IOException {
        var folder = new DemoFolder(Files.createTempDirectory("odradek-demo"));
        Runtime.getRuntime().addShutdownHook(folder.atExit);
        return folder;
    }

    Path path() {
        return path;
    }

    /// The devices are still open then; where the system lets nobody remove open files, they stay for it to clear.
    private void removeAtExit() {
        try {
            remove();
        } catch (IOException stays) {
            System.err.println("The demo's folder stays at " + path);
        }
    }

    private void remove() throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        try (var paths = Files.walk(path)) {
            paths.sorted(Comparator.reverseOrder()).forEach(DemoFolder::removeOne);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void removeOne(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        remove();
    }
}
