package org.odradek.exchange;

import org.odradek.core.entry.DerivedIds;
import org.odradek.core.entry.ItemId;
import org.odradek.core.entry.Origin;
import org.odradek.exchange.portable.ImportSource;
import org.odradek.exchange.portable.PortableItem;
import org.odradek.store.Store;
import org.odradek.store.view.ItemRow;
import org.odradek.store.view.ListQuery;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Recognises items of a source that came in before. An item's id says from where and from which text it was imported first, so it
/// is found by that text, or by trying its title's namesakes with the texts that they were imported with.
final class KnownItems {
    private static final int ROWS_AT_ONCE = 1_000;

    /// Derived identifiers (RFC 9562); what people make has another version.
    private static final int DERIVED = 8;

    /// Predecessors that were purged or taken out; nobody imports the same so often.
    private static final int PREDECESSORS_MAX = 1_000;

    /// How many predecessors an item that changed in its source is looked for behind.
    private static final int PREDECESSORS_TRIED = 3;

    private final Store store;
    private final ImportSource source;
    private final ImportedTexts texts;
    private final Map<String, List<ItemId>> importedByTitle = new HashMap<>();
    private final Map<ItemId, List<String>> digestsByItem = new HashMap<>();
    private boolean indexed;

    KnownItems(Store store, ImportSource source) {
        this.store = store;
        this.source = source;
        this.texts = new ImportedTexts(store);
    }

    /// What is known of an item.
    sealed interface Known {
        /// It is not here; this id is free for it.
        record New(ItemId id) implements Known {}

        /// It is here.
        record Here(ItemRow row) implements Known {}
    }

    /// Finds each item, in their order.
    List<Known> find(List<PortableItem> items) {
        var rows = new HashMap<ItemId, ItemRow>();
        var ids = items.stream().map(item -> id(item, 0)).toList();
        for (var row : store.view().rows(ids)) {
            rows.put(row.id(), row);
        }
        var known = new ArrayList<Known>();
        for (var i = 0; i < items.size(); i++) {
            var row = Optional.ofNullable(rows.get(ids.get(i)));
            known.add(find(items.get(i), row));
        }
        return known;
    }

    private ItemId id(PortableItem item, int k) {
        return DerivedIds.imported(
                source.format(), source.rootName(), item.sourceId(), item.contentSha256(), k);
    }

    private Known find(PortableItem item, Optional<ItemRow> first) {
        var row = first;
        for (var k = 0; ; k++) {
            var id = id(item, k);
            if (row.isPresent() && (!isTakenOut(row.get()) || k == PREDECESSORS_MAX)) {
                return new Known.Here(row.get());
            }
            if (row.isEmpty() && !store.view().knows(id)) {
                var free = new Known.New(id);
                return k > 0
                        ? free
                        : itself(item)
                                .or(() -> changed(item))
                                .<Known>map(Known.Here::new)
                                .orElse(free);
            }
            // Purged, or taken out: whatever is written to it stays hidden.
            row = row(id(item, k + 1));
        }
    }

    /// Our own export names the item itself.
    private Optional<ItemRow> itself(PortableItem item) {
        try {
            return row(ItemId.parse(item.sourceId()));
        } catch (IllegalArgumentException e) {
            // Most sources have ids of another form.
            return Optional.empty();
        }
    }

    /// An item of the same title whose id follows from this source id and an earlier text.
    private Optional<ItemRow> changed(PortableItem item) {
        index();
        return importedByTitle.getOrDefault(item.title(), List.of()).stream()
                .filter(id -> cameFrom(item, id))
                .flatMap(id -> row(id).stream())
                .filter(row -> !isTakenOut(row))
                .findFirst();
    }

    private boolean cameFrom(PortableItem item, ItemId id) {
        for (var sha256 : digestsByItem.computeIfAbsent(id, known -> texts.of(known).sha256s())) {
            for (var k = 0; k < PREDECESSORS_TRIED; k++) {
                if (id.equals(
                        DerivedIds.imported(
                                source.format(), source.rootName(), item.sourceId(), sha256, k))) {
                    return true;
                }
            }
        }
        return false;
    }

    /// Undoing an import leaves its items in the trash; a person's own trashing is a decision that stays.
    private boolean isTakenOut(ItemRow row) {
        return row.trashed()
                && store.history().of(row.id(), 1, null).stream()
                        .anyMatch(last -> last.origin() == Origin.UNDO);
    }

    private Optional<ItemRow> row(ItemId id) {
        return store.view().rows(List.of(id)).stream().findFirst();
    }

    private void index() {
        if (indexed) {
            return;
        }
        indexed = true;
        for (var scope : List.of(new ListQuery.Scope.All(), new ListQuery.Scope.Trash())) {
            var ids =
                    store
                            .view()
                            .ids(ListQuery.of(scope, ListQuery.Sort.CREATED, LocalDate.EPOCH))
                            .stream()
                            .filter(id -> id.value().version() == DERIVED)
                            .toList();
            for (var from = 0; from < ids.size(); from += ROWS_AT_ONCE) {
                var some = ids.subList(from, Math.min(ids.size(), from + ROWS_AT_ONCE));
                for (var row : store.view().rows(some)) {
                    importedByTitle
                            .computeIfAbsent(row.title(), title -> new ArrayList<>())
                            .add(row.id());
                }
            }
        }
    }
}
