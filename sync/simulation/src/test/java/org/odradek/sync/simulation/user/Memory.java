package org.odradek.sync.simulation.user;

import org.odradek.core.entry.EntryId;
import org.odradek.core.entry.ItemId;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/// What a person remembers of what the devices had acknowledged, to be asked for at the end.
public final class Memory {
    private final Set<EntryId> entries = new LinkedHashSet<>();
    private final Set<ItemId> items = new LinkedHashSet<>();
    private final Map<String, ItemId> lines = new LinkedHashMap<>();

    void acknowledged(EntryId entry) {
        entries.add(entry);
    }

    void made(ItemId item) {
        items.add(item);
    }

    /// A line that nobody takes out again.
    void wrote(String line, ItemId diary) {
        lines.put(line, diary);
    }

    public Set<EntryId> entries() {
        return entries;
    }

    public Set<ItemId> items() {
        return items;
    }

    public Map<String, ItemId> lines() {
        return lines;
    }
}
