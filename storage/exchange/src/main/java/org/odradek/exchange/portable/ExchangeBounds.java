package org.odradek.exchange.portable;

/// The bounds of what crosses this module's door; more is refused with a warning, never cut.
public final class ExchangeBounds {
    /// A title is a line in a list; the store takes no longer one.
    public static final int TITLE_CHARS_MAX = 500;

    /// The largest body that the store takes.
    public static final int BODY_BYTES_MAX = 16 * 1024 * 1024;

    /// The largest attachment that the store takes.
    public static final long ATTACHMENT_BYTES_MAX = 100_000_000L;

    /// More files than any vault known to us has (some 100,000); keeps the list of names in memory small.
    public static final int FILES_MAX = 1_000_000;

    /// A compressed archive is unpacked to a temporary file; this keeps a malicious one from filling the disk.
    public static final long UNPACKED_BYTES_MAX = 8L * 1024 * 1024 * 1024;

    /// Notebooks nested deeper than this are a malformed or malicious source.
    public static final int NOTEBOOK_DEPTH_MAX = 100;

    private ExchangeBounds() {}
}
