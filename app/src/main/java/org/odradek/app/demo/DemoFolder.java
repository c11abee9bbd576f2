package org.odradek.app.demo;

import org.odradek.app.scratch.ScratchFolder;

import java.io.IOException;
import java.nio.file.Path;

/// The temporary folder that a demo lives in. It is removed with the demo, and also when the process is told to end before.
final class DemoFolder implements AutoCloseable {
    private final ScratchFolder folder;
    private final Thread atExit;

    private DemoFolder(ScratchFolder folder) {
        this.folder = folder;
        this.atExit = Thread.ofPlatform().name("odradek-demo-end").unstarted(this::removeAtExit);
    }

    static DemoFolder make() throws IOException {
        var folder = new DemoFolder(ScratchFolder.make("odradek-demo"));
        Runtime.getRuntime().addShutdownHook(folder.atExit);
        return folder;
    }

    Path path() {
        return folder.path();
    }

    /// The devices are still open then; where the system lets nobody remove open files, they stay for it to clear.
    private void removeAtExit() {
        try {
            folder.close();
        } catch (IOException stays) {
            System.err.println("The demo's folder stays at " + path());
        }
    }

    @Override
    public void close() throws IOException {
        folder.close();
    }
}
