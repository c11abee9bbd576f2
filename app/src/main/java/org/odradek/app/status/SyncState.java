package org.odradek.app.status;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// How delivery stands, as far as a person wants to know.
public sealed interface SyncState {
    /// There is no account.
    record Local() implements SyncState {}

    /// Everything is delivered.
    record UpToDate(Instant lastTouch) implements SyncState {}

    /// A transfer that takes long enough to be told.
    record Moving(boolean sending, int edits) implements SyncState {}

    /// Out of touch, and nothing waits.
    record Offline(@Nullable Instant lastTouch) implements SyncState {}

    /// Items whose edits wait for longer than a moment.
    record Delayed(int edits, Instant since) implements SyncState {}

    /// The person switched delivery off.
    record WorkingOffline(int edits) implements SyncState {}

    /// A full copy is coming, in percent.
    ///
    /// @param lastUpToDate when this device last had everything; null when it never had
    record Cloning(int percent, @Nullable Instant lastUpToDate) implements SyncState {}

    /// Only the person can go on: one sentence says with what.
    ///
    /// @param signingInHelps whether signing in again is what they should do
    record NeedsYou(String sentence, boolean signingInHelps) implements SyncState {}
}
