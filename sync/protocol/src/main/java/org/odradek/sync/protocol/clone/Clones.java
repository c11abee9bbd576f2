package org.odradek.sync.protocol.clone;

import java.util.List;

/// The clones that the server holds, the newest cut first. With any of them and the log after its cut a device has everything.
/// `GET /v1/clones`
public record Clones(List<HeldClone> clones) {
    public Clones {
        clones = List.copyOf(clones);
    }
}
