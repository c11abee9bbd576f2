package org.odradek.sync.server.http;

import org.odradek.sync.protocol.control.ControlLog;
import org.odradek.sync.protocol.wire.ChallengeQuery;
import org.odradek.sync.protocol.wire.Credentials;
import org.odradek.sync.protocol.wire.CredentialsAnswer;
import org.odradek.sync.protocol.wire.LogIn;
import org.odradek.sync.protocol.wire.Refusal;
import org.odradek.sync.protocol.wire.SaltQuery;
import org.odradek.sync.protocol.wire.SessionQuery;
import org.odradek.sync.protocol.wire.SignUp;
import org.odradek.sync.server.account.Accounts;
import org.odradek.sync.server.account.Caller;
import org.odradek.sync.server.account.ControlLogs;
import org.odradek.sync.server.limit.Limits;
import org.odradek.sync.server.limit.Rate;
import org.odradek.sync.server.log.AccountLog;

import java.util.List;
import java.util.function.Supplier;

/// How people and devices come in: sign-up, log-in, sessions, credentials.
final class EntryRoutes {
    private final Accounts accounts;
    private final AccountLog log;
    private final ControlLogs controlLogs;
    private final Limits limits;
    private final Rate logIns;
    private final Rate proofs;

    /// @param logIns by user name
    /// @param proofs by account and device
    EntryRoutes(
            Accounts accounts,
            AccountLog log,
            ControlLogs controlLogs,
            Limits limits,
            Rate logIns,
            Rate proofs) {
        this.accounts = accounts;
        this.log = log;
        this.controlLogs = controlLogs;
        this.limits = limits;
        this.logIns = logIns;
        this.proofs = proofs;
    }

    List<Route> routes() {
        int small = Route.OPEN_BODY_BYTES_MAX;
        return List.of(
                new Route.Open("POST", "/v1/salt", small, this::salt),
                new Route.Open("POST", "/v1/sign-up", signUpBytesMax(), this::signUp),
                new Route.Open("POST", "/v1/log-in", small, this::logIn),
                new Route.Open("POST", "/v1/challenge", small, this::challenge),
                new Route.Open("POST", "/v1/session", small, this::session),
                new Route.Entered("GET", "/v1/credentials", 0, this::credentials),
                new Route.Entered("PUT", "/v1/credentials", small, this::changeCredentials));
    }

    /// A new account's control log is no longer than any may become.
    private int signUpBytesMax() {
        return Math.min(limits.requestBytesMax(), ControlRoutes.CONTROL_BYTES_MAX);
    }

    private Answer salt(Call call) {
        var query = call.message(SaltQuery.class);
        return limited(
                logIns,
                List.of("salt", query.user()),
                () -> new Answer.Message(accounts.salt(query.user())));
    }

    private Answer signUp(Call call) {
        var signUp = call.message(SignUp.class);
        return limited(
                logIns,
                List.of("sign-up", signUp.credentials().user()),
                () ->
                        switch (accounts.signUp(signUp)) {
                            case Accounts.Admission.Answered(var answer) ->
                                    new Answer.Message(answer);
                            case Accounts.Admission.NotProven(var what) ->
                                    new Answer.Refused(new Refusal.NotProven(what));
                        });
    }

    private Answer logIn(Call call) {
        var logIn = call.message(LogIn.class);
        return limited(
                logIns,
                List.of("log-in", logIn.user()),
                () -> new Answer.Message(accounts.logIn(logIn)));
    }

    private Answer challenge(Call call) {
        var query = call.message(ChallengeQuery.class);
        return limited(
                proofs,
                List.of("challenge", query.account(), query.device()),
                () -> new Answer.Message(accounts.challenge(query)));
    }

    private Answer session(Call call) {
        var query = call.message(SessionQuery.class);
        return limited(
                proofs,
                List.of("session", query.account(), query.device()),
                () -> new Answer.Message(accounts.session(query)));
    }

    private Answer credentials(Caller caller, Call call) {
        return log.credentials(caller.account())
                .<Answer>map(Answer.Message::new)
                .orElse(new Answer.Refused(new Refusal.NotFound()));
    }

    /// Only somebody who has logged in changes credentials; a device alone, which may be stolen, hands on what the root signed, but
    /// cannot sign.
    private Answer changeCredentials(Caller caller, Call call) {
        var credentials = call.message(Credentials.class);
        var root = controlLogs.current(caller.account()).map(ControlLog::root);
        boolean isProven =
                credentials.account().equals(caller.account())
                        && root.filter(keys -> credentials.isSignedBy(keys.sign())).isPresent();
        if (!isProven) {
            return new Answer.Refused(new Refusal.NotProven("the credentials' signature"));
        }
        CredentialsAnswer answer = log.changeCredentials(credentials);
        return new Answer.Message(answer);
    }

    /// Does the work when the rate allows it.
    static Answer limited(Rate rate, Object key, Supplier<Answer> work) {
        long retryAfterMs = rate.takenOrRetryAfterMs(key);
        return retryAfterMs > 0
                ? new Answer.Refused(new Refusal.TooMany(retryAfterMs))
                : work.get();
    }
}
