package org.odradek.app.status;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.function.Consumer;

/// Delivery of a profile without an account: there is nothing to deliver to.
public final class LocalOnly implements Delivery {
    @Override
    public SyncState state() {
        return new SyncState.Local();
    }

    @Override
    public void onChange(Consumer<SyncState> listener) {
        // The state of a profile without an account never changes.
    }

    @Override
    public @Nullable Instant lastTouch() {
        return null;
    }

    @Override
    public void deliverNow() {
        // Everything is where it belongs: on this device.
    }

    @Override
    public void workOffline(boolean offline) {
        // Without an account every edit stays here anyway.
    }

    @Override
    public boolean isWorkingOffline() {
        return false;
    }
}
