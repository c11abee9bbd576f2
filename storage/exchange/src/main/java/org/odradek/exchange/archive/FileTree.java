package org.odradek.exchange.archive;

import org.odradek.exchange.portable.ExchangeBounds;
import org.odradek.exchange.portable.ImportWarning;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The files of a folder or archive, sorted by path; their bytes are read on demand. Closing it closes the archive and removes
/// what was unpacked. One thread at a time.
public final class FileTree implements Closeable {
    /// Kept by other programs for themselves; nobody's notes.
    private static final Set<String> FOREIGN_FOLDERS =
            Set.of(
                    ".git",
                    ".hg",
                    ".svn",
                    ".obsidian",
                    ".trash",
                    "__MACOSX",
                    ".stfolder",
                    ".stversions");

    private final String rootName;
    private final List<TreeFile> files;
    private final List<ImportWarning> warnings;
    private final boolean endsEarly;
    private final Closeable held;

    FileTree(
            String rootName,
            List<TreeFile> files,
            List<ImportWarning> warnings,
            boolean endsEarly,
            Closeable held) {
        this.rootName = rootName;
        this.files = files.stream().sorted(Comparator.comparing(TreeFile::path)).toList();
        this.warnings = List.copyOf(warnings);
        this.endsEarly = endsEarly;
        this.held = held;
    }

    /// The root folder's own name; for an archive that holds one folder and nothing beside it, that folder's.
    public String rootName() {
        return rootName;
    }

    public List<TreeFile> files() {
        return files;
    }

    /// What was found in the tree and cannot be taken.
    public List<ImportWarning> warnings() {
        return warnings;
    }

    /// Whether the archive is cut off.
    public boolean endsEarly() {
        return endsEarly;
    }

    @Override
    public void close() throws IOException {
        held.close();
    }

    static boolean isForeignFolder(String name) {
        return FOREIGN_FOLDERS.contains(name);
    }

    /// Collects an archive's files under checked names.
    static final class Collector {
        private final List<TreeFile> files = new ArrayList<>();
        private final List<ImportWarning> warnings = new ArrayList<>();
        private final Set<String> taken = new HashSet<>();

        /// Takes the file, or notes why not.
        void take(String rawName, TreeFile file) throws IOException {
            if (files.size() >= ExchangeBounds.FILES_MAX) {
                throw new IOException("more than " + ExchangeBounds.FILES_MAX + " files");
            }
            for (var part : file.path().split("/")) {
                if (isForeignFolder(part)) {
                    return;
                }
            }
            if (taken.add(file.path())) {
                files.add(file);
            } else {
                warn(rawName, "It is in the archive twice; the first one is taken.");
            }
        }

        void warn(String source, String message) {
            warnings.add(new ImportWarning(source, message));
        }

        /// The tree; one folder that holds everything is its root, as if that folder itself had been given.
        FileTree tree(String archiveName, boolean endsEarly, Closeable held) {
            var first = files.isEmpty() ? "" : topFolder(files.getFirst().path());
            var single =
                    !first.isEmpty()
                            && files.stream().allMatch(f -> topFolder(f.path()).equals(first));
            if (!single) {
                return new FileTree(archiveName, files, warnings, endsEarly, held);
            }
            var below =
                    files.stream()
                            .map(
                                    f ->
                                            new TreeFile(
                                                    f.path().substring(first.length() + 1),
                                                    f.sizeBytes(),
                                                    f.modified(),
                                                    f.content()))
                            .toList();
            return new FileTree(first, below, warnings, endsEarly, held);
        }

        private static String topFolder(String path) {
            var slash = path.indexOf('/');
            return slash < 0 ? "" : path.substring(0, slash);
        }
    }
}
