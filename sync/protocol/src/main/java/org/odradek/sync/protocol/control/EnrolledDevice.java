package org.odradek.sync.protocol.control;

import org.jspecify.annotations.Nullable;
import org.odradek.core.entry.DeviceId;
import org.odradek.sync.protocol.Bytes;

import java.util.Optional;

/// A device as the control log has it now.
///
/// @param sealedContentKeys all content keys up to `keyGeneration`, sealed to `box` at enrolment; later ones stand in [KeyGeneration]
/// @param sinceMs           when it was enrolled, by the author's clock
/// @param revokedAfter      null while it is not revoked
public record EnrolledDevice(
        DeviceId device,
        Bytes sign,
        Bytes box,
        Bytes sealedName,
        int keyGeneration,
        Bytes sealedContentKeys,
        long sinceMs,
        @Nullable LastEntry revokedAfter) {
    /// The entry after which a revoked device counts no more: its seq, 0 for none, and its hash in the device's chain.
    ///
    /// @param isMoved whether another device has said since that it had more than the one that revoked this one
    public record LastEntry(long seq, Bytes hash, long revokedAtMs, boolean isMoved) {}

    public boolean isRevoked() {
        return revokedAfter != null;
    }

    /// Whether an entry of this device counts no more, since the device had been revoked before it.
    public boolean isShutOut(long seq) {
        return revokedAfter != null && seq > revokedAfter.seq();
    }

    public Optional<LastEntry> lastEntry() {
        return Optional.ofNullable(revokedAfter);
    }

    EnrolledDevice renamed(Bytes name) {
        return new EnrolledDevice(
                device, sign, box, name, keyGeneration, sealedContentKeys, sinceMs, revokedAfter);
    }

    /// A revoked device whose last entry is a later one.
    EnrolledDevice lastAt(long seq, Bytes hash) {
        long atMs = lastEntry().orElseThrow().revokedAtMs();
        return revoked(new LastEntry(seq, hash, atMs, true));
    }

    EnrolledDevice revoked(LastEntry last) {
        return new EnrolledDevice(
                device, sign, box, sealedName, keyGeneration, sealedContentKeys, sinceMs, last);
    }
}
