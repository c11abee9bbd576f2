package org.odradek.exchange.joplin;

import org.jspecify.annotations.Nullable;
import org.odradek.exchange.archive.FileTree;
import org.odradek.exchange.archive.TreeFile;
import org.odradek.exchange.portable.ExchangeBounds;
import org.odradek.exchange.portable.ImportWarning;
import org.odradek.exchange.portable.StrictText;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// What a first pass over an export finds: its notebooks, tags and files by id, which items are notes, and what else is there.
/// Texts are read one at a time and not kept.
final class JexOutline {
    static final int NOTE = 1;
    static final int NOTEBOOK = 2;
    static final int SETTING = 3;
    static final int RESOURCE = 4;
    static final int TAG = 5;
    static final int NOTE_TAG = 6;

    private static final Map<Integer, String> NAMES =
            Map.of(
                    NOTE,
                    "notes",
                    NOTEBOOK,
                    "notebooks",
                    SETTING,
                    "settings",
                    RESOURCE,
                    "files",
                    TAG,
                    "tags",
                    NOTE_TAG,
                    "tags on notes",
                    13,
                    "revisions");

    private static final Pattern ITEM = Pattern.compile("[0-9a-f]{32}\\.md");
    private static final String RESOURCES = "resources/";

    final List<TreeFile> notes = new ArrayList<>();
    final Map<String, List<String>> notebookPaths = new LinkedHashMap<>();
    final Map<String, JoplinItem> resources = new HashMap<>();
    final Map<String, TreeFile> blobs = new HashMap<>();
    final Map<String, List<String>> tagsByNote = new HashMap<>();
    final Map<String, Integer> parts = new TreeMap<>();
    final List<ImportWarning> warnings = new ArrayList<>();
    int unreadable;

    private final Map<String, JoplinItem> notebooks = new LinkedHashMap<>();
    private final Map<String, String> tagNames = new HashMap<>();
    private final List<JoplinItem> noteTags = new ArrayList<>();

    private JexOutline() {}

    static JexOutline of(FileTree tree) throws IOException {
        var outline = new JexOutline();
        outline.warnings.addAll(tree.warnings());
        for (var file : tree.files()) {
            outline.sort(file);
        }
        outline.resolveNotebooks();
        outline.resolveTags();
        return outline;
    }

    static boolean isItem(TreeFile file) {
        return ITEM.matcher(file.path()).matches();
    }

    /// The item in this file, or empty with a warning added when it is none.
    static @Nullable JoplinItem read(TreeFile file, List<ImportWarning> warnings)
            throws IOException {
        if (file.sizeBytes() > ExchangeBounds.BODY_BYTES_MAX + 64L * 1024) {
            warnings.add(
                    new ImportWarning(file.name(), "It is larger than 16 MiB, so it is left out."));
            return null;
        }
        try (var in = file.content().open()) {
            switch (StrictText.decode(in.readAllBytes())) {
                case StrictText.Decoded.NotText(var reason) ->
                        warnings.add(new ImportWarning(file.name(), reason));
                case StrictText.Decoded.Text(var text) -> {
                    var item = JoplinItem.parse(text);
                    if (item.isPresent()) {
                        return item.get();
                    }
                    warnings.add(
                            new ImportWarning(
                                    file.name(), "It is no Joplin item, so it is left out."));
                }
            }
        }
        return null;
    }

    private void sort(TreeFile file) throws IOException {
        if (file.path().startsWith(RESOURCES)) {
            blobs.put(stem(file.name()), file);
        } else if (isItem(file)) {
            var item = read(file, warnings);
            if (item == null) {
                unreadable++;
            } else {
                sort(file, item);
            }
        } else {
            warnings.add(
                    new ImportWarning(
                            file.path(), "It is not one of Joplin's items, so it is left out."));
        }
    }

    private void sort(TreeFile file, JoplinItem item) {
        parts.merge(
                NAMES.getOrDefault(item.type(), "items of type " + item.type()), 1, Integer::sum);
        var encrypted = item.flag("encryption_applied");
        switch (item.type()) {
            case NOTE -> notes.add(file);
            case NOTEBOOK -> {
                if (encrypted) {
                    warnEncrypted(item);
                } else {
                    notebooks.put(item.id(), item);
                }
            }
            case RESOURCE -> resources.put(item.id(), item);
            case TAG -> {
                if (encrypted) {
                    warnEncrypted(item);
                } else {
                    tagNames.put(item.id(), item.title());
                }
            }
            case NOTE_TAG -> noteTags.add(item);
            default ->
                    // Unlike our own types, Joplin's are an open set.
                    warnings.add(
                            new ImportWarning(
                                    item.id(),
                                    "It is one of Joplin's "
                                            + NAMES.getOrDefault(
                                                    item.type(), "items of type " + item.type())
                                            + ", which have no place here."));
        }
    }

    private void warnEncrypted(JoplinItem item) {
        warnings.add(new ImportWarning(item.id(), "It is encrypted, so it is left out."));
    }

    private void resolveNotebooks() {
        for (var notebook : notebooks.values()) {
            notebookPaths.put(notebook.id(), path(notebook));
        }
    }

    private List<String> path(JoplinItem notebook) {
        var path = new ArrayList<String>();
        var seen = new HashSet<String>();
        for (JoplinItem at = notebook;
                at != null && seen.add(at.id());
                at = notebooks.get(at.field("parent_id"))) {
            path.addFirst(name(at));
        }
        return path;
    }

    private static String name(JoplinItem notebook) {
        var title = notebook.title().strip();
        return switch (title) {
            case "" -> "Untitled";
            case ".", ".." -> title + " (Joplin)";
            default -> title;
        };
    }

    private void resolveTags() {
        for (var link : noteTags) {
            var name = tagNames.get(link.field("tag_id"));
            if (name == null) {
                warnings.add(
                        new ImportWarning(
                                link.id(), "It links a note to a tag that is not in the export."));
            } else {
                tagsByNote
                        .computeIfAbsent(link.field("note_id"), id -> new ArrayList<>())
                        .add(name);
            }
        }
    }

    private static String stem(String fileName) {
        var dot = fileName.indexOf('.');
        return dot < 0 ? fileName : fileName.substring(0, dot);
    }
}
