package org.odradek.core.causality;

import org.odradek.core.entry.DeviceId;
import org.odradek.core.entry.EntryId;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// How far each device's log had been received: device → highest seq of a gap-free prefix (Parker et al. 1983). Immutable; devices
/// at 0 are left out.
public record VersionVector(SortedMap<DeviceId, Long> seqByDevice) {
    public static final VersionVector EMPTY = new VersionVector(new TreeMap<>());

    public VersionVector {
        for (var seq : seqByDevice.values()) {
            if (seq < 1) {
                throw new IllegalArgumentException("a version vector holds no seq of " + seq);
            }
        }
        seqByDevice = Collections.unmodifiableSortedMap(new TreeMap<>(seqByDevice));
    }

    /// The seq of this device's newest received entry; 0 when there is none.
    public long seq(DeviceId device) {
        return seqByDevice.getOrDefault(device, 0L);
    }

    public boolean covers(EntryId entry) {
        return seq(entry.device()) >= entry.seq();
    }

    public boolean covers(VersionVector other) {
        for (var each : other.seqByDevice.entrySet()) {
            if (seq(each.getKey()) < each.getValue()) {
                return false;
            }
        }
        return true;
    }

    public VersionVector with(EntryId entry) {
        return merge(Map.of(entry.device(), entry.seq()));
    }

    /// This vector and these entries.
    public VersionVector with(Collection<EntryId> entries) {
        var newest = new TreeMap<DeviceId, Long>();
        entries.forEach(entry -> newest.merge(entry.device(), entry.seq(), Math::max));
        return merge(newest);
    }

    /// The least vector that covers this one and the other.
    public VersionVector merge(VersionVector other) {
        return covers(other) ? this : merge(other.seqByDevice);
    }

    /// What this vector has beyond an earlier one; `earlier.merge(difference)` is this vector again.
    public VersionVector differenceTo(VersionVector earlier) {
        var difference = new TreeMap<DeviceId, Long>();
        seqByDevice.forEach(
                (device, seq) -> {
                    if (seq > earlier.seq(device)) {
                        difference.put(device, seq);
                    }
                });
        return new VersionVector(difference);
    }

    private VersionVector merge(Map<DeviceId, Long> other) {
        var merged = new TreeMap<>(seqByDevice);
        other.forEach((device, seq) -> merged.merge(device, seq, Math::max));
        return new VersionVector(merged);
    }
}
