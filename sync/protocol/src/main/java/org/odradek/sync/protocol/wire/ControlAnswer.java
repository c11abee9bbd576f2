package org.odradek.sync.protocol.wire;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.control.Verdict;

import java.util.Objects;

/// What came of appending to the control log.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ControlAnswer.Appended.class, name = "appended"),
    @JsonSubTypes.Type(value = ControlAnswer.Moved.class, name = "moved"),
    @JsonSubTypes.Type(value = ControlAnswer.Rejected.class, name = "rejected"),
    @JsonSubTypes.Type(value = ControlAnswer.LaterEntries.class, name = "later-entries"),
    @JsonSubTypes.Type(value = ControlAnswer.UnknownAccount.class, name = "unknown-account")
})
public sealed interface ControlAnswer {
    record Appended(long position) implements ControlAnswer {}

    /// Somebody else was faster, or the server has less: the log's head is this one. Fetch or send what is between, then make the
    /// record anew.
    record Moved(long position, Bytes hash) implements ControlAnswer {
        public Moved {
            Objects.requireNonNull(hash, "hash");
        }
    }

    /// The verifier turned the record at this position down.
    record Rejected(long position, Verdict.Reason reason) implements ControlAnswer {
        public Rejected {
            Objects.requireNonNull(reason, "reason");
        }
    }

    /// A revocation that does not name the device's newest entry at the server: make it anew with this one.
    record LaterEntries(DeviceHeads.DeviceHead head) implements ControlAnswer {
        public LaterEntries {
            Objects.requireNonNull(head, "head");
        }
    }

    record UnknownAccount() implements ControlAnswer {}
}
