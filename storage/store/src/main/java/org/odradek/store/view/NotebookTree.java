package org.odradek.store.view;

import org.jspecify.annotations.Nullable;
import org.odradek.core.action.ItemKind;
import org.odradek.core.entry.DerivedIds;
import org.odradek.core.entry.ItemId;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// All notebooks of one moment. One below a removed notebook that is not removed itself hangs below the nearest one that is there.
/// Immutable.
final class NotebookTree {
    static final NotebookTree EMPTY = new NotebookTree(Map.of());

    private static final Comparator<ItemRecord> SIBLINGS =
            Comparator.comparing(ItemRecord::orderKey)
                    .thenComparing(notebook -> DerivedIds.normalisedName(notebook.title()))
                    .thenComparing(ItemRecord::id);

    private final Map<ItemId, ItemRecord> all;
    private final Map<ItemId, List<ItemRecord>> children = new HashMap<>();
    private final List<ItemRecord> top = new ArrayList<>();
    private final Map<ItemId, String> paths = new LinkedHashMap<>();
    private final Map<String, ItemId> byPath = new HashMap<>();

    private NotebookTree(Map<ItemId, ItemRecord> all) {
        this.all = all;
        for (var notebook : all.values()) {
            if (isLive(notebook)) {
                var parent = liveParent(notebook);
                (parent == null ? top : children.computeIfAbsent(parent, _ -> new ArrayList<>()))
                        .add(notebook);
            }
        }
        walk(top, "", "");
    }

    private void walk(List<ItemRecord> siblings, String path, String normalisedPath) {
        siblings.sort(SIBLINGS);
        for (var notebook : siblings) {
            var own = path + escaped(notebook.title());
            var normalised = normalisedPath + escaped(DerivedIds.normalisedName(notebook.title()));
            paths.put(notebook.id(), own);
            byPath.putIfAbsent(normalised, notebook.id());
            walk(
                    children.getOrDefault(notebook.id(), new ArrayList<>()),
                    own + "/",
                    normalised + "/");
        }
    }

    /// The tree with these rows in place of their earlier ones.
    NotebookTree with(List<ItemRecord> rows) {
        var next = new TreeMap<>(all);
        rows.stream()
                .filter(row -> row.kind() == ItemKind.NOTEBOOK)
                .forEach(row -> next.put(row.id(), row));
        return next.equals(all) ? this : new NotebookTree(next);
    }

    private static boolean isLive(ItemRecord notebook) {
        return notebook.listed() && !notebook.trashed();
    }

    boolean isLive(@Nullable ItemId notebook) {
        return notebook != null && paths.containsKey(notebook);
    }

    /// Whether this device ever heard of the notebook, removed ones included.
    boolean knows(ItemId notebook) {
        return all.containsKey(notebook);
    }

    Optional<ItemRecord> notebook(ItemId id) {
        return Optional.ofNullable(all.get(id));
    }

    private @Nullable ItemId liveParent(ItemRecord notebook) {
        var met = new HashSet<ItemId>();
        for (var at = notebook.parent(); at != null && met.add(at); ) {
            var parent = all.get(at);
            if (parent == null) {
                return null;
            }
            if (isLive(parent)) {
                return at;
            }
            at = parent.parent();
        }
        return null;
    }

    /// How many conflicts are about notebooks.
    int conflicts() {
        return all.values().stream()
                .filter(ItemRecord::listed)
                .mapToInt(ItemRecord::conflicts)
                .sum();
    }

    /// All notebooks, removed ones included.
    Collection<ItemRecord> all() {
        return all.values();
    }

    /// The path of a live notebook; null for none.
    @Nullable String path(@Nullable ItemId notebook) {
        return notebook == null ? null : paths.get(notebook);
    }

    @Nullable ItemId parent(ItemId notebook) {
        var row = all.get(notebook);
        return row == null ? null : liveParent(row);
    }

    Optional<ItemId> find(String path) {
        var normalised = new StringBuilder();
        for (var name : names(path)) {
            normalised
                    .append(normalised.isEmpty() ? "" : "/")
                    .append(escaped(DerivedIds.normalisedName(name)));
        }
        return Optional.ofNullable(byPath.get(normalised.toString()));
    }

    /// The live notebooks, parents before children.
    Set<ItemId> inOrder() {
        return paths.keySet();
    }

    List<ItemRecord> childrenOf(@Nullable ItemId parent) {
        return parent == null ? top : children.getOrDefault(parent, List.of());
    }

    /// A notebook and all live ones below it.
    Set<ItemId> withBelow(ItemId notebook) {
        var below = new HashSet<ItemId>();
        below.add(notebook);
        gather(notebook, below);
        return below;
    }

    private void gather(ItemId notebook, Set<ItemId> into) {
        for (var child : childrenOf(notebook)) {
            if (into.add(child.id())) {
                gather(child.id(), into);
            }
        }
    }

    /// The names of a path, a slash in a name being written `\/`.
    static List<String> names(String path) {
        var names = new ArrayList<String>();
        var name = new StringBuilder();
        for (int i = 0; i < path.length(); i++) {
            char unit = path.charAt(i);
            if (unit == '\\' && i + 1 < path.length() && path.charAt(i + 1) == '/') {
                name.append('/');
                i++;
            } else if (unit == '/') {
                names.add(name.toString());
                name.setLength(0);
            } else {
                name.append(unit);
            }
        }
        names.add(name.toString());
        return names;
    }

    private static String escaped(String name) {
        return name.replace("/", "\\/");
    }
}
