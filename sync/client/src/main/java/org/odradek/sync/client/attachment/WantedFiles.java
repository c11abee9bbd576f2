package org.odradek.sync.client.attachment;

import org.odradek.core.entry.ItemId;
import org.odradek.store.Store;
import org.odradek.store.view.ListQuery;
import org.odradek.store.view.ListQuery.Scope;
import org.odradek.store.view.ListQuery.Sort;
import org.odradek.store.view.ViewChange;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/// The files that items refer to, by content: all of them at first, then those of items that changed. Thread-safe.
final class WantedFiles implements AutoCloseable {
    /// Any day does: nothing here depends on which one it is.
    private static final LocalDate SOME_DAY = LocalDate.EPOCH;

    /// Of more items, those with files are found first, in memory.
    private static final int LOOKED_AT_MAX = 100;

    private final Store store;
    private final Store.Subscription changes;

    /// In an order that does not depend on how a change names its items.
    private final SortedSet<ItemId> changed = new TreeSet<>();

    private boolean lookedAtAll;

    WantedFiles(Store store) {
        this.store = store;
        this.changes = store.subscribe(this::noteChange);
    }

    private synchronized void noteChange(ViewChange change) {
        changed.addAll(change.items());
    }

    /// Size in bytes by SHA-256, of files that were not answered before.
    Map<String, Long> next() {
        Set<ItemId> items;
        boolean all;
        synchronized (this) {
            all = !lookedAtAll;
            lookedAtAll = true;
            items = new TreeSet<>(changed);
            changed.clear();
        }
        if (all || items.size() > LOOKED_AT_MAX) {
            var withFiles = new HashSet<>(withFiles(new Scope.All()));
            withFiles.addAll(withFiles(new Scope.Trash()));
            if (!all) {
                withFiles.retainAll(items);
            }
            items = withFiles;
        }
        var sizes = new LinkedHashMap<String, Long>();
        var view = store.view();
        for (var row : view.rows(items)) {
            if (row.attachments() > 0) {
                view.item(row.id()).stream()
                        .flatMap(item -> item.attachments().stream())
                        .forEach(file -> sizes.put(file.sha256(), file.sizeBytes()));
            }
        }
        return sizes;
    }

    private List<ItemId> withFiles(Scope scope) {
        var query = ListQuery.of(scope, Sort.UPDATED, SOME_DAY);
        return store.view()
                .ids(
                        new ListQuery(
                                scope,
                                query.kinds(),
                                query.statuses(),
                                null,
                                true,
                                false,
                                Sort.UPDATED,
                                SOME_DAY));
    }

    @Override
    public void close() {
        changes.close();
    }
}
