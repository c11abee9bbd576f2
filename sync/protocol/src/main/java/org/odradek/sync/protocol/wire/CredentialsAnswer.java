package org.odradek.sync.protocol.wire;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/// What came of `PUT /v1/credentials`, whose body are new [Credentials] with the next version, signed by the root.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
@JsonSubTypes({
    @JsonSubTypes.Type(value = CredentialsAnswer.Changed.class, name = "changed"),
    @JsonSubTypes.Type(value = CredentialsAnswer.Outdated.class, name = "outdated"),
    @JsonSubTypes.Type(value = CredentialsAnswer.NameTaken.class, name = "name-taken")
})
public sealed interface CredentialsAnswer {
    record Changed() implements CredentialsAnswer {}

    /// The server has this version or a higher one.
    record Outdated(long version) implements CredentialsAnswer {}

    record NameTaken() implements CredentialsAnswer {}
}
