package org.odradek.sync.server.http;

import org.odradek.sync.protocol.wire.Refusal;

/// The HTTP status (RFC 9110) of each answer. The body says the same more exactly; the status is for proxies and operators.
final class Statuses {
    private Statuses() {}

    static int of(Answer answer) {
        return switch (answer) {
            case Answer.Message _, Answer.Octets _, Answer.Text _ -> 200;
            case Answer.Refused(var refusal) -> of(refusal);
        };
    }

    static int of(Refusal refusal) {
        return switch (refusal) {
            case Refusal.Malformed _ -> 400;
            case Refusal.NotAuthenticated _ -> 401;
            case Refusal.Revoked _ -> 403;
            case Refusal.NotFound _ -> 404;
            case Refusal.TooLarge _ -> 413;
            case Refusal.NotProven _, Refusal.Newer _ -> 422;
            case Refusal.TooMany _ -> 429;
            case Refusal.Busy _ -> 503;
            case Refusal.StorageFull _ -> 507;
            case Refusal.Fault _, Refusal.Unrecognised _ -> 500;
        };
    }
}
