package org.odradek.sync.protocol.wire;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.SignedHead;

import java.util.Objects;

/// One record of the account's log. Positions are strictly increasing; gaps are allowed.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
@JsonSubTypes({
    @JsonSubTypes.Type(value = LogRecord.Entry.class, name = "entry"),
    @JsonSubTypes.Type(value = LogRecord.Head.class, name = "head")
})
public sealed interface LogRecord {
    long position();

    /// A sealed entry, as [org.odradek.core.entry.SealedEntry#encode()] gives it.
    record Entry(long position, Bytes sealed) implements LogRecord {
        public Entry {
            sealed.atMost(WireBounds.ENTRY_BYTES_MAX, "a sealed entry");
        }
    }

    /// A device's signature over its chain up to one of its entries.
    record Head(long position, SignedHead head) implements LogRecord {
        public Head {
            Objects.requireNonNull(head, "head");
        }
    }
}
