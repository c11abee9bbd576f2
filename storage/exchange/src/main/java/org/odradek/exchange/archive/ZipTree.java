package org.odradek.exchange.archive;

import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;

/// A zip as a tree.
public final class ZipTree {
    private ZipTree() {}

    public static FileTree read(Path zip) throws IOException {
        var archive = ZipFile.builder().setPath(zip).get();
        try {
            var collector = new FileTree.Collector();
            for (var entries = archive.getEntries(); entries.hasMoreElements(); ) {
                take(archive, entries.nextElement(), collector);
            }
            return collector.tree(ArchiveNames.stem(zip.getFileName().toString()), false, archive);
        } catch (IOException | RuntimeException e) {
            archive.close();
            throw e;
        }
    }

    private static void take(ZipFile archive, ZipArchiveEntry entry, FileTree.Collector collector)
            throws IOException {
        if (entry.isDirectory()) {
            return;
        }
        var path = ArchiveNames.relative(entry.getName());
        if (path.isEmpty()) {
            collector.warn(entry.getName(), ArchiveNames.REFUSED);
        } else if (entry.isUnixSymlink()) {
            collector.warn(entry.getName(), "It is a link, so it is left out.");
        } else if (!archive.canReadEntryData(entry) || entry.getSize() < 0) {
            collector.warn(
                    entry.getName(),
                    "It is encrypted or packed in an unknown way, so it is left out.");
        } else {
            var modified = entry.getLastModifiedTime();
            collector.take(
                    entry.getName(),
                    new TreeFile(
                            path.get(),
                            entry.getSize(),
                            modified == null ? null : Instant.ofEpochMilli(modified.toMillis()),
                            () -> new ExactStream(archive.getInputStream(entry), entry.getSize())));
        }
    }
}
