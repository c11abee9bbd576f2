package org.odradek.sync.client.clone;

import org.odradek.sync.client.transport.Transport;
import org.odradek.sync.protocol.clone.CloneOffer;
import org.odradek.sync.protocol.clone.Clones;
import org.odradek.sync.protocol.clone.HeldClone;
import org.odradek.sync.protocol.wire.Refusal;
import org.odradek.sync.protocol.wire.Token;
import org.odradek.sync.protocol.wire.Wake;
import org.odradek.sync.protocol.wire.Wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// A server that holds clones, the newest first, and their chunks by path, and nothing else.
final class Shelf implements Transport {
    static final String CHUNK = "/v1/blobs/";

    private final List<CloneOffer> offers;
    private final Map<String, byte[]> blobs;

    /// Paths of chunks, as often as they were asked for.
    final List<String> fetched = new ArrayList<>();

    Shelf(List<CloneOffer> offers, Map<String, byte[]> blobs) {
        this.offers = offers;
        this.blobs = blobs;
    }

    @Override
    public Raw send(Request request) {
        if (request.path().equals("/v1/clones")) {
            var held =
                    offers.stream()
                            .map(offer -> new HeldClone(offer, 0, List.of(), false))
                            .toList();
            return new Raw.Arrived(200, Wire.encode(new Clones(held)));
        }
        fetched.add(request.path());
        var blob = blobs.get(request.path());
        return blob == null
                ? new Raw.Arrived(404, Wire.encode(new Refusal.NotFound()))
                : new Raw.Arrived(200, blob);
    }

    @Override
    public AutoCloseable listen(Token token, Consumer<Wake> woken, Runnable closed) {
        throw new UnsupportedOperationException("nobody listens here");
    }

    @Override
    public void close() {}
}
