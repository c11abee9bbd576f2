package org.odradek.app.window;

import org.odradek.app.status.Delivery;
import org.odradek.app.status.SyncState;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/// A delivery that stands as a test says.
final class SetDelivery implements Delivery {
    private final List<Consumer<SyncState>> listeners = new CopyOnWriteArrayList<>();
    private volatile SyncState state;

    SetDelivery(SyncState state) {
        this.state = state;
    }

    void set(SyncState now) {
        state = now;
        listeners.forEach(listener -> listener.accept(now));
    }

    @Override
    public SyncState state() {
        return state;
    }

    @Override
    public void onChange(Consumer<SyncState> listener) {
        listeners.add(listener);
    }

    @Override
    public Instant lastTouch() {
        return Instant.now().minus(Duration.ofMinutes(20));
    }

    @Override
    public void deliverNow() {
        set(state);
    }

    @Override
    public void workOffline(boolean offline) {
        throw new AssertionError("nobody switches it off here");
    }

    @Override
    public boolean isWorkingOffline() {
        return false;
    }
}
