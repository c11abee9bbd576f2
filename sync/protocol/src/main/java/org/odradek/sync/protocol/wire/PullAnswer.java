package org.odradek.sync.protocol.wire;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

import java.util.List;
import java.util.Objects;

/// What came of a pull.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
@JsonSubTypes({
    @JsonSubTypes.Type(value = PullAnswer.Page.class, name = "page"),
    @JsonSubTypes.Type(value = PullAnswer.CursorDiffers.class, name = "cursor-differs"),
    @JsonSubTypes.Type(value = PullAnswer.Trimmed.class, name = "trimmed"),
    @JsonSubTypes.Type(value = PullAnswer.Inactive.class, name = "inactive")
})
public sealed interface PullAnswer {
    /// @param next            the cursor after the last record here; equal to the one asked with when there is none
    /// @param head            the log's newest position; more is to be had while it is beyond `next`
    /// @param controlPosition the control log's newest position: fetch it first when it is beyond what the device has verified
    record Page(List<LogRecord> records, Cursor next, long head, long controlPosition)
            implements PullAnswer {
        public Page {
            records = List.copyOf(records);
            Objects.requireNonNull(next, "next");
        }
    }

    /// The server's log is not the one that the device saw there: it was rolled back, wiped or changed. The device walks back by
    /// [HashQuery], then reports by [LostCursor] and pushes what the server lacks.
    record CursorDiffers(Cursor head) implements PullAnswer {
        public CursorDiffers {
            Objects.requireNonNull(head, "head");
        }
    }

    /// Records after the cursor are gone; the log begins after this position. A clone is needed.
    record Trimmed(long below) implements PullAnswer {}

    /// The device is INACTIVE and has no channel; what it pushes is taken all the same. It takes a clone, unless its cursor is at or
    /// beyond `trimmedBelow`, and asks for its channel by [org.odradek.sync.protocol.connection.Activate].
    ///
    /// @param trimmedBelow the log begins after this position
    record Inactive(long trimmedBelow) implements PullAnswer {}
}
