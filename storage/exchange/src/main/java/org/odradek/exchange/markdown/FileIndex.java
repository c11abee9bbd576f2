package org.odradek.exchange.markdown;

import org.odradek.exchange.archive.TreeFile;
import org.odradek.exchange.markdown.References.Reference;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Finds the file that a reference means, as Obsidian does: by its path from the root or from the note, else by its name, or
/// the end of its path, anywhere, the shortest path first. Exact spelling goes before equality without case.
final class FileIndex {
    private final Map<String, TreeFile> byPath = new HashMap<>();
    private final Map<String, TreeFile> byFoldedPath = new HashMap<>();
    private final Map<String, List<TreeFile>> byFoldedName = new HashMap<>();

    /// Indexes the files that are no notes.
    FileIndex(List<TreeFile> files) {
        for (var file : files) {
            byPath.put(file.path(), file);
            byFoldedPath.putIfAbsent(folded(file.path()), file);
            if (!file.hidden()) {
                byFoldedName
                        .computeIfAbsent(folded(file.name()), name -> new ArrayList<>())
                        .add(file);
            }
        }
        var shortest =
                Comparator.comparingInt((TreeFile file) -> AttachmentPath.parts(file.path()).size())
                        .thenComparingInt(file -> file.path().length())
                        .thenComparing(TreeFile::path);
        byFoldedName.values().forEach(list -> list.sort(shortest));
    }

    Optional<TreeFile> find(String noteFolder, Reference reference) {
        return reference.readings().stream()
                .flatMap(reading -> find(noteFolder, reading, reference.wiki()).stream())
                .findFirst();
    }

    private Optional<TreeFile> find(String noteFolder, String target, boolean wiki) {
        var folder = AttachmentPath.parts(noteFolder);
        var fromNote = String.join("/", AttachmentPath.resolve(folder, target));
        var fromRoot = String.join("/", AttachmentPath.resolve(List.of(), target));
        var stepwise = target.startsWith("./") || target.startsWith("../");
        var rootFirst = target.startsWith("/") || wiki && !stepwise;
        return byPath(rootFirst ? fromRoot : fromNote)
                .or(() -> byPath(rootFirst ? fromNote : fromRoot))
                .or(() -> byName(fromRoot));
    }

    private Optional<TreeFile> byPath(String path) {
        return Optional.ofNullable(byPath.get(path))
                .or(() -> Optional.ofNullable(byFoldedPath.get(folded(path))));
    }

    private Optional<TreeFile> byName(String path) {
        var ending = "/" + folded(path);
        return byFoldedName
                .getOrDefault(folded(path.substring(path.lastIndexOf('/') + 1)), List.of())
                .stream()
                .filter(file -> ("/" + folded(file.path())).endsWith(ending))
                .findFirst();
    }

    private static String folded(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    }
}
