package org.odradek.store.edit;

import org.jspecify.annotations.Nullable;
import org.odradek.core.action.Action;
import org.odradek.core.action.Field;
import org.odradek.core.action.ItemKind;
import org.odradek.core.action.Value;
import org.odradek.core.entry.DerivedIds;
import org.odradek.core.entry.ItemId;
import org.odradek.store.Edit;
import org.odradek.store.Submission.Refusal;
import org.odradek.store.view.ListQuery;
import org.odradek.store.view.NotebookRow;
import org.odradek.store.view.View;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Edits of the tree of notebooks.
public final class NotebookEdits {
    private final View view;

    public NotebookEdits(View view) {
        this.view = view;
    }

    /// The notebook at a path, with the actions that make what is missing of it.
    public sealed interface AtPath {
        record Found(ItemId notebook, List<Action> actions) implements AtPath {}

        record Refused(String sentence) implements AtPath {}
    }

    /// Splits `A/B\/C` into `A` and `B/C`; empty when a name is blank, `.` or `..`.
    public static Optional<List<String>> names(String path) {
        var names = new ArrayList<String>();
        var name = new StringBuilder();
        for (int i = 0; i < path.length(); i++) {
            char unit = path.charAt(i);
            if (unit == '\\' && i + 1 < path.length() && path.charAt(i + 1) == '/') {
                name.append('/');
                i++;
            } else if (unit == '/') {
                names.add(name.toString().strip());
                name.setLength(0);
            } else {
                name.append(unit);
            }
        }
        names.add(name.toString().strip());
        boolean bad =
                names.stream()
                        .anyMatch(each -> each.isEmpty() || each.equals(".") || each.equals(".."));
        return bad ? Optional.empty() : Optional.of(names);
    }

    /// Finds the notebook at a path, or plans to make it.
    public AtPath ensure(String path) {
        var names = names(path);
        if (names.isEmpty()) {
            return new AtPath.Refused(
                    "“"
                            + path
                            + "” is no notebook path; write names with / between them, not . or"
                            + " ...");
        }
        var tooLong =
                names.get().stream().map(FieldCheck::title).flatMap(Optional::stream).findFirst();
        if (tooLong.isPresent()) {
            return new AtPath.Refused(tooLong.get());
        }
        var live = view.notebooks();
        var actions = new ArrayList<Action>();
        ItemId parent = null;
        for (var name : names.get()) {
            var found = actions.isEmpty() ? child(live, parent, name) : Optional.<ItemId>empty();
            parent = found.isPresent() ? found.get() : make(parent, name, actions);
        }
        return new AtPath.Found(Objects.requireNonNull(parent), actions);
    }

    public Planned add(String path) {
        return switch (ensure(path)) {
            case AtPath.Refused(var sentence) -> new Planned.Refused(Refusal.BAD_VALUE, sentence);
            case AtPath.Found(var notebook, var actions) ->
                    actions.isEmpty()
                            ? new Planned.Already(List.of(notebook))
                            : new Planned.Ready(actions, List.of(notebook));
        };
    }

    public Planned rename(NotebookRow notebook, String name) {
        var refused = FieldCheck.title(name);
        if (refused.isPresent() || names(name.replace("/", "\\/")).isEmpty()) {
            return new Planned.Refused(
                    Refusal.BAD_VALUE, refused.orElse("That is no name for a notebook."));
        }
        return new Planned.Ready(
                List.of(Edit.set(notebook.id(), Field.NAME, Value.text(name.strip()))),
                List.of(notebook.id()));
    }

    /// Moves a notebook under another one, or to the top (null).
    public Planned move(NotebookRow notebook, @Nullable ItemId into) {
        var live = view.notebooks();
        for (ItemId above = into; above != null; above = parentOf(live, above)) {
            if (above.equals(notebook.id())) {
                return new Planned.Refused(
                        Refusal.NOT_POSSIBLE, "A notebook cannot be moved into itself.");
            }
        }
        return new Planned.Ready(
                List.of(Edit.set(notebook.id(), Field.NOTEBOOK_PARENT, Value.ref(into))),
                List.of(notebook.id()));
    }

    /// Removes a notebook and those below it, and trashes the items in them, in one entry.
    public Planned remove(NotebookRow notebook) {
        var actions = new ArrayList<Action>();
        var below = new ArrayList<ItemId>();
        for (var row : view.notebooks()) {
            if (row.id().equals(notebook.id())
                    || (row.parent() != null && below.contains(row.parent()))) {
                below.add(row.id());
                actions.add(Edit.set(row.id(), Field.REMOVED, Value.flag(true)));
            }
        }
        var items =
                view.ids(
                        ListQuery.of(
                                new ListQuery.Scope.InNotebook(notebook.id(), true),
                                ListQuery.Sort.UPDATED,
                                LocalDate.EPOCH));
        items.forEach(item -> actions.add(Edit.set(item, Field.TRASHED, Value.flag(true))));
        return new Planned.Ready(actions, List.of(notebook.id()));
    }

    private Optional<ItemId> child(List<NotebookRow> live, @Nullable ItemId parent, String name) {
        var normalised = DerivedIds.normalisedName(name);
        return live.stream()
                .filter(row -> Objects.equals(row.parent(), parent))
                .filter(row -> DerivedIds.normalisedName(row.name()).equals(normalised))
                .map(NotebookRow::id)
                .findFirst();
    }

    private ItemId make(@Nullable ItemId parent, String name, List<Action> actions) {
        int k = 0;
        while (view.knows(DerivedIds.notebook(parent, name, k))) {
            k++;
        }
        var notebook = DerivedIds.notebook(parent, name, k);
        actions.add(new Action.CreateItem(notebook, ItemKind.NOTEBOOK));
        actions.add(Edit.set(notebook, Field.NAME, Value.text(name)));
        if (parent != null) {
            actions.add(Edit.set(notebook, Field.NOTEBOOK_PARENT, Value.ref(parent)));
        }
        return notebook;
    }

    private static @Nullable ItemId parentOf(List<NotebookRow> live, ItemId notebook) {
        for (var row : live) {
            if (row.id().equals(notebook)) {
                return row.parent();
            }
        }
        return null;
    }
}
