package org.odradek.sync.simulation.user;

import org.odradek.core.entry.DeviceId;
import org.odradek.core.entry.EntryId;
import org.odradek.core.entry.ItemId;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/// What a person remembers of what the devices had acknowledged, to be asked for at the end.
public final class Memory {
    private final Map<DeviceId, Long> entries = new HashMap<>();
    private final Map<ItemId, EntryId> items = new LinkedHashMap<>();
    private final Map<String, Line> lines = new LinkedHashMap<>();

    /// A line that nobody takes out again.
    public record Line(ItemId diary, EntryId entry) {}

    /// Notes that were brought along.
    public void brought(Map<ItemId, EntryId> notes) {
        items.putAll(notes);
        notes.values().forEach(this::acknowledged);
    }

    void acknowledged(EntryId entry) {
        entries.merge(entry.device(), entry.seq(), Math::max);
    }

    void made(ItemId item, EntryId entry) {
        items.put(item, entry);
    }

    void wrote(String line, ItemId diary, EntryId entry) {
        lines.put(line, new Line(diary, entry));
    }

    /// The last entry of a device that was acknowledged to the person; 0 before the first.
    public long acknowledgedUpTo(DeviceId device) {
        return entries.getOrDefault(device, 0L);
    }

    /// Every item, and the entry that made it.
    public Map<ItemId, EntryId> items() {
        return items;
    }

    public Map<String, Line> lines() {
        return lines;
    }
}
