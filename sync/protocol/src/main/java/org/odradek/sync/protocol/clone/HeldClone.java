package org.odradek.sync.protocol.clone;

import org.odradek.core.entry.DeviceId;

import java.util.List;
import java.util.Objects;

/// A clone as the server holds it.
///
/// @param offeredAtMs by the server's clock
/// @param confirmedBy the devices other than the author that found the same state at the cut
/// @param allowsTrim  whether the log up to the cut may be dropped: somebody has confirmed it, or nobody else was there to do so for
///                    long enough
public record HeldClone(
        CloneOffer offer, long offeredAtMs, List<DeviceId> confirmedBy, boolean allowsTrim) {
    public HeldClone {
        Objects.requireNonNull(offer, "offer");
        confirmedBy = List.copyOf(confirmedBy);
    }
}
