package org.odradek.exchange.archive;

import org.odradek.exchange.portable.ExchangeBounds;
import org.odradek.exchange.portable.ImportWarning;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/// A folder of the file system as a tree. Links are followed to files inside the folder only.
public final class FolderTree {
    private FolderTree() {}

    public static FileTree read(Path folder) throws IOException {
        var root = folder.toRealPath();
        var walk = new Walk(root);
        Files.walkFileTree(root, walk);
        var named = folder.toAbsolutePath().normalize().getFileName();
        return new FileTree(
                named == null ? "" : named.toString(), walk.files, walk.warnings, false, () -> {});
    }

    private static final class Walk extends SimpleFileVisitor<Path> {
        private final Path root;
        private final List<TreeFile> files = new ArrayList<>();
        private final List<ImportWarning> warnings = new ArrayList<>();

        Walk(Path root) {
            this.root = root;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
            var foreign =
                    !dir.equals(root) && FileTree.isForeignFolder(dir.getFileName().toString());
            return foreign ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
            if (files.size() >= ExchangeBounds.FILES_MAX) {
                throw new IOException("more than " + ExchangeBounds.FILES_MAX + " files");
            }
            if (attributes.isSymbolicLink()) {
                followInside(file);
            } else if (attributes.isRegularFile()) {
                take(file, file, attributes);
            } else {
                warn(file, "It is neither a file nor a folder, so it is left out.");
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) {
            warn(file, "It cannot be read, so it is left out.");
            return FileVisitResult.CONTINUE;
        }

        private void followInside(Path link) {
            try {
                var target = link.toRealPath();
                var attributes = Files.readAttributes(target, BasicFileAttributes.class);
                if (!target.startsWith(root)) {
                    warn(link, "It is a link that leads out of the folder, so it is left out.");
                } else if (attributes.isRegularFile()) {
                    take(link, target, attributes);
                } else {
                    warn(link, "It is a link to a folder, so it is left out.");
                }
            } catch (IOException e) {
                warn(link, "It is a link that leads nowhere, so it is left out.");
            }
        }

        private void take(Path file, Path content, BasicFileAttributes attributes) {
            var path = relative(file);
            // A name whose bytes are not text in this locale would come back changed.
            if (root.resolve(path).equals(file)) {
                files.add(
                        new TreeFile(
                                path,
                                attributes.size(),
                                attributes.lastModifiedTime().toInstant(),
                                () -> Files.newInputStream(content)));
            } else {
                warn(file, "Its name is not valid text, so it is left out.");
            }
        }

        private void warn(Path file, String message) {
            warnings.add(new ImportWarning(relative(file), message));
        }

        private String relative(Path file) {
            return root.relativize(file)
                    .toString()
                    .replace(root.getFileSystem().getSeparator(), "/");
        }
    }
}
