package org.odradek.sync.protocol.wire;

import org.odradek.sync.protocol.Bytes;

import java.util.List;

/// Names of sealed chunks: an HMAC of their plaintext, 32 bytes each. `POST /v1/blobs/held` answers those of the asked ones that the
/// server holds; a chunk held is not sent again.
public record BlobNames(List<Bytes> names) {
    public static final int NAME_BYTES = 32;

    public BlobNames {
        names = List.copyOf(names);
        if (names.size() > WireBounds.BLOB_NAMES_MAX) {
            throw new IllegalArgumentException(names.size() + " blob names");
        }
        names.forEach(name -> name.ofSize(NAME_BYTES, "a blob's name"));
    }
}
