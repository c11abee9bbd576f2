package org.odradek.sync.protocol.wire;

import org.jspecify.annotations.Nullable;
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.SignedHead;

import java.util.List;

/// Delivers entries of any of the account's devices, in order of seq for each device, and signed heads. Idempotent by (device, seq).
/// `POST /v1/push`, at most one pull page.
///
/// @param entries    sealed entries, encoded
/// @param heads      taken after the entries; each must be of an entry that the server then has; at most 64, since each is verified
/// @param viewDigest this device's vector and viewHash, sealed for the account, for the others to compare; null to leave the last
public record Push(List<Bytes> entries, List<SignedHead> heads, @Nullable Bytes viewDigest) {
    /// One for each device that an account may have.
    public static final int HEADS_MAX = 64;

    public Push {
        entries = List.copyOf(entries);
        heads = List.copyOf(heads);
        if (heads.size() > HEADS_MAX
                || entries.size() + heads.size() > WireBounds.PAGE_RECORDS_MAX) {
            throw new IllegalArgumentException(
                    "a push of " + entries.size() + " entries and " + heads.size() + " heads");
        }
        long totalBytes = 0;
        for (var entry : entries) {
            totalBytes += entry.atMost(WireBounds.ENTRY_BYTES_MAX, "a sealed entry").size();
        }
        if (totalBytes > WireBounds.PAGE_BYTES_MAX) {
            throw new IllegalArgumentException("a push of " + totalBytes + " bytes");
        }
        if (viewDigest != null) {
            viewDigest.atMost(WireBounds.VIEW_DIGEST_BYTES_MAX, "a view digest");
        }
    }
}
