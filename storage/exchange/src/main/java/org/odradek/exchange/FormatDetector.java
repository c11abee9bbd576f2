package org.odradek.exchange;

import org.jspecify.annotations.Nullable;
import org.odradek.exchange.archive.FileTree;
import org.odradek.exchange.archive.FolderTree;
import org.odradek.exchange.archive.TarTree;
import org.odradek.exchange.archive.ZipTree;
import org.odradek.exchange.joplin.JexFile;
import org.odradek.exchange.json.JsonExport;
import org.odradek.exchange.markdown.MarkdownFolder;
import org.odradek.exchange.portable.ImportSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Optional;

/// Finds out what a path holds, by looking into it, and opens it. Names and endings decide nothing.
public final class FormatDetector {
    private final Path scratch;
    private final ZoneId zone;

    /// @param scratch an existing folder for what must be unpacked
    /// @param zone the person's time zone
    public FormatDetector(Path scratch, ZoneId zone) {
        this.scratch = scratch;
        this.zone = zone;
    }

    /// What became of opening a path.
    public sealed interface Opened {
        /// It can be imported; whoever asked closes it.
        record Source(ImportSource source) implements Opened {}

        /// It cannot, and this sentence says why.
        record Refused(String sentence) implements Opened {}
    }

    /// Opens what is at the path.
    ///
    /// @param format the format that it must be, or null to find out
    public Opened open(Path path, @Nullable ExchangeFormat format) {
        if (!Files.exists(path)) {
            return new Opened.Refused("There is nothing at “" + path + "”.");
        }
        if (!Files.isReadable(path)) {
            return new Opened.Refused("“" + path + "” may not be read.");
        }
        try {
            var found = find(path);
            if (found.isEmpty()) {
                return new Opened.Refused(
                        "“"
                                + path
                                + "” is neither a Markdown folder, nor a Joplin export (JEX), nor"
                                + " an export of Odradek.");
            }
            if (found.get() instanceof Opened.Source(var source)
                    && format != null
                    && !source.format().equals(format.wireName())) {
                source.close();
                return new Opened.Refused(
                        "“"
                                + path
                                + "” is not in the format "
                                + format.wireName()
                                + " but in "
                                + source.format()
                                + ".");
            }
            return found.get();
        } catch (IOException e) {
            return new Opened.Refused("“" + path + "” is damaged or cannot be read.");
        }
    }

    private Optional<Opened> find(Path path) throws IOException {
        var document = JsonExport.documentAt(path);
        if (document.isPresent()) {
            return Optional.of(openJson(document.get()));
        }
        var tree = tree(path);
        if (tree.isEmpty()) {
            return Optional.empty();
        }
        return openTree(tree.get());
    }

    private Opened openJson(Path document) throws IOException {
        return switch (JsonExport.open(document, scratch)) {
            case JsonExport.Opened.Export(var export) -> new Opened.Source(export);
            case JsonExport.Opened.Newer(_) ->
                    new Opened.Refused(
                            "“"
                                    + document
                                    + "” was written by a newer Odradek. Update to read it.");
        };
    }

    private Optional<FileTree> tree(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            return Optional.of(FolderTree.read(path));
        }
        try (var in = Files.newInputStream(path)) {
            var start = in.readNBytes(512);
            if (start.length >= 4
                    && start[0] == 'P'
                    && start[1] == 'K'
                    && (start[2] == 3 || start[2] == 5)) {
                return Optional.of(ZipTree.read(path));
            }
            return TarTree.isGzip(path) || looksLikeTar(start)
                    ? Optional.of(TarTree.read(path, scratch))
                    : Optional.empty();
        }
    }

    private static boolean looksLikeTar(byte[] start) {
        return start.length == 512
                && start[257] == 'u'
                && start[258] == 's'
                && start[259] == 't'
                && start[260] == 'a';
    }

    private Optional<Opened> openTree(FileTree tree) throws IOException {
        try {
            if (JexFile.recognises(tree)) {
                return Optional.of(new Opened.Source(JexFile.of(tree, zone)));
            }
            if (tree.files().stream().anyMatch(MarkdownFolder::isNote)) {
                return Optional.of(new Opened.Source(new MarkdownFolder(tree, zone)));
            }
        } catch (IOException | RuntimeException e) {
            tree.close();
            throw e;
        }
        tree.close();
        return Optional.empty();
    }
}
