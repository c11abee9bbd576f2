package org.odradek.core.item;

import org.odradek.core.action.Action;
import org.odradek.core.action.Field;
import org.odradek.core.action.Value;
import org.odradek.core.action.Versioned;
import org.odradek.core.action.WriteId;
import org.odradek.core.causality.Hlc;
import org.odradek.core.causality.VersionVector;
import org.odradek.core.entry.DeviceId;
import org.odradek.core.entry.EntryId;
import org.odradek.core.entry.ItemId;
import org.odradek.core.entry.Origin;

import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/// Devices, stamps and writes for tests of merging.
public final class Samples {
    public static final DeviceId A = new DeviceId(new UUID(10, 1));
    public static final DeviceId B = new DeviceId(new UUID(11, 2));
    public static final ItemId ITEM = new ItemId(new UUID(1, 1));

    private Samples() {}

    public static EntryId entry(DeviceId device, long seq) {
        return new EntryId(device, seq);
    }

    /// A stamp at `hlcMs` by a person who had seen these entries.
    public static Stamp stamp(EntryId entry, long hlcMs, EntryId... seen) {
        var vector = new VersionVector(new TreeMap<>());
        for (var other : seen) {
            vector = vector.with(other);
        }
        return new Stamp(entry, vector, new TreeSet<>(), new Hlc(hlcMs, 0), hlcMs, Origin.USER);
    }

    public static Action.SetField set(ItemId item, Field field, Value value, WriteId... over) {
        SortedSet<WriteId> replaced = new TreeSet<>(Arrays.asList(over));
        return new Action.SetField(item, field.wireName(), List.of(Versioned.own(value)), replaced);
    }

    public static WriteId write(EntryId entry) {
        return new WriteId(entry, 0);
    }
}
