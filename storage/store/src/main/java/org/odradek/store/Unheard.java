package org.odradek.store;

import org.odradek.core.entry.DeviceId;
import org.odradek.core.entry.EntryId;
import org.odradek.core.entry.ItemId;
import org.odradek.core.text.Splice;
import org.odradek.store.view.Materialized;
import org.odradek.store.view.ViewChange;
import org.odradek.store.view.ViewChange.BodyChange;
import org.odradek.store.view.ViewDifference.Differing;
import org.odradek.store.view.ViewPosition;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Changes of the view that belong to no batch: of entries that were read back from the journal, and of tables that were made anew.
/// Belongs to the writing thread.
final class Unheard implements Replay.Listener {
    private final DeviceId self;
    private final Set<ItemId> items = new LinkedHashSet<>();
    private final Map<ItemId, BodyChange> bodies = new LinkedHashMap<>();
    private DeviceId device;
    private boolean any;
    private boolean own = true;

    Unheard(DeviceId self) {
        this.self = self;
        this.device = self;
    }

    @Override
    public void committed(List<EntryId> applied, Set<ItemId> delivered, Materialized changes) {
        any = true;
        foundIn(applied);
        items.addAll(delivered);
        items.addAll(changes.items());
        changes.bodies().forEach((item, change) -> bodies.merge(item, change, Unheard::both));
    }

    /// Entries that are in the view now.
    void foundIn(Collection<EntryId> entries) {
        any = true;
        for (var entry : entries) {
            device = entry.device();
            own &= device.equals(self);
        }
    }

    void differs(Differing item) {
        items.add(item.id());
        if (item.body() != null) {
            bodies.put(item.id(), item.body());
        }
    }

    private static BodyChange both(BodyChange one, BodyChange next) {
        var splices = new ArrayList<Splice>(one.splices());
        splices.addAll(next.splices());
        return new BodyChange(one.before(), splices, next.after());
    }

    boolean isNothing() {
        return !any;
    }

    /// Everything at once, with whatever may have changed along.
    ViewChange change(ViewPosition position) {
        return new ViewChange(
                position, own, device, Set.copyOf(items), bodies, true, true, true, true);
    }
}
