package org.odradek.exchange.joplin;

import org.odradek.exchange.archive.FileTree;
import org.odradek.exchange.archive.TreeFile;
import org.odradek.exchange.portable.ImportCursor;
import org.odradek.exchange.portable.ImportOutline;
import org.odradek.exchange.portable.ImportSource;

import java.io.IOException;
import java.math.BigInteger;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/// A Joplin export. Every item in it is accounted for: it becomes a note, task, notebook, tag or attachment, or a warning
/// names it.
public final class JexFile implements ImportSource {
    public static final String FORMAT = "jex";

    private static final int ID_DIGITS = 32;

    private final FileTree tree;
    private final JexOutline outline;
    private final ZoneId zone;

    private JexFile(FileTree tree, JexOutline outline, ZoneId zone) {
        this.tree = tree;
        this.outline = outline;
        this.zone = zone;
    }

    /// Reads what the export holds, not yet its texts; takes over the tree, and closes it.
    ///
    /// @param zone where a to-do's alarm rings; Joplin stores it as a moment, we as a local time
    public static JexFile of(FileTree tree, ZoneId zone) throws IOException {
        return new JexFile(tree, JexOutline.of(tree), zone);
    }

    /// Whether the tree is one of Joplin's exports.
    public static boolean recognises(FileTree tree) {
        return tree.files().stream().anyMatch(JexOutline::isItem)
                && tree.files().stream()
                        .noneMatch(file -> !JexOutline.isItem(file) && file.path().endsWith(".md"));
    }

    @Override
    public String format() {
        return FORMAT;
    }

    @Override
    public String rootName() {
        // Joplin's ids are unique by themselves, so that a later export under another name is the
        // same source.
        return "";
    }

    @Override
    public ImportOutline outline() {
        var notebooks = new ArrayList<>(outline.notebookPaths.values());
        notebooks.sort((a, b) -> Integer.compare(a.size(), b.size()));
        return new ImportOutline(outline.notes.size(), notebooks, outline.parts);
    }

    @Override
    public ImportCursor open() {
        var early = tree.endsEarly() ? List.of(endsEarly()) : List.<String>of();
        return new JexCursor(outline, early, zone);
    }

    @Override
    public void close() throws IOException {
        tree.close();
    }

    private String endsEarly() {
        var n = outline.notes.size();
        return "This file ends early; %,d of about %,d notes can be read."
                .formatted(n, Math.max(n, estimate(n)));
    }

    /// How many notes there would be. Joplin's ids are random and its exports usually sorted by them, so the last id tells how
    /// much of the range was reached; the files of the notes' resources come after all of them.
    private long estimate(int notes) {
        var items = tree.files().stream().filter(JexOutline::isItem).toList();
        if (items.isEmpty() || tree.files().size() > items.size()) {
            return notes;
        }
        var last = items.stream().map(TreeFile::name).max(String::compareTo).orElseThrow();
        var reached =
                new BigInteger(last.substring(0, ID_DIGITS), 16).doubleValue()
                        / Math.pow(16, ID_DIGITS);
        return Math.max(notes + 1L, Math.round(notes / Math.max(reached, 1e-9)));
    }
}
