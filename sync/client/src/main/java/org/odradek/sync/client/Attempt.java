package org.odradek.sync.client;

import java.time.Duration;

/// What came of one round with the server.
sealed interface Attempt {
    /// Everything that was to be moved was moved.
    record Complete() implements Attempt {}

    /// Something was moved and more is to come; go on at once.
    record More() implements Attempt {}

    /// A clone is on its way in; go on at once.
    ///
    /// @param progress from 0 to 1
    record Cloning(double progress) implements Attempt {}

    /// A clone is needed, and another device has to make it first.
    record AwaitsClone() implements Attempt {}

    /// The server did not answer, or asked for time.
    record Later(Duration after) implements Attempt {}

    /// Something failed here. A person hears why, and it is tried again nevertheless.
    record Failed(NeedsPerson why) implements Attempt {}

    /// Only a person can go on.
    ///
    /// @param sentence       one for them
    /// @param signingInHelps whether signing in again on this device mends it
    record NeedsPerson(String sentence, boolean signingInHelps) implements Attempt {}
}
