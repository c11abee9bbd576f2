package org.odradek.sync.protocol.clone;

import org.odradek.core.entry.DeviceId;
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.Purpose;
import org.odradek.sync.protocol.wire.BlobNames;
import org.odradek.sync.protocol.wire.Cursor;
import org.odradek.sync.protocol.wire.WireBounds;

import java.util.List;
import java.util.Objects;

/// A clone whose chunks the server holds. `POST /v1/clones`, answered by [CloneAnswer].
///
/// @param author   the device that made and signed it, and sends this
/// @param cut      the clone holds everything in the account's log up to here
/// @param manifest sealed and signed by the author; the server does not read it
/// @param blobs    the chunks that it needs, of this clone's kind alone: the server drops them some time after the last clone that
///                 lists them, so that an attachment's chunk must not be among them
/// @param madeAtMs by the author's clock
public record CloneOffer(
        DeviceId author, Cursor cut, Bytes manifest, List<Bytes> blobs, long madeAtMs) {
    public CloneOffer {
        Objects.requireNonNull(author, "author");
        Objects.requireNonNull(cut, "cut");
        manifest.atMost(WireBounds.CLONE_MANIFEST_BYTES_MAX, "a clone's manifest");
        blobs = List.copyOf(blobs);
        if (blobs.size() > WireBounds.CLONE_BLOBS_MAX) {
            throw new IllegalArgumentException("a clone of " + blobs.size() + " blobs");
        }
        blobs.forEach(name -> name.ofSize(BlobNames.NAME_BYTES, "a blob's name"));
    }

    /// What the clone is called when a device confirms it: a hash of the manifest.
    public Bytes name() {
        return Purpose.CLONE.sha256(manifest.array());
    }
}
