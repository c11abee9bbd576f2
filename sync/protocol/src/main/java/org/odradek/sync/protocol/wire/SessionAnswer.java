package org.odradek.sync.protocol.wire;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

import java.util.Objects;

/// What came of a device's proof. Account identifiers cannot be guessed, so that saying "unknown" gives nothing away, and tells a
/// device that the server lost its account.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
@JsonSubTypes({
    @JsonSubTypes.Type(value = SessionAnswer.Opened.class, name = "opened"),
    @JsonSubTypes.Type(value = SessionAnswer.UnknownAccount.class, name = "unknown-account"),
    @JsonSubTypes.Type(value = SessionAnswer.UnknownDevice.class, name = "unknown-device"),
    @JsonSubTypes.Type(value = SessionAnswer.DeviceRevoked.class, name = "device-revoked"),
    @JsonSubTypes.Type(value = SessionAnswer.WrongProof.class, name = "wrong-proof")
})
public sealed interface SessionAnswer {
    /// @param epoch           the log's epoch
    /// @param head            the log's newest position
    /// @param controlPosition the control log's newest position
    record Opened(Token token, long epoch, long head, long controlPosition)
            implements SessionAnswer {
        public Opened {
            Objects.requireNonNull(token, "token");
            if (epoch < 1 || head < 0 || controlPosition < 0) {
                throw new IllegalArgumentException("a session at " + epoch + "/" + head);
            }
        }
    }

    /// No such account: sign up again with the credentials and control log that the device holds, then push everything.
    record UnknownAccount() implements SessionAnswer {}

    /// The server's control log, of this length, lacks the device's enrolment: append the missing records.
    record UnknownDevice(long controlPosition) implements SessionAnswer {
        public UnknownDevice {
            if (controlPosition < 0) {
                throw new IllegalArgumentException("a control log of " + controlPosition);
            }
        }
    }

    record DeviceRevoked() implements SessionAnswer {}

    /// The challenge has run out or the signature is not the device's: ask for a new challenge.
    record WrongProof() implements SessionAnswer {}
}
