package org.odradek.store.view;

import org.jspecify.annotations.Nullable;
import org.odradek.core.entry.ItemId;
import org.odradek.core.item.ItemState;
import org.odradek.core.item.ItemStateCodec;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The items in use while entries are applied; recently used ones stay. Belongs to the writing thread.
final class Workspace {
    /// The items of a day's work; the rest is read again in some 50 microseconds each.
    private static final int ITEMS_MAX = 2_000;

    /// A batch that asks the table more often than this is worth reading all ids once, some 100 milliseconds for 100,000.
    private static final int ASKED_MAX = 100;

    /// Some 500 bytes each; a text that grows beyond is walked anew in each batch.
    private static final int WALKED_EVENTS_MAX = 40_000;

    private final Connection connection;
    private final ItemTable table;
    private final Map<ItemId, WorkItem> items = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<Long, WorkItem> byKey = new HashMap<>();
    private final Set<WorkItem> walking = new LinkedHashSet<>();
    private final Set<WorkItem> walked = new LinkedHashSet<>();
    private long nextKey;
    private int asked;

    /// What the table holds, once it was asked often enough.
    private @Nullable KnownIds knownIds;

    Workspace(Connection connection, ItemTable table) throws SQLException {
        this.connection = connection;
        this.table = table;
        reload();
    }

    void reload() throws SQLException {
        items.clear();
        byKey.clear();
        walking.clear();
        walked.clear();
        asked = 0;
        knownIds = null;
        nextKey = ItemTable.maxKey(connection) + 1;
    }

    /// The item, made known when nobody mentioned it before.
    WorkItem of(ItemId id) throws SQLException {
        var known = find(id);
        if (known.isPresent()) {
            return known.get();
        }
        var fresh = new WorkItem(nextKey++, id, ItemState.empty(id), ViewHash.empty(), null);
        remember(fresh);
        if (knownIds != null) {
            knownIds.add(id, fresh.key);
        }
        return fresh;
    }

    /// The item, if it is in memory.
    @Nullable WorkItem atHand(ItemId id) {
        return items.get(id);
    }

    Optional<WorkItem> find(ItemId id) throws SQLException {
        var cached = items.get(id);
        if (cached != null) {
            return Optional.of(cached);
        }
        var row = row(id);
        return row.isPresent() ? Optional.of(load(row.get())) : Optional.empty();
    }

    private Optional<ItemTable.Stored> row(ItemId id) throws SQLException {
        if (knownIds == null && ++asked > ASKED_MAX) {
            knownIds = readIds();
        }
        if (knownIds == null) {
            return table.find(id);
        }
        long key = knownIds.key(id);
        return key == KnownIds.UNKNOWN
                ? Optional.empty()
                : key == KnownIds.ASK
                        ? table.find(id)
                        : table.find(key).filter(found -> found.row().id().equals(id));
    }

    private KnownIds readIds() throws SQLException {
        var all = new KnownIds();
        ItemTable.forEachId(connection, all::add);
        items.values().forEach(item -> all.add(item.id, item.key));
        return all;
    }

    WorkItem byKey(long key) throws SQLException {
        var cached = byKey.get(key);
        return cached != null
                ? cached
                : load(
                        table.find(key)
                                .orElseThrow(
                                        () ->
                                                new IllegalStateException(
                                                        "no item has the key " + key)));
    }

    private WorkItem load(ItemTable.Stored stored) {
        var row = stored.row();
        var behind = stored.state();
        var state =
                behind == null ? ItemState.empty(row.id()) : ItemStateCodec.decode(behind.state());
        var digest = behind == null ? ViewHash.empty() : behind.digest();
        var loaded = new WorkItem(row.key(), row.id(), state, digest, row);
        loaded.text = behind == null ? null : behind.text();
        remember(loaded);
        return loaded;
    }

    private void remember(WorkItem item) {
        items.put(item.id, item);
        byKey.put(item.key, item);
    }

    /// Notes that a walk of the item's body is used in this batch.
    void walks(WorkItem item) {
        walking.add(item);
    }

    /// Whether a walk of the item's body is used in this batch.
    boolean isWalking(WorkItem item) {
        return walking.contains(item);
    }

    /// Between batches: forgets the walks and the items that were not used for long.
    void shrink() {
        shrinkWalks();
        asked = 0;
        Iterator<WorkItem> eldest = items.values().iterator();
        for (int over = items.size() - ITEMS_MAX; over > 0; over--) {
            var item = eldest.next();
            byKey.remove(item.key);
            walked.remove(item);
            eldest.remove();
        }
    }

    /// Those of the last batch are the youngest.
    private void shrinkWalks() {
        walked.removeAll(walking);
        walked.addAll(walking);
        walking.clear();
        walked.removeIf(item -> item.window == null);
        int events = walked.stream().mapToInt(Workspace::walkedEvents).sum();
        for (var eldest = walked.iterator(); events > WALKED_EVENTS_MAX; ) {
            var item = eldest.next();
            events -= walkedEvents(item);
            item.window = null;
            eldest.remove();
        }
    }

    private static int walkedEvents(WorkItem item) {
        return item.window == null ? 0 : item.window.size();
    }
}
