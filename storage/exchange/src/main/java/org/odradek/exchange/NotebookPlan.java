package org.odradek.exchange;

import org.jspecify.annotations.Nullable;
import org.odradek.core.action.Action;
import org.odradek.core.action.Field;
import org.odradek.core.action.ItemKind;
import org.odradek.core.action.Value;
import org.odradek.core.entry.DerivedIds;
import org.odradek.core.entry.ItemId;
import org.odradek.exchange.portable.ExchangeBounds;
import org.odradek.store.Edit;
import org.odradek.store.view.View;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The tree of notebooks as it will be: what is there, and what the import has planned.
final class NotebookPlan {
    /// Code points that are at most a title's length in characters, whatever they are.
    private static final int NAME_POINTS_MAX = ExchangeBounds.TITLE_CHARS_MAX / 2;

    private final View view;
    private final Map<String, ItemId> byParentAndName = new HashMap<>();

    NotebookPlan(View view) {
        this.view = view;
        for (var row : view.notebooks()) {
            byParentAndName.putIfAbsent(key(row.parent(), row.name()), row.id());
        }
    }

    /// The notebook at a path, none for the empty one; what is missing of it is added to `actions`.
    Optional<ItemId> ensure(List<String> path, List<Action> actions) {
        Optional<ItemId> parent = Optional.empty();
        for (var part : path) {
            var above = parent.orElse(null);
            var name = usable(part);
            var known = Optional.ofNullable(byParentAndName.get(key(above, name)));
            parent = Optional.of(known.orElseGet(() -> make(above, name, actions)));
        }
        return parent;
    }

    /// Whether there never was a notebook at this path: one that somebody removed is not made again for nothing.
    boolean isNews(List<String> path) {
        ItemId parent = null;
        for (var part : path) {
            var name = usable(part);
            var known = byParentAndName.get(key(parent, name));
            if (known == null) {
                return !view.knows(DerivedIds.notebook(parent, name, 0));
            }
            parent = known;
        }
        return false;
    }

    private ItemId make(@Nullable ItemId parent, String name, List<Action> actions) {
        var k = 0;
        while (view.knows(DerivedIds.notebook(parent, name, k))) {
            k++;
        }
        var notebook = DerivedIds.notebook(parent, name, k);
        actions.add(new Action.CreateItem(notebook, ItemKind.NOTEBOOK));
        actions.add(Edit.set(notebook, Field.NAME, Value.text(name)));
        if (parent != null) {
            actions.add(Edit.set(notebook, Field.NOTEBOOK_PARENT, Value.ref(parent)));
        }
        byParentAndName.put(key(parent, name), notebook);
        return notebook;
    }

    /// A folder may be called what a notebook may not.
    private static String usable(String name) {
        var fitting =
                name.length() > ExchangeBounds.TITLE_CHARS_MAX
                        ? name.substring(0, name.offsetByCodePoints(0, NAME_POINTS_MAX))
                        : name;
        return switch (DerivedIds.normalisedName(fitting)) {
            case "" -> "Untitled";
            case ".", ".." -> "_" + fitting;
            default -> fitting;
        };
    }

    private static String key(@Nullable ItemId parent, String name) {
        return parent + "/" + DerivedIds.normalisedName(name);
    }
}
