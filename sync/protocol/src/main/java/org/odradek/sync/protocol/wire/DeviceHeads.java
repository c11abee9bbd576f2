package org.odradek.sync.protocol.wire;

import org.odradek.core.entry.DeviceId;
import org.odradek.sync.protocol.Bytes;

import java.util.List;
import java.util.Objects;

/// How far the server has each device's log, by which a device knows what to push. `GET /v1/heads`
public record DeviceHeads(List<DeviceHead> heads) {
    /// The newest entry of one device: its seq and the hash of its header.
    public record DeviceHead(DeviceId device, long seq, Bytes hash) {
        public DeviceHead {
            Objects.requireNonNull(device, "device");
            Objects.requireNonNull(hash, "hash");
        }
    }

    public DeviceHeads {
        heads = List.copyOf(heads);
    }
}
