package org.odradek.sync.server.log.h2;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.zip.ZipFile;

/// A copy of the embedded engine's files, made while it works.
final class LogCopy {
    private static final String DATABASE = "log.mv.db";
    private static final String JOURNAL = "log.journal";

    private LogCopy() {}

    /// @param journal the folder whose files stay for as long as this takes
    static void write(Readers.Connections connections, Path journal, Path folder)
            throws IOException, SQLException {
        var packed = folder.resolve("database.zip");
        try (var connection = connections.open();
                var statement = connection.prepareStatement("BACKUP TO ?")) {
            statement.setString(1, packed.toString());
            statement.execute();
        }
        try (var zip = new ZipFile(packed.toFile())) {
            var database =
                    zip.stream()
                            .filter(entry -> entry.getName().endsWith(".mv.db"))
                            .findFirst()
                            .orElseThrow(() -> new IOException("H2 has copied no database"));
            try (var in = zip.getInputStream(database)) {
                Files.copy(in, folder.resolve(DATABASE));
            }
        }
        Files.delete(packed);
        var target = Files.createDirectory(folder.resolve(JOURNAL));
        List<Path> segments;
        try (var files = Files.list(journal)) {
            segments = files.filter(Files::isRegularFile).sorted().toList();
        }
        for (var segment : segments) {
            Files.copy(segment, target.resolve(segment.getFileName().toString()));
        }
    }
}
