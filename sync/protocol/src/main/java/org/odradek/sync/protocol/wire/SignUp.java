package org.odradek.sync.protocol.wire;

import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.control.ControlBounds;

import java.util.List;
import java.util.Objects;

/// Makes an account, or makes it again at a server that lost it: credentials and the whole control log. `POST /v1/sign-up`, without
/// a token, since both prove themselves. Sent again it changes nothing and gives the same answer.
///
/// @param control encoded control records from position 1, the founding and at least one enrolment
public record SignUp(Credentials credentials, List<Bytes> control) {
    public SignUp {
        Objects.requireNonNull(credentials, "credentials");
        control = List.copyOf(control);
        if (control.isEmpty() || control.size() > ControlBounds.RECORDS_MAX) {
            throw new IllegalArgumentException("a control log of " + control.size() + " records");
        }
    }
}
