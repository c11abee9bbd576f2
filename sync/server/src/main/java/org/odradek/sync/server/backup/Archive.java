package org.odradek.sync.server.backup;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/// A backup's file: a ZIP with the files of a data folder at their relative paths, and in the end `MANIFEST`: a first line, then for
/// each file its SHA-256, size and path. It appears under its name when it is whole and on the disk.
final class Archive {
    private static final String MANIFEST = "MANIFEST";
    private static final String FIRST_LINE = "odradek-server backup 1";

    /// What a data folder holds; nothing else is ever taken out of a backup.
    private static final Pattern NAME =
            Pattern.compile(
                    "log\\.mv\\.db|log\\.journal/\\d{1,18}\\.journal"
                            + "|blobs/[0-9a-f-]{36}/[0-9a-f]{2}/[0-9a-f]{64}");

    private static final Pattern LINE = Pattern.compile("([0-9a-f]{64}) (\\d{1,18}) (\\S+)");

    private static final Logger LOG = LoggerFactory.getLogger(Archive.class);

    private Archive() {}

    /// What came of reading one.
    sealed interface Reading {
        record Whole(int files, long bytes) implements Reading {}

        /// @param sentence one sentence for the operator
        record Damaged(String sentence) implements Reading {}
    }

    /// Writes the files below these folders, the second folder's under `blobs/`.
    ///
    /// @throws FileAlreadyExistsException when the file is there
    static Reading.Whole write(Path log, Path blobs, Path file) throws IOException {
        var part = file.resolveSibling(file.getFileName() + ".part");
        if (Files.exists(file)) {
            throw new FileAlreadyExistsException(file.toString());
        }
        try {
            var manifest = new ArrayList<String>();
            long bytes = 0;
            try (var out =
                            FileChannel.open(
                                    part,
                                    StandardOpenOption.CREATE,
                                    StandardOpenOption.TRUNCATE_EXISTING,
                                    StandardOpenOption.WRITE);
                    var buffered =
                            new BufferedOutputStream(
                                    java.nio.channels.Channels.newOutputStream(out), 1 << 16);
                    var zip = new ZipOutputStream(buffered, StandardCharsets.UTF_8)) {
                zip.setLevel(Deflater.BEST_SPEED);
                bytes += add(zip, log, "", manifest);
                zip.setLevel(Deflater.NO_COMPRESSION);
                bytes += add(zip, blobs, "blobs/", manifest);
                zip.putNextEntry(new ZipEntry(MANIFEST));
                var lines = FIRST_LINE + "\n" + String.join("\n", manifest) + "\n";
                zip.write(lines.getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
                zip.finish();
                buffered.flush();
                out.force(true);
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
            return new Reading.Whole(manifest.size(), bytes);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static long add(ZipOutputStream zip, Path folder, String prefix, List<String> manifest)
            throws IOException {
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        long bytes = 0;
        List<Path> files;
        try (var walked = Files.walk(folder)) {
            files = walked.filter(Files::isRegularFile).sorted().toList();
        }
        for (var file : files) {
            var name = prefix + folder.relativize(file).toString().replace('\\', '/');
            if (!NAME.matcher(name).matches()) {
                continue;
            }
            try (var in = digesting(Files.newInputStream(file))) {
                zip.putNextEntry(new ZipEntry(name));
                long size = in.transferTo(zip);
                zip.closeEntry();
                manifest.add(hex(in) + " " + size + " " + name);
                bytes += size;
            } catch (NoSuchFileException e) {
                // A chunk that went since the folder was listed is listed by no clone that is given
                // to anybody.
                LOG.debug("{} is gone", name, e);
            }
        }
        return bytes;
    }

    /// Takes every file out into a folder and compares it with the manifest.
    static Reading extract(Path file, Path folder) throws IOException {
        if (!Files.isRegularFile(file)) {
            return new Reading.Damaged("There is no backup " + file + ".");
        }
        try (var zip = new ZipFile(file.toFile(), StandardCharsets.UTF_8)) {
            var manifest = zip.getEntry(MANIFEST);
            if (manifest == null) {
                return damaged(file, "it has no manifest");
            }
            List<String> lines;
            try (var in = zip.getInputStream(manifest)) {
                lines = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
            }
            if (lines.isEmpty() || !lines.getFirst().equals(FIRST_LINE)) {
                return damaged(file, "its manifest is of another version or none");
            }
            var folders = new HashSet<Path>();
            long bytes = 0;
            for (var line : lines.subList(1, lines.size())) {
                var parts = LINE.matcher(line);
                if (!parts.matches() || !NAME.matcher(parts.group(3)).matches()) {
                    return damaged(file, "its manifest has a line that no server writes");
                }
                var entry = zip.getEntry(parts.group(3));
                if (entry == null) {
                    return damaged(file, "it lacks " + parts.group(3));
                }
                var target = folder.resolve(parts.group(3));
                folders.add(Files.createDirectories(parent(target)));
                try (var in = digesting(zip.getInputStream(entry))) {
                    long size = write(in, target);
                    if (size != Long.parseLong(parts.group(2)) || !hex(in).equals(parts.group(1))) {
                        return damaged(file, parts.group(3) + " is not what was written");
                    }
                    bytes += size;
                }
            }
            for (var made : folders) {
                force(made);
            }
            return new Reading.Whole(lines.size() - 1, bytes);
        } catch (java.util.zip.ZipException e) {
            return damaged(file, String.valueOf(e.getMessage()));
        }
    }

    private static Reading damaged(Path file, String why) {
        return new Reading.Damaged("The backup " + file + " is damaged: " + why + ".");
    }

    private static long write(InputStream in, Path target) throws IOException {
        try (var file =
                        FileChannel.open(
                                target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                OutputStream out = java.nio.channels.Channels.newOutputStream(file)) {
            long size = in.transferTo(out);
            file.force(true);
            return size;
        }
    }

    private static void force(Path folder) throws IOException {
        try (var opened = FileChannel.open(folder, StandardOpenOption.READ)) {
            opened.force(true);
        }
    }

    private static Path parent(Path file) {
        var parent = file.getParent();
        if (parent == null) {
            throw new IllegalArgumentException("no folder above " + file);
        }
        return parent;
    }

    private static DigestInputStream digesting(InputStream in) {
        try {
            return new DigestInputStream(
                    new BufferedInputStream(in, 1 << 16), MessageDigest.getInstance("SHA-256"));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    private static String hex(DigestInputStream read) {
        return HexFormat.of().formatHex(read.getMessageDigest().digest());
    }
}
