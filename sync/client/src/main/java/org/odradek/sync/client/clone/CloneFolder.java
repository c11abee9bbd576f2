package org.odradek.sync.client.clone;

import org.odradek.sync.protocol.Bytes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// The chunks of a clone that is coming, sealed as the server holds them, each a file. Nothing rests on them: what is missing or
/// damaged is fetched again, so that they are not forced.
final class CloneFolder {
    private static final String INCOMPLETE = "incomplete";

    private final Path folder;

    CloneFolder(Path folder) {
        this.folder = folder;
    }

    void keep(Bytes name, byte[] sealed) {
        try {
            Files.createDirectories(folder);
            var beside = folder.resolve(INCOMPLETE);
            Files.write(beside, sealed);
            Files.move(beside, folder.resolve(name.toHex()), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean has(Bytes name) {
        return Files.exists(folder.resolve(name.toHex()));
    }

    Optional<byte[]> read(Bytes name) {
        try {
            return Optional.of(Files.readAllBytes(folder.resolve(name.toHex())));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Drops everything but these.
    void keepOnly(Set<Bytes> names) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        var kept = new TreeSet<String>();
        names.forEach(name -> kept.add(name.toHex()));
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) {
                if (!kept.contains(String.valueOf(file.getFileName()))) {
                    Files.delete(file);
                }
            }
            if (kept.isEmpty()) {
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
