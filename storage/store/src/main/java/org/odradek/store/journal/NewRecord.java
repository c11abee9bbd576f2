package org.odradek.store.journal;

import java.util.ArrayList;
import java.util.List;

/// A record to be appended. The payload must not be changed until the append has returned.
///
/// @param kind what it is for
/// @param payload at most [JournalOptions#PAYLOAD_BYTES_MAX] bytes, may be empty
/// @param continued whether it counts only together with the record behind it
public record NewRecord(RecordKind kind, byte[] payload, boolean continued) {

    public NewRecord {
        if (payload.length > JournalOptions.PAYLOAD_BYTES_MAX) {
            throw new IllegalArgumentException(
                    "A payload has at most "
                            + JournalOptions.PAYLOAD_BYTES_MAX
                            + " bytes: "
                            + payload.length);
        }
    }

    public NewRecord(RecordKind kind, byte[] payload) {
        this(kind, payload, false);
    }

    /// The records as an atomic group: after a crash all of them are there, or none.
    public static List<NewRecord> group(List<NewRecord> records) {
        var group = new ArrayList<NewRecord>();
        for (var record : records) {
            boolean isLast = group.size() == records.size() - 1;
            group.add(new NewRecord(record.kind, record.payload, !isLast));
        }
        return group;
    }
}
