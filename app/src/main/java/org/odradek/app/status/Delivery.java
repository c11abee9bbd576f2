package org.odradek.app.status;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.function.Consumer;

/// What the window asks of the sync client. Any thread.
public interface Delivery {
    SyncState state();

    /// Tells of each change of the state, on any thread.
    void onChange(Consumer<SyncState> listener);

    /// When this device was last in touch with the server; null for never.
    @Nullable Instant lastTouch();

    /// Tries to deliver at once.
    void deliverNow();

    /// Switches delivery off and on; the switch is kept in the profile.
    void workOffline(boolean offline);

    boolean isWorkingOffline();
}
