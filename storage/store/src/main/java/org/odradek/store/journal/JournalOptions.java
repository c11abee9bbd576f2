package org.odradek.store.journal;

import java.util.UUID;

/// Whose journal it is, and its bounds.
///
/// @param profile the profile that owns the journal, written into every segment's header
/// @param segmentBytesMax size at which a new segment file is begun
/// @param extendStepBytes how much zero-filled space is written ahead at a time
/// @param queueBytesMax payload bytes that may wait for the writer before callers are held back
public record JournalOptions(
        UUID profile, int segmentBytesMax, int extendStepBytes, int queueBytesMax) {

    /// A sealed entry has at most 1 MiB; twice that leaves room for drafts and envelopes, and keeps a
    /// damaged length field from asking for absurd buffers.
    public static final int PAYLOAD_BYTES_MAX = 2 << 20;

    /// 64 MiB: small enough to be copied by a purge in a second, large enough that years of notes are
    /// some dozens of files.
    public static final int SEGMENT_BYTES = 64 << 20;

    /// 4 MiB: some ten thousand edits between two extensions, each of which costs one slower force.
    public static final int EXTEND_STEP_BYTES = 4 << 20;

    /// 16 MiB: several pull pages; more would only mean more memory for the same disk.
    public static final int QUEUE_BYTES = 16 << 20;

    public JournalOptions {
        int least = SegmentFormat.HEADER_BYTES + RecordFormat.HEADER_BYTES;
        if (segmentBytesMax < least) {
            throw new IllegalArgumentException("segmentBytesMax is too small: " + segmentBytesMax);
        }
        if (extendStepBytes < 1) {
            throw new IllegalArgumentException("extendStepBytes is too small: " + extendStepBytes);
        }
        if (queueBytesMax < 1) {
            throw new IllegalArgumentException("queueBytesMax is too small: " + queueBytesMax);
        }
    }

    /// The bounds used by the application.
    public static JournalOptions of(UUID profile) {
        return new JournalOptions(profile, SEGMENT_BYTES, EXTEND_STEP_BYTES, QUEUE_BYTES);
    }
}
