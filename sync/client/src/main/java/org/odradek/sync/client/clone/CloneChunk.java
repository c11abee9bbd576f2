package org.odradek.sync.client.clone;

import org.odradek.core.cbor.MalformedCborException;
import org.odradek.core.entry.SealedEntry;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// The content of one chunk: sealed entries, each behind its length in four bytes.
final class CloneChunk {
    /// What one chunk holds; a larger entry stands alone.
    static final int BYTES_MAX = 900 << 10;

    static final int OVERHEAD_BYTES = 4;

    private CloneChunk() {}

    static byte[] encode(List<SealedEntry> entries) {
        var encoded = entries.stream().map(SealedEntry::encode).toList();
        int size = encoded.stream().mapToInt(each -> OVERHEAD_BYTES + each.length).sum();
        var out = ByteBuffer.allocate(size);
        encoded.forEach(each -> out.putInt(each.length).put(each));
        return out.array();
    }

    /// Throws [MalformedCborException] for what no version writes.
    static List<SealedEntry> decode(byte[] content) {
        var in = ByteBuffer.wrap(content);
        var entries = new ArrayList<SealedEntry>();
        while (in.hasRemaining()) {
            int length = in.remaining() < OVERHEAD_BYTES ? -1 : in.getInt();
            if (length < 0 || length > in.remaining()) {
                throw new MalformedCborException("a chunk that ends inside an entry");
            }
            var encoded = new byte[length];
            in.get(encoded);
            entries.add(SealedEntry.decode(encoded));
        }
        return entries;
    }
}
