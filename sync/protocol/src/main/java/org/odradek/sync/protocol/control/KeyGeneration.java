package org.odradek.sync.protocol.control;

import org.odradek.core.entry.DeviceId;
import org.odradek.sync.protocol.Bytes;

import java.util.List;
import java.util.Optional;

/// One of the account's content keys, as the control log hands it out. Devices enrolled later have it from their enrolment.
public record KeyGeneration(int generation, List<SealedKey> sealedKeys, Bytes sealedKeyForRoot) {
    public KeyGeneration {
        sealedKeys = List.copyOf(sealedKeys);
    }

    /// This key, sealed to one device; empty when it was not enrolled at that time.
    public Optional<Bytes> sealedFor(DeviceId device) {
        return sealedKeys.stream()
                .filter(key -> key.device().equals(device))
                .map(SealedKey::sealed)
                .findFirst();
    }
}
