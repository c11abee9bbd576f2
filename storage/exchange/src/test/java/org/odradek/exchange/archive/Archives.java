package org.odradek.exchange.archive;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Writes small archives, bad ones included.
public final class Archives {
    private Archives() {}

    /// A tar of these texts; a text that begins with `->` makes a symbolic link.
    public static Path tar(Path file, Map<String, String> texts) throws IOException {
        try (var tar = new TarArchiveOutputStream(Files.newOutputStream(file), "UTF-8")) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            for (var text : texts.entrySet()) {
                var isLink = text.getValue().startsWith("->");
                var bytes = text.getValue().getBytes(StandardCharsets.UTF_8);
                var entry =
                        isLink
                                ? new TarArchiveEntry(text.getKey(), TarConstants.LF_SYMLINK, true)
                                : new TarArchiveEntry(text.getKey(), true);
                if (isLink) {
                    entry.setLinkName(text.getValue().substring(2));
                } else {
                    entry.setSize(bytes.length);
                }
                tar.putArchiveEntry(entry);
                if (!isLink) {
                    tar.write(bytes);
                }
                tar.closeArchiveEntry();
            }
        }
        return file;
    }

    public static Path gzip(Path from, Path to) throws IOException {
        try (var out = new GZIPOutputStream(Files.newOutputStream(to))) {
            Files.copy(from, out);
        }
        return to;
    }

    public static Path zip(Path file, Map<String, String> texts) throws IOException {
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (var text : texts.entrySet()) {
                zip.putNextEntry(new ZipEntry(text.getKey()));
                zip.write(text.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
        return file;
    }

    /// The first bytes of a file, as a copy that broke off leaves them.
    public static Path cut(Path from, Path to, long sizeBytes) throws IOException {
        try (var in = Files.newInputStream(from)) {
            return Files.write(to, in.readNBytes(Math.toIntExact(sizeBytes)));
        }
    }
}
