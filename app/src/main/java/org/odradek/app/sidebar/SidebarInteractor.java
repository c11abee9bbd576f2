package org.odradek.app.sidebar;

import org.jspecify.annotations.Nullable;
import org.odradek.app.flow.Changes;
import org.odradek.app.flow.Flow;
import org.odradek.app.look.Messages;
import org.odradek.app.notice.Undoing;
import org.odradek.app.place.Navigator;
import org.odradek.app.place.Place;
import org.odradek.core.action.Action;
import org.odradek.core.action.Field;
import org.odradek.core.action.ItemKind;
import org.odradek.core.action.Value;
import org.odradek.core.entry.DerivedIds;
import org.odradek.core.entry.ItemId;
import org.odradek.store.Edit;
import org.odradek.store.view.ListQuery;
import org.odradek.store.view.NotebookRow;
import org.odradek.store.view.TagRow;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/// What a person does in the sidebar. FX thread only.
final class SidebarInteractor {
    private final Flow flow;
    private final SidebarModel model;
    private final Navigator navigator;
    private final Undoing undoing;
    private final Messages messages;

    SidebarInteractor(
            Flow flow,
            SidebarModel model,
            Navigator navigator,
            Undoing undoing,
            Messages messages) {
        this.flow = flow;
        this.model = model;
        this.navigator = navigator;
        this.undoing = undoing;
        this.messages = messages;
    }

    void start() {
        navigator.placeProperty().subscribe(model::showPlace);
        flow.changes().listen(this::changed);
        readCounts();
        readNotebooks();
        readTags();
    }

    void go(Place place) {
        navigator.go(place);
    }

    /// Makes a notebook of this name; one that is there already is shown.
    void addNotebook(@Nullable ItemId parent, String name) {
        var clean = name.strip();
        if (clean.isEmpty()) {
            return;
        }
        var twin =
                model.notebooks().stream()
                        .filter(
                                row ->
                                        Objects.equals(row.parent(), parent)
                                                && DerivedIds.normalisedName(row.name())
                                                        .equals(DerivedIds.normalisedName(clean)))
                        .findFirst();
        if (twin.isPresent()) {
            go(new Place.InNotebook(twin.get().id()));
            return;
        }
        flow.edits()
                .run(
                        store -> {
                            // The number goes past notebooks of this name that were renamed, moved
                            // or removed.
                            int k = 0;
                            while (!store.history()
                                    .of(DerivedIds.notebook(parent, clean, k), 1, null)
                                    .isEmpty()) {
                                k++;
                            }
                            return DerivedIds.notebook(parent, clean, k);
                        },
                        id -> make(id, parent, clean));
    }

    private void make(ItemId id, @Nullable ItemId parent, String name) {
        var actions = new ArrayList<Action>();
        actions.add(new Action.CreateItem(id, ItemKind.NOTEBOOK));
        actions.add(Edit.set(id, Field.NAME, Value.text(name)));
        if (parent != null) {
            actions.add(Edit.set(id, Field.NOTEBOOK_PARENT, Value.ref(parent)));
        }
        flow.edits()
                .submit(
                        Edit.of(flow.changes().position(), actions),
                        _ -> go(new Place.InNotebook(id)));
    }

    void rename(NotebookRow notebook, String name) {
        var clean = name.strip();
        if (!clean.isEmpty() && !clean.equals(notebook.name())) {
            undoing.submit(
                    flow.edit(Edit.set(notebook.id(), Field.NAME, Value.text(clean))),
                    messages.text("sidebar.renamed", clean));
        }
    }

    /// Removes a notebook with those below it, and trashes what is in them.
    void remove(NotebookRow notebook) {
        var below =
                model.notebooks().stream()
                        .filter(row -> isWithin(row, notebook.id()))
                        .map(NotebookRow::id)
                        .toList();
        flow.edits()
                .run(
                        store ->
                                store.view()
                                        .ids(
                                                ListQuery.of(
                                                        new ListQuery.Scope.InNotebook(
                                                                notebook.id(), true),
                                                        ListQuery.Sort.ORDER,
                                                        flow.today())),
                        items -> removeWith(notebook, below, items));
    }

    private void removeWith(NotebookRow notebook, List<ItemId> below, List<ItemId> items) {
        var actions = new ArrayList<Action>();
        below.forEach(id -> actions.add(Edit.set(id, Field.REMOVED, Value.flag(true))));
        items.forEach(id -> actions.add(Edit.set(id, Field.TRASHED, Value.flag(true))));
        undoing.submit(
                Edit.of(flow.changes().position(), actions),
                messages.text("sidebar.removed", notebook.name()));
        if (navigator.placeProperty().get() instanceof Place.InNotebook(var shown)
                && below.contains(shown)) {
            go(new Place.Inbox());
        }
    }

    /// Puts a notebook into another one; null is the top. Into itself or what is below it is refused before.
    void move(NotebookRow notebook, @Nullable ItemId into) {
        boolean ring =
                into != null
                        && model.notebooks().stream()
                                .anyMatch(
                                        row ->
                                                row.id().equals(into)
                                                        && isWithin(row, notebook.id()));
        if (!ring && !Objects.equals(notebook.parent(), into)) {
            undoing.submit(
                    flow.edit(Edit.set(notebook.id(), Field.NOTEBOOK_PARENT, Value.ref(into))),
                    messages.text("sidebar.moved", notebook.name()));
        }
    }

    private boolean isWithin(NotebookRow row, ItemId ancestor) {
        var byId =
                model.notebooks().stream()
                        .collect(Collectors.toMap(NotebookRow::id, other -> other));
        NotebookRow at = row;
        while (at != null) {
            if (at.id().equals(ancestor)) {
                return true;
            }
            at = at.parent() == null ? null : byId.get(at.parent());
        }
        return false;
    }

    private void changed(Changes.Batch batch) {
        readCounts();
        if (batch.notebooks() || !batch.items().isEmpty()) {
            readNotebooks();
        }
        if (batch.tags()) {
            readTags();
        }
    }

    private void readCounts() {
        flow.reads()
                .ask(
                        "sidebar.counts",
                        store -> store.view().counts(flow.today()),
                        model::showCounts);
    }

    private void readNotebooks() {
        flow.reads()
                .ask("sidebar.notebooks", store -> store.view().notebooks(), model::showNotebooks);
    }

    private void readTags() {
        flow.reads().ask("sidebar.tags", store -> byUse(store.view().tags()), model::showTags);
    }

    private static List<TagRow> byUse(List<TagRow> tags) {
        return tags.stream()
                .sorted(
                        Comparator.comparingInt(TagRow::items)
                                .reversed()
                                .thenComparing(TagRow::name))
                .toList();
    }
}
