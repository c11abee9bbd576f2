package org.odradek.sync.protocol.wire;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

import java.util.Objects;

/// What came of a report of a lost cursor.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
@JsonSubTypes({
    @JsonSubTypes.Type(value = NewEpoch.Begun.class, name = "begun"),
    @JsonSubTypes.Type(value = NewEpoch.NotLost.class, name = "not-lost"),
    @JsonSubTypes.Type(value = NewEpoch.NotCommon.class, name = "not-common")
})
public sealed interface NewEpoch {
    /// Pull on from `from`, the common cursor in the new epoch; new positions are beyond every one ever seen.
    record Begun(Cursor from) implements NewEpoch {
        public Begun {
            Objects.requireNonNull(from, "from");
        }
    }

    /// The server does have what the device saw: pull on from there.
    record NotLost(Cursor from) implements NewEpoch {
        public NotLost {
            Objects.requireNonNull(from, "from");
        }
    }

    /// The common cursor is not the server's either: walk back further.
    record NotCommon() implements NewEpoch {}
}
