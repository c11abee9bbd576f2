package org.odradek.sync.protocol.connection;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

import org.odradek.sync.protocol.wire.Cursor;

import java.util.Objects;

/// What came of asking for a channel.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ActivateAnswer.Activated.class, name = "activated"),
    @JsonSubTypes.Type(value = ActivateAnswer.AtTheLimit.class, name = "at-the-limit"),
    @JsonSubTypes.Type(value = ActivateAnswer.Trimmed.class, name = "trimmed"),
    @JsonSubTypes.Type(value = ActivateAnswer.CursorDiffers.class, name = "cursor-differs")
})
public sealed interface ActivateAnswer {
    /// The device is ACTIVE: everything after the cursor is kept for it. The same answer for one that is ACTIVE already.
    record Activated() implements ActivateAnswer {}

    /// No place is free and none could be freed. The device stays INACTIVE and may pull on from its cursor to this position now; on its
    /// next visit it asks again.
    record AtTheLimit(long mayPullTo) implements ActivateAnswer {}

    /// Records after the cursor are gone; the log begins after this position. A newer clone is needed.
    record Trimmed(long below) implements ActivateAnswer {}

    /// The cursor is not of the server's log, as in [org.odradek.sync.protocol.wire.PullAnswer.CursorDiffers].
    record CursorDiffers(Cursor head) implements ActivateAnswer {
        public CursorDiffers {
            Objects.requireNonNull(head, "head");
        }
    }
}
