package org.odradek.app.flow;

import org.odradek.core.entry.ItemId;
import org.odradek.store.Store;
import org.odradek.store.view.ViewChange;
import org.odradek.store.view.ViewPosition;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/// The store's changes, gathered and told on the FX thread: all that came since the last pulse in one go.
public final class Changes implements AutoCloseable {
    private final Screen screen;
    private final Settled settled;
    private final Store.Subscription subscription;
    private final ConcurrentLinkedQueue<ViewChange> arrived = new ConcurrentLinkedQueue<>();
    private final List<Consumer<Batch>> listeners = new ArrayList<>();
    private ViewPosition position;

    /// What changed since the last time, in order.
    public record Batch(List<ViewChange> changes) {
        public Set<ItemId> items() {
            var items = new LinkedHashSet<ItemId>();
            changes.forEach(change -> items.addAll(change.items()));
            return items;
        }

        public boolean notebooks() {
            return changes.stream().anyMatch(ViewChange::notebooks);
        }

        public boolean tags() {
            return changes.stream().anyMatch(ViewChange::tags);
        }

        public boolean conflicts() {
            return changes.stream().anyMatch(ViewChange::conflicts);
        }

        public boolean delivery() {
            return changes.stream().anyMatch(ViewChange::delivery);
        }
    }

    /// @param position where the view stands now, read before
    public Changes(Store store, ViewPosition position, Screen screen, Settled settled) {
        this.screen = screen;
        this.settled = settled;
        this.position = position;
        this.subscription = store.subscribe(this::arrive);
    }

    /// The position of the view of which the screen has been told. FX thread.
    public ViewPosition position() {
        return position;
    }

    /// Tells the listener of every batch, on the FX thread, after those that were added before it.
    public void listen(Consumer<Batch> listener) {
        listeners.add(listener);
    }

    private void arrive(ViewChange change) {
        settled.begin();
        arrived.add(change);
        screen.show(this::tell);
    }

    /// Tells what has arrived, now; answers whether anything had. FX thread.
    boolean tell() {
        var changes = new ArrayList<ViewChange>();
        for (var change = arrived.poll(); change != null; change = arrived.poll()) {
            changes.add(change);
        }
        if (changes.isEmpty()) {
            return false;
        }
        position = changes.getLast().position();
        var batch = new Batch(List.copyOf(changes));
        try {
            List.copyOf(listeners).forEach(listener -> listener.accept(batch));
        } finally {
            changes.forEach(_ -> settled.end());
        }
        return true;
    }

    @Override
    public void close() {
        subscription.close();
    }
}
