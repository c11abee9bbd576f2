package org.odradek.store.view;

import org.jspecify.annotations.Nullable;
import org.odradek.core.action.Field;
import org.odradek.core.action.ItemKind;
import org.odradek.core.action.Value;
import org.odradek.core.entry.EntryId;
import org.odradek.core.entry.ItemId;
import org.odradek.core.item.ItemState;
import org.odradek.core.item.ItemStateCodec;
import org.odradek.core.item.Shown;
import org.odradek.core.register.Register;
import org.odradek.core.task.Recurrences;
import org.odradek.core.task.Successor;
import org.odradek.core.text.Frontier;
import org.odradek.core.tree.EffectiveParents;
import org.odradek.store.body.Bodies;
import org.odradek.store.body.TextFingerprint;
import org.odradek.store.log.Devices;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// Turns changed states into rows, with everything that depends on more than one item: notebooks' and sub-tasks' parents, successors of
/// recurring tasks. Belongs to the writing thread.
final class RowWriter {
    private final ConflictWriter conflicts;
    private final Workspace workspace;
    private final ItemTable table;
    private final Bodies bodies;
    private final Devices devices;
    private final ViewHash hash;
    private final Recurrences recurrences;
    private byte[] viewHash = ViewHash.empty();

    RowWriter(
            Workspace workspace,
            ItemTable table,
            Bodies bodies,
            Devices devices,
            ViewHash hash,
            Recurrences recurrences,
            ConflictWriter conflicts) {
        this.conflicts = conflicts;
        this.workspace = workspace;
        this.table = table;
        this.bodies = bodies;
        this.devices = devices;
        this.hash = hash;
        this.recurrences = recurrences;
    }

    void reload(byte[] committedHash) throws SQLException {
        viewHash = committedHash;
        conflicts.reload();
    }

    /// Writes the rows of these items and of what depends on them.
    Materialized write(Set<ItemId> touched, Set<ItemId> withBody) throws SQLException {
        var batch = new Batch(touched, withBody);
        parentsOf(batch.touched, batch);
        while (!batch.queue.isEmpty()) {
            var id = batch.queue.remove();
            if (batch.done.add(id)) {
                writeOne(workspace.of(id), batch);
            }
        }
        // A removed notebook's conflict is about the items that are in it, whose rows are written
        // by now; before, it would speak of items that the same entry has trashed.
        for (var notebook : batch.notebooks) {
            writeRow(workspace.of(notebook), batch);
        }
        return new Materialized(
                batch.concerned,
                Map.of(),
                batch.flags.notebooks,
                batch.flags.tags,
                batch.flags.conflicts,
                viewHash,
                new ArrayList<>(batch.written.values()));
    }

    /// What one call gathers.
    private static final class Batch {
        final Set<ItemId> touched;
        final Set<ItemId> withBody;
        final ArrayDeque<ItemId> queue;
        final Set<ItemId> done = new HashSet<>();
        final Set<ItemId> notebooks = new LinkedHashSet<>();
        final Map<ItemId, ParentInForce> parents = new HashMap<>();
        final Map<ItemId, ItemRecord> written = new LinkedHashMap<>();
        final Set<ItemId> concerned = new LinkedHashSet<>();
        final Flags flags = new Flags();

        Batch(Set<ItemId> touched, Set<ItemId> withBody) {
            this.touched = touched;
            this.withBody = withBody;
            this.queue = new ArrayDeque<>(touched);
        }
    }

    private void writeOne(WorkItem item, Batch batch) throws SQLException {
        boolean bodyChanged = batch.withBody.contains(item.id);
        if (item.stateChanged || bodyChanged) {
            saveState(item, bodyChanged);
        }
        if (item.state.createdAs() == ItemKind.NOTEBOOK) {
            batch.notebooks.add(item.id);
            return;
        }
        linkSuccessor(item, batch);
        writeRow(item, batch);
    }

    private void writeRow(WorkItem item, Batch batch) throws SQLException {
        var before = item.row;
        var parent = parentOf(item, batch);
        var after = record(item, parent, batch.withBody.contains(item.id));
        if (!after.equals(before)) {
            table.save(after, before == null);
            if (!Objects.equals(after.parent(), before == null ? null : before.parent())) {
                table.saveParent(after.key(), after.parent());
            }
            item.row = after;
            batch.written.put(item.id, after);
            batch.flags.compare(before, after);
            concern(batch.concerned, before, after);
            noteNotebooks(batch, before, after);
        } else if (batch.touched.contains(item.id)) {
            batch.concerned.add(item.id);
            noteNotebooks(batch, before, after);
        }
    }

    /// What a removed notebook's conflict says changes with what is in it, be it that nothing of that shows in its row.
    private void noteNotebooks(Batch batch, @Nullable ItemRecord before, ItemRecord after)
            throws SQLException {
        for (var notebook :
                new ItemId[] {after.notebook(), before == null ? null : before.notebook()}) {
            if (notebook != null) {
                var found = workspace.find(notebook);
                if (found.isPresent() && found.get().state.register(Field.REMOVED).isDeleted()) {
                    batch.notebooks.add(notebook);
                }
            }
        }
    }

    /// A row shows how many sub-tasks there are, so that the parents' rows change with a sub-task's.
    private static void concern(
            Set<ItemId> concerned, @Nullable ItemRecord before, ItemRecord after) {
        concerned.add(after.id());
        if (after.parent() != null) {
            concerned.add(after.parent());
        }
        if (before != null && before.parent() != null) {
            concerned.add(before.parent());
        }
    }

    private void saveState(WorkItem item, boolean bodyChanged) throws SQLException {
        var encoded = ItemStateCodec.encode(item.state);
        if (bodyChanged || item.text == null) {
            item.text = item.state.body().isEmpty() ? null : bodies.fingerprint(item.key);
        }
        var text = item.text == null ? TextFingerprint.EMPTY : item.text;
        var digest = hash.digest(encoded, text);
        boolean fresh = Arrays.equals(item.digest, ViewHash.empty());
        table.saveState(item.key, new ItemTable.StateRow(encoded, digest, item.text), fresh);
        viewHash = ViewHash.exchange(viewHash, item.digest, digest);
        item.digest = digest;
        item.stateChanged = false;
    }

    /// The parent that counts, where rings may have to be cut.
    record ParentInForce(boolean asWritten, @Nullable ItemId parent, boolean cut) {
        static final ParentInForce AS_WRITTEN = new ParentInForce(true, null, false);
    }

    /// A row is written for other reasons, too: what comes before a successor changes, or what is in a notebook.
    private ParentInForce parentOf(WorkItem item, Batch batch) throws SQLException {
        var known = batch.parents.get(item.id);
        if (known != null) {
            return known;
        }
        parentsOf(Set.of(item.id), batch);
        return Objects.requireNonNull(batch.parents.get(item.id));
    }

    /// Parents of all items that these items' moves bear on; those whose row must change join the queue.
    private void parentsOf(Set<ItemId> moved, Batch batch) throws SQLException {
        var above = new LinkedHashMap<ItemId, Register>();
        for (var id : moved) {
            climb(id, above);
        }
        var effective =
                EffectiveParents.of(
                        above.keySet(), node -> above.getOrDefault(node, Register.EMPTY));
        for (var id : above.keySet()) {
            var parent = effective.parents().get(id);
            boolean cut = effective.cut().contains(id);
            batch.parents.put(id, new ParentInForce(false, parent, cut));
            var row = workspace.of(id).row;
            if (row != null
                    && (cut || row.conflicts() > 0 || !Objects.equals(row.parent(), parent))) {
                batch.queue.add(id);
            }
        }
        for (var id : moved) {
            batch.parents.putIfAbsent(id, ParentInForce.AS_WRITTEN);
        }
    }

    /// Gathers everything that an item hangs below or ever hung below.
    private void climb(ItemId start, Map<ItemId, Register> above) throws SQLException {
        var open = new ArrayDeque<ItemId>();
        open.add(start);
        while (!open.isEmpty()) {
            var id = open.remove();
            var item = workspace.find(id);
            if (item.isEmpty() || above.containsKey(id)) {
                continue;
            }
            var register = item.get().state.register(parentField(item.get().state));
            if (register.equals(Register.EMPTY)) {
                continue;
            }
            above.put(id, register);
            register.past()
                    .values()
                    .forEach(
                            write -> {
                                if (write.value() instanceof Value.Ref(var target)) {
                                    open.add(target);
                                }
                            });
        }
    }

    private static Field parentField(ItemState state) {
        return state.createdAs() == ItemKind.NOTEBOOK ? Field.NOTEBOOK_PARENT : Field.PARENT;
    }

    /// A recurring task's successor has a row as soon as the task can have one, whether it shows or not, so that it does not matter in
    /// which order entries come.
    private void linkSuccessor(WorkItem item, Batch batch) throws SQLException {
        if (item.isWritten() && recurs(item)) {
            var successor = workspace.of(Successor.id(item.id));
            if (successor.predecessor == 0) {
                successor.predecessor = item.key;
                batch.done.remove(successor.id);
            }
            batch.queue.add(successor.id);
        }
    }

    private boolean recurs(WorkItem item) throws SQLException {
        return !item.state.register(Field.REPEAT).equals(Register.EMPTY)
                || item.predecessor != 0 && recurs(workspace.byKey(item.predecessor));
    }

    private ItemRecord record(WorkItem item, ParentInForce parent, boolean bodyChanged)
            throws SQLException {
        var state = item.state;
        var shown = shown(item);
        boolean listed = !shown.purged() && isMade(item);
        var facts =
                new ItemRecord.Facts(
                        listed,
                        parent.asWritten ? shown.parent() : parent.parent,
                        deviceKey(shown.createdBy()),
                        deviceKey(shown.updatedBy()),
                        bodyChanged || item.row == null ? snippet(item) : item.row.snippet(),
                        state.attachments().additions().size(),
                        conflicts.update(item, parent, table),
                        item.predecessor);
        return ItemRecord.of(item.key, item.id, shown, facts);
    }

    private boolean isMade(WorkItem item) throws SQLException {
        if (item.predecessor == 0) {
            return item.state.createdAs() != null;
        }
        return item.isWritten() || successorDue(item) != null;
    }

    private @Nullable String successorDue(WorkItem successor) throws SQLException {
        var predecessor = shown(workspace.byKey(successor.predecessor));
        return Successor.due(predecessor, recurrences).orElse(null);
    }

    private Shown shown(WorkItem item) throws SQLException {
        if (item.predecessor == 0) {
            return Shown.of(item.state);
        }
        var predecessor = shown(workspace.byKey(item.predecessor));
        var due = Successor.due(predecessor, recurrences).orElse(predecessor.due());
        return Successor.shown(predecessor, item.state, due);
    }

    private long deviceKey(@Nullable EntryId entry) {
        return entry == null ? 0 : devices.of(entry.device()).key();
    }

    private String snippet(WorkItem item) throws SQLException {
        if (Frontier.of(item.state.body()).isEmpty()) {
            return "";
        }
        return Snippets.of(bodies.head(item.key, Snippets.READ_UNITS));
    }

    /// Which parts of the screen beyond rows are concerned.
    private static final class Flags {
        boolean notebooks;
        boolean tags;
        boolean conflicts;

        void compare(@Nullable ItemRecord before, ItemRecord after) {
            boolean wasThere = before != null && before.listed() && !before.trashed();
            boolean isThere = after.listed() && !after.trashed();
            if (after.kind() == ItemKind.NOTEBOOK) {
                notebooks = true;
            } else if (before == null || wasThere != isThere) {
                notebooks |= isThere || wasThere;
                tags |= !after.tags().isEmpty() || before != null && !before.tags().isEmpty();
            } else {
                notebooks |= !Objects.equals(before.notebook(), after.notebook());
                tags |= !before.tags().equals(after.tags());
            }
            conflicts |= (before == null ? 0 : before.conflicts()) != after.conflicts();
        }
    }
}
