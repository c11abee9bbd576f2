package org.odradek.sync.protocol.wire;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

import org.odradek.core.entry.DeviceId;
import org.odradek.core.entry.EntryId;
import org.odradek.sync.protocol.Bytes;

import java.util.List;
import java.util.Objects;

/// What came of a push. Only [Appended] changed anything.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
@JsonSubTypes({
    @JsonSubTypes.Type(value = PushAnswer.Appended.class, name = "appended"),
    @JsonSubTypes.Type(value = PushAnswer.Diverged.class, name = "diverged"),
    @JsonSubTypes.Type(value = PushAnswer.Missing.class, name = "missing")
})
public sealed interface PushAnswer {
    /// Everything is durable at the server.
    ///
    /// @param positions one for each entry pushed, in their order; a retry gets those of the first time
    /// @param head      the log's newest record
    record Appended(List<Long> positions, Cursor head) implements PushAnswer {
        public Appended {
            positions = List.copyOf(positions);
            Objects.requireNonNull(head, "head");
        }
    }

    /// The server holds another entry of this device and seq, or another one before it: two profiles write as one device.
    ///
    /// @param hash the hash of the entry that the server holds at `entry`'s place, or at the place before
    record Diverged(EntryId entry, Bytes hash) implements PushAnswer {
        public Diverged {
            Objects.requireNonNull(entry, "entry");
            Objects.requireNonNull(hash, "hash");
        }
    }

    /// The server lacks this device's entries from this seq on: push from there.
    record Missing(DeviceId device, long fromSeq) implements PushAnswer {
        public Missing {
            Objects.requireNonNull(device, "device");
        }
    }
}
