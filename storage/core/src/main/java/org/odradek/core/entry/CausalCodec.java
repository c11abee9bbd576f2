package org.odradek.core.entry;

import org.odradek.core.causality.Hlc;
import org.odradek.core.causality.VersionVector;
import org.odradek.core.cbor.CborReader;
import org.odradek.core.cbor.CborWriter;
import org.odradek.core.cbor.MalformedCborException;

import java.util.TreeMap;
import java.util.TreeSet;

/// The causal part as CBOR: an array whose first ten elements never change; a newer version appends, and what it appends is passed
/// over here and kept in the sealed bytes.
final class CausalCodec {
    private static final int ELEMENTS = 10;

    private CausalCodec() {}

    static byte[] encode(Causal causal) {
        var out = new CborWriter().array(ELEMENTS);
        var seen = causal.seen().seqByDevice();
        out.map(seen.size());
        seen.forEach((device, seq) -> out.bytes(device.bytes()).integer(seq));
        out.array(causal.parked().size());
        causal.parked()
                .forEach(entry -> out.array(2).bytes(entry.device().bytes()).integer(entry.seq()));
        out.integer(causal.hlc().wallMs()).integer(causal.hlc().counter());
        out.integer(causal.wallMs()).text(causal.zone()).integer(causal.origin().code());
        out.bytes(causal.gesture().id().bytes());
        out.array(2).integer(causal.gesture().index()).flag(causal.gesture().last());
        var server = causal.server();
        if (server == null) {
            out.none();
        } else {
            out.array(3).integer(server.epoch()).integer(server.position()).bytes(server.hash());
        }
        return out.toByteArray();
    }

    static Causal decode(byte[] encoded) {
        var in = new CborReader(encoded);
        if (in.array() < ELEMENTS) {
            throw new MalformedCborException(
                    "a causal part has at least " + ELEMENTS + " elements");
        }
        try {
            var seen = new TreeMap<DeviceId, Long>();
            for (int left = in.map(); left > 0; left--) {
                seen.put(DeviceId.of(in.bytes()), in.integer());
            }
            var parked = new TreeSet<EntryId>();
            for (int left = in.array(); left > 0; left--) {
                in.array();
                parked.add(new EntryId(DeviceId.of(in.bytes()), in.integer()));
            }
            var hlc = new Hlc(in.integer(), in.integer());
            long wallMs = in.integer();
            var zone = in.text();
            var origin = Origin.ofCode(in.integer());
            var gestureId = GestureId.of(in.bytes());
            in.array();
            var gesture = new Gesture(gestureId, Math.toIntExact(in.integer()), in.flag());
            ServerSight server = null;
            if (!in.none()) {
                in.array();
                server = new ServerSight(in.integer(), in.integer(), in.bytes());
            }
            return new Causal(
                    new VersionVector(seen), parked, hlc, wallMs, zone, origin, gesture, server);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new MalformedCborException(
                    "a causal part that no version writes: " + e.getMessage());
        }
    }
}
