package org.odradek.store.journal;

/// A record to be appended. The payload must not be changed until the append has returned.
///
/// @param kind what it is for
/// @param payload at most [JournalOptions#PAYLOAD_BYTES_MAX] bytes, may be empty
public record NewRecord(RecordKind kind, byte[] payload) {

    public NewRecord {
        if (payload.length > JournalOptions.PAYLOAD_BYTES_MAX) {
            throw new IllegalArgumentException(
                    "A payload has at most "
                            + JournalOptions.PAYLOAD_BYTES_MAX
                            + " bytes: "
                            + payload.length);
        }
    }
}
