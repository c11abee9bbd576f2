package org.odradek.sync.protocol.wire;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

import java.util.OptionalLong;

/// The body of every answer whose status is not 200: why the request was not done. Nothing of a refused request was kept.
@JsonTypeInfo(
        use = JsonTypeInfo.Id.NAME,
        property = "code",
        defaultImpl = Refusal.Unrecognised.class)
@JsonSubTypes({
    @JsonSubTypes.Type(value = Refusal.Malformed.class, name = "malformed"),
    @JsonSubTypes.Type(value = Refusal.TooLarge.class, name = "too-large"),
    @JsonSubTypes.Type(value = Refusal.NotAuthenticated.class, name = "not-authenticated"),
    @JsonSubTypes.Type(value = Refusal.Revoked.class, name = "revoked"),
    @JsonSubTypes.Type(value = Refusal.NotFound.class, name = "not-found"),
    @JsonSubTypes.Type(value = Refusal.NotProven.class, name = "not-proven"),
    @JsonSubTypes.Type(value = Refusal.Newer.class, name = "newer"),
    @JsonSubTypes.Type(value = Refusal.StorageFull.class, name = "storage-full"),
    @JsonSubTypes.Type(value = Refusal.TooMany.class, name = "too-many"),
    @JsonSubTypes.Type(value = Refusal.Busy.class, name = "busy"),
    @JsonSubTypes.Type(value = Refusal.Fault.class, name = "fault")
})
public sealed interface Refusal {
    /// 400: the body is not the message that is due, or breaks a bound. Sending it again does not help.
    record Malformed(String what) implements Refusal {}

    /// 413
    record TooLarge(long bytesMax) implements Refusal {}

    /// 401: no token, or one that has run out: prove the device again.
    record NotAuthenticated() implements Refusal {}

    /// 403: the control log has revoked this device.
    record Revoked() implements Refusal {}

    /// 404: no such thing.
    record NotFound() implements Refusal {}

    /// 422: a record, entry or head that is not of this account, not signed, or not whole.
    record NotProven(String what) implements Refusal {}

    /// 422: written in a format that this server does not know yet; keep it and try again after the server's upgrade.
    record Newer(long retryAfterMs) implements Refusal {}

    /// 507: the account has used up what the server grants.
    record StorageFull(long bytesMax) implements Refusal {}

    /// 429
    record TooMany(long retryAfterMs) implements Refusal {}

    /// 503: the server has more to do than it takes on, or is going down.
    record Busy(long retryAfterMs) implements Refusal {}

    /// 500: a fault of the server's, logged there.
    record Fault(long retryAfterMs) implements Refusal {}

    /// A code of a newer server.
    record Unrecognised() implements Refusal {}

    /// When to try again, in milliseconds; empty where trying the same again is of no use.
    default OptionalLong retryAfter() {
        return switch (this) {
            case Newer(long ms) -> OptionalLong.of(ms);
            case TooMany(long ms) -> OptionalLong.of(ms);
            case Busy(long ms) -> OptionalLong.of(ms);
            case Fault(long ms) -> OptionalLong.of(ms);
            case Malformed _,
                    TooLarge _,
                    NotAuthenticated _,
                    Revoked _,
                    NotFound _,
                    NotProven _,
                    StorageFull _,
                    Unrecognised _ ->
                    OptionalLong.empty();
        };
    }
}
