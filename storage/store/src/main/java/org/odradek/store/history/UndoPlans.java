package org.odradek.store.history;

import org.jspecify.annotations.Nullable;
import org.odradek.core.action.Action;
import org.odradek.core.action.Field;
import org.odradek.core.action.Value;
import org.odradek.core.action.Versioned;
import org.odradek.core.action.WriteId;
import org.odradek.core.entry.Entry;
import org.odradek.core.entry.EntryId;
import org.odradek.core.entry.GestureId;
import org.odradek.core.entry.ItemId;
import org.odradek.core.item.ItemState;
import org.odradek.core.item.Shown;
import org.odradek.core.item.Stamp;
import org.odradek.core.register.Head;
import org.odradek.core.text.BodyEventId;
import org.odradek.core.text.Frontier;
import org.odradek.core.text.TextUndo;
import org.odradek.core.undo.Undo;
import org.odradek.core.undo.UndoneAction;
import org.odradek.store.body.BodyEvents;
import org.odradek.store.log.DeviceKeys;
import org.odradek.store.log.EntryRow;
import org.odradek.store.log.LogTable;
import org.odradek.store.log.PastEntries;
import org.odradek.store.view.StateReader;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Finds what taking a gesture back writes, within one moment of the tables.
final class UndoPlans {
    private final Connection connection;
    private final DeviceKeys keys;
    private final PastEntries past;
    private final Map<ItemId, ItemState> states = new HashMap<>();

    UndoPlans(Connection connection, DeviceKeys keys, PastEntries past) {
        this.connection = connection;
        this.keys = keys;
        this.past = past;
    }

    Optional<History.UndoPlan> plan(GestureId gesture, EntryId askedBy) throws SQLException {
        var entries = new ArrayList<Entry>();
        for (var row : LogTable.ofGesture(connection, keys, gesture)) {
            past.at(row.place()).ifPresent(entries::add);
        }
        if (entries.isEmpty()) {
            return Optional.empty();
        }
        var ids = new HashSet<EntryId>();
        var all = new ArrayList<Action>();
        entries.forEach(
                entry -> {
                    ids.add(entry.id());
                    all.addAll(entry.actions());
                });
        var out = new Gathered();
        var newestFirst = entries.reversed();
        var fieldsDone = new HashSet<String>();
        for (var entry : newestFirst) {
            for (var action : entry.actions().reversed()) {
                if (action instanceof Action.SetField write) {
                    if (fieldsDone.add(write.item() + " " + write.field())) {
                        take(out, action(write, entry.id(), entries), entry.id(), ids);
                    }
                } else {
                    take(out, action, entry.id(), ids);
                }
            }
        }
        texts(out, entries, ids);
        var items = new LinkedHashSet<ItemId>();
        out.actions.forEach(action -> items.add(action.item()));
        return Optional.of(
                new History.UndoPlan(
                        gesture,
                        askedBy,
                        Summaries.ofGesture(all),
                        List.copyOf(items),
                        List.copyOf(out.kept),
                        List.copyOf(out.actions)));
    }

    private static final class Gathered {
        final List<Action> actions = new ArrayList<>();
        final Set<String> kept = new LinkedHashSet<>();
    }

    /// A write of which the gesture itself had made the value before replaces what was there before the gesture.
    private static Action.SetField action(
            Action.SetField write, EntryId entry, List<Entry> gesture) {
        var over = new TreeSet<WriteId>();
        var open = new ArrayList<>(write.over());
        var met = new HashSet<WriteId>();
        while (!open.isEmpty()) {
            var id = open.removeLast();
            if (!met.add(id)) {
                continue;
            }
            var earlier = find(gesture, id.entry(), write);
            if (earlier == null || id.entry().equals(entry)) {
                over.add(id);
            } else {
                open.addAll(earlier.over());
            }
        }
        return new Action.SetField(write.item(), write.field(), write.values(), over);
    }

    private static Action.@Nullable SetField find(
            List<Entry> entries, EntryId entry, Action.SetField like) {
        for (var each : entries) {
            if (each.id().equals(entry)) {
                return find(each, like);
            }
        }
        return null;
    }

    private static Action.@Nullable SetField find(Entry entry, Action.SetField like) {
        for (var action : entry.actions()) {
            if (action instanceof Action.SetField write
                    && write.item().equals(like.item())
                    && write.field().equals(like.field())) {
                return write;
            }
        }
        return null;
    }

    private void take(Gathered out, Action action, EntryId entry, Set<EntryId> gesture)
            throws SQLException {
        var now = state(action.item());
        var replaced = replaced(action);
        switch (Undo.of(action, entry, now, gesture, replaced::get)) {
            case UndoneAction.Reverse(var actions) -> {
                for (var reverse : actions) {
                    out.actions.add(contested(reverse, now));
                }
            }
            case UndoneAction.Kept(var what) ->
                    out.kept.add(Summaries.kept(what, Shown.of(now).name()));
            case UndoneAction.Nothing _ -> {}
        }
    }

    /// A delete that comes back is asked about again if an edit that it had not seen spoke against it.
    private Action contested(Action reverse, ItemState now) throws SQLException {
        if (!(reverse instanceof Action.SetField write)
                || !write.field().equals(Field.TRASHED.wireName())) {
            return reverse;
        }
        var values = new ArrayList<Versioned>();
        for (var value : write.values()) {
            var author = value.author();
            if (author != null && value.value().equals(Value.flag(true))) {
                for (var edit : editsUnknownTo(author, now)) {
                    values.add(new Versioned(Value.flag(false), edit));
                }
            }
        }
        values.addAll(write.values());
        return new Action.SetField(write.item(), write.field(), values, write.over());
    }

    private List<EntryId> editsUnknownTo(EntryId delete, ItemState now) throws SQLException {
        var key = keys.entryKey(delete);
        var row =
                key.isEmpty()
                        ? Optional.<EntryRow>empty()
                        : LogTable.row(connection, keys, key.getAsLong());
        var edits = new ArrayList<EntryId>();
        if (row.isPresent()) {
            now.edits()
                    .forEach(
                            (device, seq) -> {
                                var edit = new EntryId(device, seq);
                                if (!row.get().stamp().knows(edit)) {
                                    edits.add(edit);
                                }
                            });
        }
        return edits;
    }

    /// The heads that a write replaced.
    private Map<WriteId, Head> replaced(Action action) throws SQLException {
        if (!(action instanceof Action.SetField write)) {
            return Map.of();
        }
        var heads = new HashMap<WriteId, Head>();
        for (var id : write.over()) {
            var key = keys.entryKey(id.entry());
            var row =
                    key.isEmpty()
                            ? Optional.<EntryRow>empty()
                            : LogTable.row(connection, keys, key.getAsLong());
            var entry = row.flatMap(found -> past.at(found.place()));
            var earlier = entry.isEmpty() ? null : find(entry.get(), write);
            if (earlier != null && id.n() < earlier.values().size()) {
                heads.put(id, head(id, earlier, row.get().stamp()));
            }
        }
        return heads;
    }

    private static Head head(WriteId id, Action.SetField write, Stamp stamp) {
        var versioned = write.values().get(id.n());
        return new Head(
                id,
                versioned.value(),
                versioned.author(),
                stamp.hlc(),
                stamp.wallMs(),
                stamp.origin(),
                write.over(),
                Collections.emptySortedMap());
    }

    private void texts(Gathered out, List<Entry> entries, Set<EntryId> gesture)
            throws SQLException {
        var undone = new LinkedHashMap<ItemId, Set<BodyEventId>>();
        for (var entry : entries) {
            for (var action : entry.actions()) {
                if (action instanceof Action.EditBody(var item, _, _, _)) {
                    var events = undone.computeIfAbsent(item, _ -> new HashSet<>());
                    ItemPast.bodyEvents(entry, item).forEach(event -> events.add(event.id()));
                }
            }
        }
        for (var each : undone.entrySet()) {
            var now = state(each.getKey());
            var created = now.created();
            if (created == null || !gesture.contains(created.entry())) {
                text(each.getKey(), now, each.getValue()).ifPresent(out.actions::add);
            }
        }
    }

    /// The edit that takes body events back; empty when nothing of them is left.
    Optional<Action> text(ItemId item, ItemState now, Set<BodyEventId> events) throws SQLException {
        var key = StateReader.key(connection, item);
        if (key.isEmpty()) {
            return Optional.empty();
        }
        var graph = BodyEvents.graph(BodyEvents.all(connection, key.getAsLong()));
        var splices = TextUndo.splices(graph, Frontier.of(now.body()), events);
        // A whole operation, so that two devices which take back the same do it once.
        return splices.isEmpty()
                ? Optional.empty()
                : Optional.of(new Action.EditBody(item, now.body(), splices, true));
    }

    ItemState state(ItemId item) throws SQLException {
        var known = states.get(item);
        if (known != null) {
            return known;
        }
        var read = StateReader.state(connection, item);
        states.put(item, read);
        return read;
    }
}
