package org.odradek.sync.protocol.wire;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

import org.odradek.sync.protocol.Bytes;

import java.util.List;
import java.util.Objects;

/// What came of a log-in; an unknown name and a wrong key are the same answer.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
@JsonSubTypes({
    @JsonSubTypes.Type(value = LogInAnswer.LoggedIn.class, name = "logged-in"),
    @JsonSubTypes.Type(value = LogInAnswer.WrongCredentials.class, name = "wrong-credentials")
})
public sealed interface LogInAnswer {
    /// The client unwraps the root, checks the fingerprint and verifies the control log before it believes any of it.
    ///
    /// @param control the whole control log
    /// @param token   for `GET`/`PUT /v1/credentials`, `GET /v1/control`; not for entries
    record LoggedIn(Credentials credentials, List<Bytes> control, Token token)
            implements LogInAnswer {
        public LoggedIn {
            Objects.requireNonNull(credentials, "credentials");
            Objects.requireNonNull(token, "token");
            control = List.copyOf(control);
        }
    }

    record WrongCredentials() implements LogInAnswer {}
}
