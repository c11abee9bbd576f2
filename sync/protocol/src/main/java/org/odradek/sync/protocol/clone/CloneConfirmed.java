package org.odradek.sync.protocol.clone;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/// What came of a confirmation.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
@JsonSubTypes({
    @JsonSubTypes.Type(value = CloneConfirmed.Confirmed.class, name = "confirmed"),
    @JsonSubTypes.Type(value = CloneConfirmed.UnknownClone.class, name = "unknown-clone"),
    @JsonSubTypes.Type(value = CloneConfirmed.NotActive.class, name = "not-active")
})
public sealed interface CloneConfirmed {
    /// Noted. A device's word for its own clone counts for nothing.
    ///
    /// @param allowsTrim as in [HeldClone]
    record Confirmed(boolean allowsTrim) implements CloneConfirmed {}

    /// The server does not hold it, or no longer.
    record UnknownClone() implements CloneConfirmed {}

    record NotActive() implements CloneConfirmed {}
}
