package org.odradek.sync.server.account;

import org.odradek.core.entry.AccountId;
import org.odradek.core.entry.DeviceId;
import org.odradek.core.entry.NewerFormatException;
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.control.ControlLog;
import org.odradek.sync.protocol.control.ControlRecord;
import org.odradek.sync.protocol.control.Verdict;
import org.odradek.sync.protocol.wire.Challenge;
import org.odradek.sync.protocol.wire.ChallengeQuery;
import org.odradek.sync.protocol.wire.Credentials;
import org.odradek.sync.protocol.wire.KdfParameters;
import org.odradek.sync.protocol.wire.LogIn;
import org.odradek.sync.protocol.wire.LogInAnswer;
import org.odradek.sync.protocol.wire.SaltAnswer;
import org.odradek.sync.protocol.wire.SessionAnswer;
import org.odradek.sync.protocol.wire.SessionQuery;
import org.odradek.sync.protocol.wire.SignUp;
import org.odradek.sync.protocol.wire.SignUpAnswer;
import org.odradek.sync.protocol.wire.UserName;
import org.odradek.sync.protocol.wire.Wire;
import org.odradek.sync.server.log.AccountLog;

import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.function.IntSupplier;

/// Lets people and devices in. It never sees a password or an unwrapped key, and answers the same for an unknown name as for a
/// wrong key. Thread-safe.
public final class Accounts {
    /// Nobody's: a fingerprint does not come out like this.
    private static final AccountId NOBODY = new AccountId(new UUID(0x8000L, 1L << 63));

    /// As long as any; no key fits them.
    private static final byte[] NOBODYS =
            Wire.encode(
                    new Credentials(
                            NOBODY,
                            1,
                            new UserName("nobody"),
                            zeros(Credentials.SALT_BYTES),
                            KdfParameters.FLOOR,
                            zeros(32),
                            zeros(100),
                            zeros(32),
                            zeros(100),
                            Credentials.unsigned()));

    private final AccountLog log;
    private final ControlLogs controlLogs;
    private final Tokens tokens;
    private final InstantSource clock;
    private final IntFunction<byte[]> randomBytes;
    private final Arrivals arrivals;
    private final IntSupplier accountsMax;

    /// Hears of devices that have proven themselves.
    public interface Arrivals {
        /// The device is here now; whoever hears it notes it in the log.
        void arrived(AccountId account, DeviceId device);
    }

    /// @param accountsMax asked each time, since limits may change
    public Accounts(
            AccountLog log,
            ControlLogs controlLogs,
            Tokens tokens,
            InstantSource clock,
            IntFunction<byte[]> randomBytes,
            Arrivals arrivals,
            IntSupplier accountsMax) {
        this.accountsMax = accountsMax;
        this.arrivals = arrivals;
        this.log = log;
        this.controlLogs = controlLogs;
        this.tokens = tokens;
        this.clock = clock;
        this.randomBytes = randomBytes;
    }

    private static Bytes zeros(int count) {
        return new Bytes(new byte[count]);
    }

    public SaltAnswer salt(UserName user) {
        var invented =
                Arrays.copyOf(
                        tokens.invented("odradek salt v1", user.value()), Credentials.SALT_BYTES);
        return credentials(user)
                .map(credentials -> new SaltAnswer(credentials.salt(), credentials.kdf()))
                .orElse(new SaltAnswer(new Bytes(invented), KdfParameters.FLOOR));
    }

    /// What came of looking at a sign-up.
    public sealed interface Admission {
        record Answered(SignUpAnswer answer) implements Admission {}

        /// The credentials or the control log are not the root's.
        record NotProven(String what) implements Admission {}
    }

    /// @throws NewerFormatException when this server must be upgraded to understand the control log
    public Admission signUp(SignUp signUp) {
        var credentials = signUp.credentials();
        switch (ControlLog.verify(credentials.account(), signUp.control())) {
            case Verdict.Newer newer ->
                    throw new NewerFormatException("control record " + newer.position());
            case Verdict.Rejected(long position, var reason) -> {
                return new Admission.NotProven("control record " + position + ": " + reason);
            }
            case Verdict.Verified(var verified) -> {
                if (!credentials.isSignedBy(verified.root().sign())) {
                    return new Admission.NotProven("the credentials' signature");
                }
                if (verified.devices().isEmpty()) {
                    return new Admission.NotProven("no device is enrolled");
                }
                if (isFull(credentials.account())) {
                    return new Admission.Answered(new SignUpAnswer.NoNewAccounts());
                }
                List<ControlRecord> records =
                        signUp.control().stream().map(ControlRecord::decode).toList();
                return new Admission.Answered(log.signUp(credentials, records, clock.millis()));
            }
        }
    }

    /// Sign-ups at the same moment, or at other nodes, may go a few beyond the limit.
    private boolean isFull(AccountId account) {
        return log.accountCount() >= accountsMax.getAsInt() && log.status(account).isEmpty();
    }

    public LogInAnswer logIn(LogIn logIn) {
        var given = Credentials.verifier(logIn.authKey());
        var credentials = credentials(logIn.user());
        var verifier =
                credentials
                        .map(
                                known ->
                                        switch (logIn.by()) {
                                            case PASSWORD -> known.passwordVerifier();
                                            case RECOVERY_KEY -> known.recoveryVerifier();
                                        })
                        .orElse(zeros(given.size()));
        boolean isRight = MessageDigest.isEqual(given.array(), verifier.array());
        if (!isRight || credentials.isEmpty()) {
            return new LogInAnswer.WrongCredentials();
        }
        var account = credentials.get().account();
        return new LogInAnswer.LoggedIn(
                credentials.get(), log.control(account, 0), tokens.logIn(account));
    }

    public Challenge challenge(ChallengeQuery query) {
        return tokens.challenge(query.account(), query.device(), randomBytes.apply(16));
    }

    public SessionAnswer session(SessionQuery query) {
        var control = controlLogs.current(query.account());
        if (control.isEmpty()) {
            return new SessionAnswer.UnknownAccount();
        }
        var device = control.get().device(query.device());
        if (device.isEmpty()) {
            return new SessionAnswer.UnknownDevice(control.get().position());
        }
        if (device.get().isRevoked()) {
            return new SessionAnswer.DeviceRevoked();
        }
        boolean isProven =
                tokens.isChallenge(query.challenge(), query.account(), query.device())
                        && query.isSignedBy(device.get().sign());
        return isProven ? opened(query, query.device()) : new SessionAnswer.WrongProof();
    }

    private SessionAnswer opened(SessionQuery query, DeviceId device) {
        arrivals.arrived(query.account(), device);
        var status = log.status(query.account()).orElseThrow();
        return new SessionAnswer.Opened(
                tokens.session(query.account(), device),
                status.head().epoch(),
                status.head().position(),
                status.controlPosition());
    }

    /// As much work for a name that nobody has as for one that somebody has, so that the time tells neither: as many reads, and credentials
    /// to decode.
    private Optional<Credentials> credentials(UserName user) {
        var found = log.credentials(log.accountOf(user).orElse(NOBODY));
        if (found.isEmpty()) {
            var _ = Wire.decode(NOBODYS, Credentials.class);
        }
        return found;
    }
}
