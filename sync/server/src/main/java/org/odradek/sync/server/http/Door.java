package org.odradek.sync.server.http;

import org.odradek.core.entry.NewerFormatException;
import org.odradek.sync.protocol.control.ControlLog;
import org.odradek.sync.protocol.wire.MalformedMessageException;
import org.odradek.sync.protocol.wire.Refusal;
import org.odradek.sync.server.account.Caller;
import org.odradek.sync.server.account.ControlLogs;
import org.odradek.sync.server.account.Tokens;
import org.odradek.sync.server.limit.Rate;
import org.odradek.sync.server.log.BusyException;

import java.util.List;
import java.util.Optional;

/// Finds who calls and whether they may, calls the endpoint, and turns what may go wrong into refusals. Thread-safe.
final class Door {
    /// When a format is newer than the server, only its upgrade helps.
    private static final long UPGRADE_MS = 3_600_000;

    private static final long BUSY_MS = 1_000;

    private final Tokens tokens;
    private final ControlLogs controlLogs;
    private final Rate requests;
    private final Busy busy;

    Door(Tokens tokens, ControlLogs controlLogs, Rate requests, Busy busy) {
        this.busy = busy;
        this.tokens = tokens;
        this.controlLogs = controlLogs;
        this.requests = requests;
    }

    /// A device that may come in, or why not.
    sealed interface Entry {
        record Admitted(Caller.Device device, ControlLog control) implements Entry {}

        record Refused(Refusal refusal) implements Entry {}
    }

    /// @param authorization the header's value, empty without one
    Answer answer(Route route, String authorization, Call call) {
        try {
            return switch (route) {
                case Route.Open open -> open.endpoint().answer(call);
                case Route.Watch watch -> watch.endpoint().get();
                case Route.Entered entered -> entered(entered, authorization, call);
                case Route.Proven proven ->
                        switch (admit(authorization)) {
                            case Entry.Admitted(var device, var control) ->
                                    proven.endpoint().answer(device, control, call);
                            case Entry.Refused(var refusal) -> new Answer.Refused(refusal);
                        };
            };
        } catch (MalformedMessageException e) {
            return new Answer.Refused(new Refusal.Malformed(String.valueOf(e.getMessage())));
        } catch (NewerFormatException e) {
            return new Answer.Refused(new Refusal.Newer(UPGRADE_MS));
        } catch (BusyException e) {
            return new Answer.Refused(busy.because(e, BUSY_MS));
        }
    }

    private Answer entered(Route.Entered route, String authorization, Call call) {
        var caller = caller(authorization);
        if (caller.isEmpty()) {
            return new Answer.Refused(new Refusal.NotAuthenticated());
        }
        return switch (caller.get()) {
            case Caller.Person person -> {
                long retryAfterMs = requests.takenOrRetryAfterMs(person.account());
                yield retryAfterMs > 0
                        ? new Answer.Refused(new Refusal.TooMany(retryAfterMs))
                        : route.endpoint().answer(person, call);
            }
            case Caller.Device _ ->
                    switch (admit(authorization)) {
                        case Entry.Admitted(var device, _) -> route.endpoint().answer(device, call);
                        case Entry.Refused(var refusal) -> new Answer.Refused(refusal);
                    };
        };
    }

    /// Lets a device in by its session token.
    Entry admit(String authorization) {
        if (!(caller(authorization).orElse(null) instanceof Caller.Device device)) {
            return new Entry.Refused(new Refusal.NotAuthenticated());
        }
        long retryAfterMs =
                requests.takenOrRetryAfterMs(List.of(device.account(), device.device()));
        if (retryAfterMs > 0) {
            return new Entry.Refused(new Refusal.TooMany(retryAfterMs));
        }
        return admitted(device)
                .<Entry>map(control -> new Entry.Admitted(device, control))
                .orElseGet(() -> new Entry.Refused(refusal(device)));
    }

    /// The control log, if the device is enrolled in it and not revoked.
    Optional<ControlLog> admitted(Caller.Device device) {
        return controlLogs
                .current(device.account())
                .filter(
                        control ->
                                control.device(device.device())
                                        .filter(enrolled -> !enrolled.isRevoked())
                                        .isPresent());
    }

    private Refusal refusal(Caller.Device device) {
        boolean isRevoked =
                controlLogs
                        .current(device.account())
                        .flatMap(control -> control.device(device.device()))
                        .isPresent();
        return isRevoked ? new Refusal.Revoked() : new Refusal.NotAuthenticated();
    }

    private Optional<Caller> caller(String authorization) {
        return authorization.startsWith("Bearer ")
                ? tokens.caller(authorization.substring("Bearer ".length()).strip())
                : Optional.empty();
    }
}
