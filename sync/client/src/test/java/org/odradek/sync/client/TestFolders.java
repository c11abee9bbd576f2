package org.odradek.sync.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Folders that tests copy, as people do.
final class TestFolders {
    private TestFolders() {}

    /// Copies a folder with all in it to one that is not there yet.
    static void copy(Path from, Path to) throws IOException {
        try (var all = Files.walk(from)) {
            for (var path : all.toList()) {
                Files.copy(path, to.resolve(from.relativize(path).toString()));
            }
        }
    }
}
