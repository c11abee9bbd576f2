package org.odradek.core.entry;

import org.jspecify.annotations.Nullable;
import org.odradek.core.cbor.CborReader;
import org.odradek.core.cbor.CborWriter;
import org.odradek.core.cbor.MalformedCborException;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// An entry as it is stored and sent: the clear header, the sealed causal part and one sealed part an item, null where a purge has
/// dropped it. Sealed once; every journal and every server holds these bytes.
public record SealedEntry(Header header, byte[] causal, List<byte @Nullable []> parts) {
    /// A sealed entry's encoding is no longer than this, so that a page of entries and a server's row stay bounded.
    public static final int BYTES_MAX = 1 << 20;

    public SealedEntry {
        parts = Collections.unmodifiableList(new ArrayList<>(parts));
    }

    public EntryId id() {
        return header.id();
    }

    /// Whether the sealed parts are those that the header binds; a dropped part counts as fitting.
    public boolean isWhole() {
        boolean whole = header.causal().fits(causal) && parts.size() == header.parts().size();
        for (int i = 0; whole && i < parts.size(); i++) {
            byte[] part = parts.get(i);
            whole = part == null || header.parts().get(i).fits(part);
        }
        return whole;
    }

    public byte[] encode() {
        var out =
                new CborWriter().array(3).bytes(header.encode()).bytes(causal).array(parts.size());
        for (byte[] part : parts) {
            if (part == null) {
                out.none();
            } else {
                out.bytes(part);
            }
        }
        return out.toByteArray();
    }

    /// Throws [MalformedCborException] or [NewerFormatException]; does not check digests, see [#isWhole()].
    public static SealedEntry decode(byte[] encoded) {
        var in = new CborReader(encoded);
        if (in.array() != 3) {
            throw new MalformedCborException("a sealed entry has three elements");
        }
        var header = Header.decode(in.bytes());
        var causal = in.bytes();
        var parts = new ArrayList<byte @Nullable []>();
        for (int left = in.array(); left > 0; left--) {
            parts.add(in.none() ? null : in.bytes());
        }
        if (!in.isAtEnd()) {
            throw new MalformedCborException("bytes after a sealed entry");
        }
        return new SealedEntry(header, causal, parts);
    }
}
