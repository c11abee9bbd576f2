package org.odradek.sync.protocol.clone;

import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.wire.AccountChain;

/// This device found the clone's state to be its own at the same cut. `POST /v1/clones/confirm`, answered by [CloneConfirmed].
///
/// @param name its [CloneOffer#name()]
public record CloneConfirmation(Bytes name) {
    public CloneConfirmation {
        name.ofSize(AccountChain.HASH_BYTES, "a clone's name");
    }
}
