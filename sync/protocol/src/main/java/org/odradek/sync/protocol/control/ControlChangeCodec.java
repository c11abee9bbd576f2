package org.odradek.sync.protocol.control;

import org.odradek.core.cbor.CborReader;
import org.odradek.core.cbor.CborWriter;
import org.odradek.core.cbor.MalformedCborException;
import org.odradek.core.entry.DeviceId;
import org.odradek.core.entry.NewerFormatException;
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.SignedHead;

import java.util.ArrayList;

/// A change as an array whose first element is its kind. An unknown kind is [NewerFormatException], never skipped.
final class ControlChangeCodec {
    private static final int FOUNDED = 1;
    private static final int DEVICE_ENROLLED = 2;
    private static final int DEVICE_RENAMED = 3;
    private static final int CONTENT_KEY_CHANGED = 5;
    private static final int DEVICE_REVOKED = 7;
    private static final int LAST_ENTRY_MOVED = 8;

    /// A removal and a move by the author's word alone, as the first builds wrote them.
    private static final int UNPROVED_REVOKED = 4;

    private static final int UNPROVED_MOVED = 6;

    private ControlChangeCodec() {}

    static void write(CborWriter out, ControlChange change) {
        switch (change) {
            case ControlChange.Founded(var root, var sealedKey) ->
                    out.array(4)
                            .integer(FOUNDED)
                            .bytes(root.sign().array())
                            .bytes(root.box().array())
                            .bytes(sealedKey.array());
            case ControlChange.DeviceEnrolled(
                            var device,
                            var sign,
                            var box,
                            var name,
                            var generation,
                            var keys) ->
                    out.array(7)
                            .integer(DEVICE_ENROLLED)
                            .bytes(device.bytes())
                            .bytes(sign.array())
                            .bytes(box.array())
                            .bytes(name.array())
                            .integer(generation)
                            .bytes(keys.array());
            case ControlChange.DeviceRenamed(var device, var name) ->
                    out.array(3).integer(DEVICE_RENAMED).bytes(device.bytes()).bytes(name.array());
            case ControlChange.DeviceRevoked(var device, var last, var newKey) -> {
                out.array(4).integer(DEVICE_REVOKED).bytes(device.bytes());
                if (last == null) {
                    out.none();
                } else {
                    out.bytes(last.encode().array());
                }
                write(out, newKey);
            }
            case ControlChange.LastEntryMoved(var last) ->
                    out.array(2).integer(LAST_ENTRY_MOVED).bytes(last.encode().array());
            case ControlChange.ContentKeyChanged(var generation, var sealedKeys, var forRoot) -> {
                out.array(4)
                        .integer(CONTENT_KEY_CHANGED)
                        .integer(generation)
                        .array(sealedKeys.size());
                sealedKeys.forEach(
                        key ->
                                out.array(2)
                                        .bytes(key.device().bytes())
                                        .bytes(key.sealed().array()));
                out.bytes(forRoot.array());
            }
        }
    }

    static ControlChange read(CborReader in) {
        int elements = in.array();
        long kind = in.integer();
        var change =
                switch (Math.clamp(kind, 0, Integer.MAX_VALUE)) {
                    case FOUNDED ->
                            new ControlChange.Founded(
                                    new RootKeys(bytes(in), bytes(in)), bytes(in));
                    case DEVICE_ENROLLED ->
                            new ControlChange.DeviceEnrolled(
                                    device(in),
                                    bytes(in),
                                    bytes(in),
                                    bytes(in),
                                    Math.toIntExact(in.integer()),
                                    bytes(in));
                    case DEVICE_RENAMED -> new ControlChange.DeviceRenamed(device(in), bytes(in));
                    case DEVICE_REVOKED ->
                            new ControlChange.DeviceRevoked(
                                    device(in), in.none() ? null : head(in), newKey(in));
                    case CONTENT_KEY_CHANGED -> keyChange(in);
                    case LAST_ENTRY_MOVED -> new ControlChange.LastEntryMoved(head(in));
                    case UNPROVED_REVOKED, UNPROVED_MOVED ->
                            throw new MalformedCborException(
                                    "a removal without the removed device's own word");
                    default -> throw new NewerFormatException("a control change of kind " + kind);
                };
        if (elements != elements(change)) {
            throw new MalformedCborException(
                    "a control change of kind " + kind + " with " + elements + " elements");
        }
        return change;
    }

    private static int elements(ControlChange change) {
        return switch (change) {
            case ControlChange.Founded _ -> 4;
            case ControlChange.DeviceEnrolled _ -> 7;
            case ControlChange.DeviceRenamed _ -> 3;
            case ControlChange.DeviceRevoked _, ControlChange.ContentKeyChanged _ -> 4;
            case ControlChange.LastEntryMoved _ -> 2;
        };
    }

    private static ControlChange.ContentKeyChanged newKey(CborReader in) {
        if (in.array() != 4 || in.integer() != CONTENT_KEY_CHANGED) {
            throw new MalformedCborException("a revocation without a new content key");
        }
        return keyChange(in);
    }

    private static ControlChange.ContentKeyChanged keyChange(CborReader in) {
        int generation = Math.toIntExact(in.integer());
        var sealedKeys = new ArrayList<SealedKey>();
        for (int left = in.array(); left > 0; left--) {
            if (in.array() != 2) {
                throw new MalformedCborException("a sealed key is a device and its box");
            }
            sealedKeys.add(new SealedKey(device(in), bytes(in)));
        }
        return new ControlChange.ContentKeyChanged(generation, sealedKeys, bytes(in));
    }

    private static SignedHead head(CborReader in) {
        return SignedHead.decode(bytes(in));
    }

    private static DeviceId device(CborReader in) {
        return DeviceId.of(in.bytes());
    }

    private static Bytes bytes(CborReader in) {
        return new Bytes(in.bytes());
    }
}
