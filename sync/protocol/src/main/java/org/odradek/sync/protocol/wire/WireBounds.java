package org.odradek.sync.protocol.wire;

import org.odradek.core.entry.SealedEntry;

/// The bounds of messages. A push is at most one pull page, so that what was taken can always be given.
public final class WireBounds {
    public static final int PROTOCOL_VERSION = 1;

    /// Fits a page in memory many times over, and a slow line still completes one within a request's time.
    public static final int PAGE_BYTES_MAX = 4 << 20;

    /// One transaction at the server and one at the device: short enough that typing never waits for it.
    public static final int PAGE_RECORDS_MAX = 1000;

    /// An attachment's chunk of 1 MiB, sealed.
    public static final int BLOB_BYTES_MAX = (1 << 20) + 4096;

    /// Names asked for at once: the chunks of one attachment of 100 MB, and some.
    public static final int BLOB_NAMES_MAX = 1000;

    public static final int ENTRY_BYTES_MAX = SealedEntry.BYTES_MAX;

    /// A user name, in UTF-16 units after normalisation.
    public static final int USER_NAME_LENGTH_MAX = 64;

    /// A wrapped private key with its parameters.
    public static final int WRAPPED_BYTES_MAX = 1024;

    /// A version vector of 64 devices and a hash, sealed.
    public static final int VIEW_DIGEST_BYTES_MAX = 8 << 10;

    /// Names, sizes and the signed heads of a clone's chunks: a hundred bytes for each of so many as there may be.
    public static final int CLONE_MANIFEST_BYTES_MAX = 1 << 20;

    /// Chunks of 1 MiB: eight times what an account holds by default.
    public static final int CLONE_BLOBS_MAX = 8192;

    /// An offer: its manifest and names, encoded.
    public static final int CLONE_OFFER_BYTES_MAX =
            CLONE_MANIFEST_BYTES_MAX + CLONE_BLOBS_MAX * 40 + 4096;

    /// Positions stay below this, so that a claimed position can never overflow the log's numbering.
    public static final long POSITION_MAX = 1L << 39;

    private WireBounds() {}
}
