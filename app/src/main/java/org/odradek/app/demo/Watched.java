package org.odradek.app.demo;

import org.jspecify.annotations.Nullable;
import org.odradek.app.status.SyncState;
import org.odradek.core.entry.ItemId;
import org.odradek.sync.protocol.connection.Connections;

import java.util.Optional;
import java.util.function.Function;

/// A device's place in the bar: empty until its profile is open in a window. Any thread; while somebody looks at the profile it is not
/// given free.
final class Watched implements LongAbsence.Other {
    private final NetworkModel.Side shown;
    private @Nullable OpenDevice device;

    Watched(NetworkModel.Side shown) {
        this.shown = shown;
    }

    /// What is seen of a device at one moment.
    record Glance(SyncState state, Progress.Device device) {}

    synchronized void take(@Nullable OpenDevice opened) {
        device = opened;
    }

    private synchronized @Nullable OpenDevice device() {
        return device;
    }

    /// @param rent the task that gets two titles
    synchronized @Nullable Glance glance(ItemId rent) {
        var open = device;
        if (open == null) {
            return null;
        }
        var store = open.store();
        var title = store.view().item(rent).map(item -> item.row().title()).orElse("");
        int conflicts = store.view().conflicts().size();
        boolean waits = store.standing().undelivered() > 0;
        return new Glance(open.delivery().state(), new Progress.Device(waits, title, conflicts));
    }

    /// FX thread.
    void show(@Nullable Glance glance) {
        if (glance != null) {
            shown.show(glance.state(), glance.device().conflicts());
        }
    }

    @Override
    public void deliver() {
        var open = device();
        if (open != null) {
            open.delivery().deliverNow();
        }
    }

    @Override
    public synchronized <T> T at(Function<Person, T> there) {
        var open = device;
        if (open == null) {
            throw new IllegalStateException("a device of the demo has no window now");
        }
        return there.apply(new Person(open.store(), open.options()));
    }

    /// Takes a few requests, for which nobody else waits.
    @Override
    public Optional<Connections> connections() {
        var open = device();
        return open == null ? Optional.empty() : open.connections().get();
    }
}
