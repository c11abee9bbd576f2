package org.odradek.app.items;

import org.jspecify.annotations.Nullable;
import org.odradek.app.flow.Changes;
import org.odradek.app.flow.Flow;
import org.odradek.app.look.Messages;
import org.odradek.app.notice.Notices;
import org.odradek.app.place.Navigator;
import org.odradek.app.place.Place;
import org.odradek.core.action.Value.State;
import org.odradek.core.entry.ItemId;
import org.odradek.store.Store;
import org.odradek.store.search.Search;
import org.odradek.store.view.ItemRow;
import org.odradek.store.view.ListQuery;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a person does in the list. FX thread only.
final class ItemsInteractor {
    /// A search lists the best of its hits; more are told by their number.
    private static final int HITS_MAX = 200;

    /// A high screen of rows; the window around them follows when they are drawn.
    private static final int FIRST_SCREEN_ROWS = 40;

    private final Flow flow;
    private final ItemsModel model;
    private final Navigator navigator;
    private final Deeds deeds;
    private final QuickAdd quickAdd;
    private final Notices notices;
    private final Messages messages;
    private final Map<Place.Listing, Filter> filters = new HashMap<>();
    private boolean lingering;

    ItemsInteractor(
            Flow flow,
            ItemsModel model,
            Navigator navigator,
            Deeds deeds,
            QuickAdd quickAdd,
            Notices notices,
            Messages messages) {
        this.flow = flow;
        this.model = model;
        this.navigator = navigator;
        this.deeds = deeds;
        this.quickAdd = quickAdd;
        this.notices = notices;
        this.messages = messages;
    }

    void start() {
        navigator.placeProperty().subscribe(this::arriveAt);
        flow.changes().listen(this::changed);
    }

    // Lists

    private void arriveAt(Place place) {
        if (place instanceof Place.Listing listing) {
            lingering = false;
            var filter = filters.computeIfAbsent(listing, Filters::usual);
            model.showPlace(
                    listing, Words.name(listing, messages), Words.empty(listing, messages), filter);
            if (listing instanceof Place.InNotebook(var id)) {
                readNotebookName(id);
            }
            readIds();
        }
    }

    private void readNotebookName(ItemId id) {
        flow.reads()
                .ask(
                        "items.name",
                        store ->
                                store.view().notebooks().stream()
                                        .filter(row -> row.id().equals(id))
                                        .findFirst()
                                        .map(row -> row.name())
                                        .orElse(""),
                        name -> {
                            if (model.placeProperty().get().equals(new Place.InNotebook(id))) {
                                model.showPlace(
                                        model.placeProperty().get(),
                                        name,
                                        model.emptyProperty().get(),
                                        model.filterProperty().get());
                            }
                        });
    }

    void filter(Filter filter) {
        var place = model.placeProperty().get();
        filters.put(place, filter);
        model.showPlace(place, model.titleProperty().get(), model.emptyProperty().get(), filter);
        readIds();
    }

    private void readIds() {
        if (model.placeProperty().get() instanceof Place.Searching(var query)) {
            flow.reads()
                    .ask(
                            "items.ids",
                            store -> store.search().find(query, true, HITS_MAX, flow.today()),
                            found -> showFound(query, found));
            return;
        }
        var query =
                model.filterProperty()
                        .get()
                        .query(Filters.scope(model.placeProperty().get()), flow.today());
        flow.reads()
                .ask(
                        "items.ids",
                        store -> firstScreen(store, query),
                        read -> {
                            model.showRows(read.rows());
                            model.showIds(read.ids(), read.ids().size());
                        });
    }

    private record Read(List<ItemId> ids, List<ItemRow> rows) {}

    /// Ids and the first rows in one answer, so that a list never shows its first screen grey.
    private static Read firstScreen(Store store, ListQuery query) {
        var ids = store.view().ids(query);
        return new Read(
                ids,
                ids.isEmpty()
                        ? List.of()
                        : store.view()
                                .rows(ids.subList(0, Math.min(FIRST_SCREEN_ROWS, ids.size()))));
    }

    private void showFound(String query, Search.SearchResult found) {
        var hits = new LinkedHashMap<ItemId, Search.Hit>();
        found.hits().forEach(hit -> hits.put(hit.item(), hit));
        model.showHits(hits, found.total());
        if (!found.plainWords().isEmpty()) {
            model.showPlace(
                    model.placeProperty().get(),
                    messages.text("search.words", String.join(" ", found.plainWords())),
                    messages.text("search.empty", query),
                    model.filterProperty().get());
        }
    }

    /// A row came in sight that is not held.
    void need(int index) {
        var window = RowWindows.window(model.ids(), index);
        flow.reads()
                .ask(
                        "items.window." + index / RowWindows.WINDOW_ROWS,
                        store -> store.view().rows(window),
                        model::showRows);
    }

    private void changed(Changes.Batch batch) {
        var held = model.heldOf(batch.items()).keySet();
        if (!held.isEmpty()) {
            var again = List.copyOf(held);
            flow.reads()
                    .ask(
                            "items.changed." + again.hashCode(),
                            s -> s.view().rows(again),
                            model::showRows);
        }
        if (!lingering && (!batch.items().isEmpty() || batch.notebooks())) {
            readIds();
        }
    }

    // The chosen items

    void choose(List<ItemId> chosen) {
        model.choose(chosen);
        if (chosen.size() == 1) {
            navigator.open(chosen.getFirst());
        }
    }

    @Nullable ItemId open() {
        return navigator.itemProperty().get();
    }

    /// Done becomes open, open becomes done; the row stays a moment in its place.
    void toggleDone(Collection<ItemId> ids) {
        var rows = rows(ids);
        boolean anyOpen = rows.stream().anyMatch(row -> row.status() == State.OPEN);
        linger();
        deeds.setState(rows, anyOpen ? State.DONE : State.OPEN);
    }

    void cancel(Collection<ItemId> ids) {
        linger();
        deeds.setState(rows(ids), State.CANCELLED);
    }

    private void linger() {
        if (!lingering) {
            lingering = true;
            flow.delays()
                    .after(
                            Deeds.LINGER,
                            () -> {
                                lingering = false;
                                readIds();
                            });
        }
    }

    void setPriority(Collection<ItemId> ids, String priority) {
        deeds.setPriority(rows(ids), priority);
    }

    void trash(Collection<ItemId> ids) {
        if (model.placeProperty().get() instanceof Place.Trash) {
            deeds.restore(rows(ids));
        } else {
            deeds.trash(rows(ids));
        }
    }

    void setDue(Collection<ItemId> ids, @Nullable String due) {
        deeds.setDue(rows(ids), due);
    }

    void addTag(Collection<ItemId> ids, String tag) {
        if (!tag.isBlank()) {
            deeds.addTag(rows(ids), tag.strip());
        }
    }

    /// @param path of a notebook that is there; empty for the inbox
    void move(Collection<ItemId> ids, String path) {
        var rows = rows(ids);
        if (path.isBlank()) {
            deeds.move(rows, null, messages.text("nav.inbox"));
            return;
        }
        flow.reads()
                .ask(
                        "items.move",
                        store ->
                                store.view().notebooks().stream()
                                        .filter(row -> row.path().equalsIgnoreCase(path.strip()))
                                        .findFirst(),
                        found ->
                                found.ifPresentOrElse(
                                        row -> deeds.move(rows, row.id(), row.name()),
                                        () -> notices.say(messages.text("move.unknown", path))));
    }

    private List<ItemRow> rows(Collection<ItemId> ids) {
        var held = model.heldOf(ids);
        return ids.stream().filter(held::containsKey).map(held::get).toList();
    }

    // New ones

    void add(String text) {
        quickAdd.add(text, model.placeProperty().get());
    }
}
