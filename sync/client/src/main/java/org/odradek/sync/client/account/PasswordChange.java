package org.odradek.sync.client.account;

import org.odradek.core.entry.AccountId;
import org.odradek.store.profile.ProfileKeys;
import org.odradek.sync.client.account.Entering.Entered;
import org.odradek.sync.client.keys.Passwords;
import org.odradek.sync.client.keys.RecoveryKey;
import org.odradek.sync.client.keys.WrappedRoot;
import org.odradek.sync.client.transport.Reply;
import org.odradek.sync.client.transport.ServerApi;
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.wire.Credentials;
import org.odradek.sync.protocol.wire.CredentialsAnswer;
import org.odradek.sync.protocol.wire.KdfParameters;
import org.odradek.sync.protocol.wire.UserName;

import java.util.function.BiFunction;
import java.util.function.IntFunction;

/// Changing how one signs in: another password, or another recovery key. The root stays the same, and with it every device. Argon2id
/// runs on the caller's thread, which must not be the one that draws the screen.
public final class PasswordChange {
    private final ServerApi server;
    private final Entering entering;
    private final IntFunction<byte[]> randomBytes;

    public PasswordChange(ServerApi server, IntFunction<byte[]> randomBytes) {
        this.server = server;
        this.entering = new Entering(server, Passwords::keys);
        this.randomBytes = randomBytes;
    }

    /// Exchanges the password; the recovery key stays.
    public AccountResult change(AccountFacts facts, UserName user, String before, String after) {
        return exchange(
                facts,
                entering.byPassword(user, before),
                (credentials, root) -> withPassword(credentials, root, after));
    }

    /// Sets a password by the recovery key, which stays.
    public AccountResult recover(
            AccountFacts facts, UserName user, RecoveryKey recovery, String password) {
        return exchange(
                facts,
                entering.byRecoveryKey(user, recovery.keys()),
                (credentials, root) -> withPassword(credentials, root, password));
    }

    /// Makes another recovery key, which is answered once; the one before opens nothing any more.
    public AccountResult newRecoveryKey(AccountFacts facts, UserName user, String password) {
        var recovery = RecoveryKey.make(randomBytes);
        var result =
                exchange(
                        facts,
                        entering.byPassword(user, password),
                        (credentials, root) -> withRecovery(credentials, root, recovery));
        return result instanceof AccountResult.Done(var fingerprint, _, _)
                ? new AccountResult.Done(fingerprint, recovery.text(), false)
                : result;
    }

    private AccountResult exchange(
            AccountFacts facts,
            Entered entered,
            BiFunction<Credentials, ProfileKeys.RootPrivate, Credentials> making) {
        return switch (entered) {
            case Entered.NoAnswer _ -> new AccountResult.NoAnswer();
            case Entered.Refused(var code, var sentence) ->
                    new AccountResult.Refused(code, sentence);
            case Entered.In in -> {
                var key = RawKeys.signingKey(in.root().sign());
                var next = making.apply(in.credentials(), in.root()).signedBy(key);
                var fingerprint = in.log().root().fingerprint();
                yield switch (server.changeCredentials(in.token(), next)) {
                    case Reply.Silent<CredentialsAnswer> _, Reply.Refused<CredentialsAnswer> _ ->
                            new AccountResult.NoAnswer();
                    case Reply.Answered<CredentialsAnswer>(CredentialsAnswer.Changed _) -> {
                        if (isOfAccount(facts, fingerprint)) {
                            facts.replaceCredentials(next);
                        }
                        yield new AccountResult.Done(fingerprint.toHex(), null, false);
                    }
                    case Reply.Answered<CredentialsAnswer>(CredentialsAnswer.Outdated _) ->
                            new AccountResult.Refused(
                                    "moved",
                                    "The account was changed at the same moment; try again.");
                    case Reply.Answered<CredentialsAnswer>(CredentialsAnswer.NameTaken _) ->
                            new AccountResult.Refused("name-taken", "This name is taken.");
                };
            }
        };
    }

    private static boolean isOfAccount(AccountFacts facts, Bytes fingerprint) {
        return facts.signedIn()
                .filter(known -> known.fingerprint().equals(fingerprint))
                .isPresent();
    }

    private Credentials withPassword(
            Credentials old, ProfileKeys.RootPrivate root, String password) {
        var salt = new Bytes(randomBytes.apply(Credentials.SALT_BYTES));
        var keys = Passwords.keys(password, salt, KdfParameters.FLOOR);
        return new Credentials(
                old.account(),
                old.version() + 1,
                old.user(),
                salt,
                KdfParameters.FLOOR,
                keys.verifier(),
                WrappedRoot.wrap(keys, old.account(), root, randomBytes),
                old.recoveryVerifier(),
                old.wrappedByRecovery(),
                Credentials.unsigned());
    }

    private Credentials withRecovery(
            Credentials old, ProfileKeys.RootPrivate root, RecoveryKey recovery) {
        var keys = recovery.keys();
        return new Credentials(
                old.account(),
                old.version() + 1,
                old.user(),
                old.salt(),
                old.kdf(),
                old.passwordVerifier(),
                old.wrappedByPassword(),
                keys.verifier(),
                WrappedRoot.wrap(keys, old.account(), root, randomBytes),
                Credentials.unsigned());
    }

    /// The first credentials of an account, unsigned.
    Credentials first(
            AccountId account,
            UserName user,
            ProfileKeys.RootPrivate root,
            String password,
            RecoveryKey recovery) {
        var salt = new Bytes(randomBytes.apply(Credentials.SALT_BYTES));
        var byPassword = Passwords.keys(password, salt, KdfParameters.FLOOR);
        var byRecovery = recovery.keys();
        return new Credentials(
                account,
                1,
                user,
                salt,
                KdfParameters.FLOOR,
                byPassword.verifier(),
                WrappedRoot.wrap(byPassword, account, root, randomBytes),
                byRecovery.verifier(),
                WrappedRoot.wrap(byRecovery, account, root, randomBytes),
                Credentials.unsigned());
    }
}
