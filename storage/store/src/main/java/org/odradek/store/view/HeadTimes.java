package org.odradek.store.view;

import org.odradek.core.action.WriteId;
import org.odradek.core.entry.DeviceId;
import org.odradek.core.entry.ItemId;
import org.odradek.core.item.ItemState;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/// Remembers which heads other devices' entries replaced, so that an edit made upon an older screen replaces what that screen showed and
/// nothing that arrived meanwhile. Belongs to the writing thread.
final class HeadTimes {
    /// A screen lags by a frame; ten thousand changes are minutes of a busy pull.
    private static final int CHANGES_MAX = 10_000;

    private final Map<FieldKey, List<Change>> changes = new HashMap<>();
    private final Deque<FieldKey> inOrder = new ArrayDeque<>();

    private record FieldKey(ItemId item, String field) {}

    private record Change(ViewPosition position, SortedSet<WriteId> before) {}

    void note(ViewPosition position, ItemState before, ItemState after) {
        after.registers()
                .forEach(
                        (field, register) -> {
                            var old = before.register(field);
                            if (!old.equals(register)) {
                                var key = new FieldKey(after.id(), field);
                                changes.computeIfAbsent(key, _ -> new ArrayList<>())
                                        .add(new Change(position, old.headIds()));
                                inOrder.add(key);
                            }
                        });
        while (inOrder.size() > CHANGES_MAX) {
            var eldest = inOrder.remove();
            var ofField = changes.get(eldest);
            if (ofField != null) {
                ofField.removeFirst();
                if (ofField.isEmpty()) {
                    changes.remove(eldest);
                }
            }
        }
    }

    /// The heads at a position, and own ones written since.
    SortedSet<WriteId> at(
            ItemId item, String field, ViewPosition upon, SortedSet<WriteId> now, DeviceId own) {
        var later =
                changes.getOrDefault(new FieldKey(item, field), List.of()).stream()
                        .filter(change -> change.position().compareTo(upon) > 0)
                        .findFirst();
        if (later.isEmpty()) {
            return now;
        }
        var heads = new TreeSet<>(later.get().before());
        now.stream().filter(head -> head.entry().device().equals(own)).forEach(heads::add);
        return heads;
    }
}
