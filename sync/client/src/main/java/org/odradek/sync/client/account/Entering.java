package org.odradek.sync.client.account;

import org.jspecify.annotations.Nullable;
import org.odradek.core.cbor.MalformedCborException;
import org.odradek.core.entry.NewerFormatException;
import org.odradek.core.entry.TamperedException;
import org.odradek.store.profile.ProfileKeys;
import org.odradek.sync.client.keys.Derivation;
import org.odradek.sync.client.keys.EntryKeys;
import org.odradek.sync.client.keys.WrappedRoot;
import org.odradek.sync.client.transport.Reply;
import org.odradek.sync.client.transport.ServerApi;
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.control.ControlChange;
import org.odradek.sync.protocol.control.ControlLog;
import org.odradek.sync.protocol.control.ControlRecord;
import org.odradek.sync.protocol.control.Verdict;
import org.odradek.sync.protocol.wire.Credentials;
import org.odradek.sync.protocol.wire.LogIn;
import org.odradek.sync.protocol.wire.LogInAnswer;
import org.odradek.sync.protocol.wire.SaltAnswer;
import org.odradek.sync.protocol.wire.SaltQuery;
import org.odradek.sync.protocol.wire.Token;
import org.odradek.sync.protocol.wire.UserName;

import java.util.List;

/// Coming in by a password or a recovery key. The server is believed nothing: the root comes from what the key unwraps, and everything
/// else is verified from it.
final class Entering {
    private static final String WRONG_PASSWORD =
            "That password doesn't fit this name. Nothing was changed.";
    private static final String WRONG_RECOVERY =
            "That recovery key doesn't fit this name. Nothing was changed.";

    private final ServerApi server;
    private final Derivation derivation;

    Entering(ServerApi server, Derivation derivation) {
        this.server = server;
        this.derivation = derivation;
    }

    /// What came of it.
    sealed interface Entered {
        /// @param root  the root's private keys, for this one call
        /// @param token for the credentials, not for entries
        record In(
                Credentials credentials,
                List<Bytes> control,
                ControlLog log,
                ProfileKeys.RootPrivate root,
                Token token)
                implements Entered {
            public In {
                control = List.copyOf(control);
            }

            @Override
            public String toString() {
                return "In[" + credentials.user() + "]";
            }
        }

        record Refused(String code, String sentence) implements Entered {}

        record NoAnswer() implements Entered {}
    }

    Entered byPassword(UserName user, String password) {
        return switch (server.salt(new SaltQuery(user))) {
            case Reply.Silent<SaltAnswer> _, Reply.Refused<SaltAnswer> _ -> new Entered.NoAnswer();
            case Reply.Answered<SaltAnswer>(var salt) ->
                    enter(
                            user,
                            LogIn.By.PASSWORD,
                            derivation.keys(password, salt.salt(), salt.kdf()));
        };
    }

    Entered byRecoveryKey(UserName user, EntryKeys keys) {
        return enter(user, LogIn.By.RECOVERY_KEY, keys);
    }

    private Entered enter(UserName user, LogIn.By by, EntryKeys keys) {
        return switch (server.logIn(new LogIn(user, by, keys.auth()))) {
            case Reply.Silent<LogInAnswer> _ -> new Entered.NoAnswer();
            case Reply.Refused<LogInAnswer>(var refusal) ->
                    refusal.retryAfter().isPresent()
                            ? new Entered.NoAnswer()
                            : new Entered.Refused(
                                    "refused", "The server did not take this sign-in.");
            case Reply.Answered<LogInAnswer>(LogInAnswer.WrongCredentials _) ->
                    by == LogIn.By.PASSWORD
                            ? new Entered.Refused("wrong-password", WRONG_PASSWORD)
                            : new Entered.Refused("wrong-recovery-key", WRONG_RECOVERY);
            case Reply.Answered<LogInAnswer>(LogInAnswer.LoggedIn loggedIn) ->
                    verify(by, keys, loggedIn);
        };
    }

    private static Entered verify(LogIn.By by, EntryKeys keys, LogInAnswer.LoggedIn loggedIn) {
        var credentials = loggedIn.credentials();
        var founded = founded(loggedIn.control());
        if (founded == null) {
            return distrusted();
        }
        try {
            var wrapped =
                    by == LogIn.By.PASSWORD
                            ? credentials.wrappedByPassword()
                            : credentials.wrappedByRecovery();
            var root = WrappedRoot.unwrap(keys, credentials.account(), wrapped);
            boolean ours =
                    founded.root().account().equals(credentials.account())
                            && credentials.isSignedBy(founded.root().sign())
                            && RootProof.fits(root, founded.root())
                            && HandedKeys.opensFirst(founded, root);
            if (!ours) {
                return distrusted();
            }
            return switch (ControlLog.verify(
                    credentials.account(), founded.root().fingerprint(), loggedIn.control())) {
                case Verdict.Verified(var log) ->
                        new Entered.In(
                                credentials, loggedIn.control(), log, root, loggedIn.token());
                case Verdict.Rejected _ -> distrusted();
                case Verdict.Newer _ -> newer();
            };
        } catch (TamperedException e) {
            return distrusted();
        }
    }

    private static ControlChange.@Nullable Founded founded(List<Bytes> control) {
        if (control.isEmpty()) {
            return null;
        }
        try {
            return ControlRecord.decode(control.getFirst()).change()
                            instanceof ControlChange.Founded founded
                    ? founded
                    : null;
        } catch (MalformedCborException | NewerFormatException e) {
            return null;
        }
    }

    static Entered.Refused newer() {
        return new Entered.Refused(
                "newer", "This account was changed by a newer Odradek; update to join it.");
    }

    static Entered.Refused distrusted() {
        return new Entered.Refused(
                "not-trusted",
                "What the server sent is not what this account's devices wrote. Nothing was"
                        + " changed.");
    }
}
