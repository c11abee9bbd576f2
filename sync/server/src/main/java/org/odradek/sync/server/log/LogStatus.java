package org.odradek.sync.server.log;

import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.wire.Cursor;
import org.odradek.sync.protocol.wire.Wake;

/// Where an account's log stands.
///
/// @param head             the newest record
/// @param trimmed          the log begins after this position
/// @param bytes            what the log holds
/// @param acknowledgements a number that changes whenever a device has acknowledged more
public record LogStatus(
        Cursor head,
        long trimmed,
        long bytes,
        long controlPosition,
        Bytes controlHash,
        long acknowledgements) {
    public Wake wake() {
        return new Wake(head.epoch(), head.position(), controlPosition, acknowledgements);
    }
}
