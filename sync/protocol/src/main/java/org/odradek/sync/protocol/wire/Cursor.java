package org.odradek.sync.protocol.wire;

import org.odradek.sync.protocol.Bytes;

/// How far a device has the account's log: the position of the last record, and the account chain's hash there, by which a server
/// that lost or changed something is noticed. The start of every log is [#START].
///
/// @param epoch begins with 1, and anew each time a device shows the server that it was rolled back
/// @param hash  32 bytes; see [AccountChain]
public record Cursor(long epoch, long position, Bytes hash) {
    public static final Cursor START = new Cursor(1, 0, AccountChain.START);

    public Cursor {
        if (epoch < 1 || position < 0 || position > WireBounds.POSITION_MAX) {
            throw new IllegalArgumentException("a cursor at " + epoch + "/" + position);
        }
        hash.ofSize(AccountChain.HASH_BYTES, "a chain hash");
    }
}
