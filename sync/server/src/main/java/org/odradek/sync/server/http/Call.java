package org.odradek.sync.server.http;

import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.wire.Wire;

/// A request, read and within its bound.
///
/// @param tail  what follows the route's prefix in the path
/// @param query the query string, empty without one
record Call(String tail, String query, Bytes body) {
    <T> T message(Class<T> type) {
        return Wire.decode(body.array(), type);
    }
}
