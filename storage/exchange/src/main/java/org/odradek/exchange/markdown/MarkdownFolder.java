package org.odradek.exchange.markdown;

import org.odradek.exchange.archive.FileTree;
import org.odradek.exchange.archive.TreeFile;
import org.odradek.exchange.portable.ImportCursor;
import org.odradek.exchange.portable.ImportOutline;
import org.odradek.exchange.portable.ImportSource;

import java.io.IOException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// A folder (or archive of one) of Markdown files: nested folders are notebooks, files are notes, and what a note refers to is
/// attached to it. Only names are held in memory; texts are read one at a time.
public final class MarkdownFolder implements ImportSource {
    public static final String FORMAT = "markdown";

    private static final Pattern NOTE = Pattern.compile("(?i).+\\.(md|markdown)");

    private final FileTree tree;
    private final ZoneId zone;
    private final List<TreeFile> notes;
    private final List<TreeFile> others;

    /// Takes over the tree, and closes it.
    ///
    /// @param zone where a date without an offset is meant
    public MarkdownFolder(FileTree tree, ZoneId zone) {
        this.tree = tree;
        this.zone = zone;
        this.notes = tree.files().stream().filter(MarkdownFolder::isNote).toList();
        this.others = tree.files().stream().filter(file -> !isNote(file)).toList();
    }

    /// Whether the file is read as a note.
    public static boolean isNote(TreeFile file) {
        return !file.hidden() && NOTE.matcher(file.name()).matches();
    }

    @Override
    public String format() {
        return FORMAT;
    }

    @Override
    public String rootName() {
        return tree.rootName();
    }

    @Override
    public ImportOutline outline() {
        var folders = new TreeSet<String>();
        for (var note : notes) {
            for (var folder = note.folder(); !folder.isEmpty() && folders.add(folder); ) {
                folder = parent(folder);
            }
        }
        var notebooks = new ArrayList<List<String>>();
        folders.forEach(folder -> notebooks.add(AttachmentPath.parts(folder)));
        notebooks.sort((a, b) -> Integer.compare(a.size(), b.size()));
        return new ImportOutline(
                notes.size(),
                notebooks,
                Map.of("notes", notes.size(), "other files", others.size()));
    }

    @Override
    public ImportCursor open() {
        return new MarkdownCursor(tree.warnings(), tree.endsEarly(), notes, others, zone);
    }

    @Override
    public void close() throws IOException {
        tree.close();
    }

    private static String parent(String folder) {
        var slash = folder.lastIndexOf('/');
        return slash < 0 ? "" : folder.substring(0, slash);
    }
}
