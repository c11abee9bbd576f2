package org.odradek.sync.client.account;

import org.jspecify.annotations.Nullable;
import org.odradek.store.Store;
import org.odradek.store.Stores;
import org.odradek.store.profile.Profile;
import org.odradek.store.profile.ProfileKeys;
import org.odradek.sync.client.account.AccountFacts.SignedIn;
import org.odradek.sync.client.account.Entering.Entered;
import org.odradek.sync.client.keys.Derivation;
import org.odradek.sync.client.keys.Passwords;
import org.odradek.sync.client.keys.RecoveryKey;
import org.odradek.sync.client.keys.SealedBox;
import org.odradek.sync.client.keys.SealedName;
import org.odradek.sync.client.transport.Reply;
import org.odradek.sync.client.transport.ServerApi;
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.control.Author;
import org.odradek.sync.protocol.control.ControlChange;
import org.odradek.sync.protocol.control.ControlRecord;
import org.odradek.sync.protocol.wire.SignUp;
import org.odradek.sync.protocol.wire.SignUpAnswer;
import org.odradek.sync.protocol.wire.UserName;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/// Signing up and signing in. Argon2id runs on the caller's thread, which must not be the one that draws the screen. The root's
/// private keys are opened for one call and then dropped.
public final class Accounts {
    private final ServerApi server;
    private final Entering entering;
    private final Enrolling enrolling;
    private final InstantSource clock;
    private final IntFunction<byte[]> randomBytes;

    public Accounts(ServerApi server, InstantSource clock, IntFunction<byte[]> randomBytes) {
        this(server, clock, randomBytes, Passwords::keys);
    }

    /// @param derivation for signing in
    public Accounts(
            ServerApi server,
            InstantSource clock,
            IntFunction<byte[]> randomBytes,
            Derivation derivation) {
        this.server = server;
        this.entering = new Entering(server, derivation);
        this.enrolling = new Enrolling(server, clock, randomBytes);
        this.clock = clock;
        this.randomBytes = randomBytes;
    }

    /// Has this profile enrolled under no new name: while somebody else has it open, it could not become that device. From now on
    /// such a sign-in is refused with this sentence, and nothing is changed.
    public void stay(String sentence) {
        enrolling.stay(sentence);
    }

    /// Registers this profile's account at the server: the root and content key that it made at its first start. Answers the recovery
    /// key once.
    public AccountResult create(
            Profile profile, AccountFacts facts, String serverUrl, UserName user, String password) {
        if (facts.signedIn().isPresent()) {
            return new AccountResult.Refused("signed-in", "This profile is signed in already.");
        }
        var keys = profile.keys();
        var root = keys.rootPrivate();
        if (root == null) {
            return new AccountResult.Refused(
                    "has-account",
                    "This profile belongs to an account already; sign in to it instead.");
        }
        var recovery = RecoveryKey.make(randomBytes);
        var credentials =
                new PasswordChange(server, randomBytes)
                        .first(profile.account(), user, root, password, recovery)
                        .signedBy(RawKeys.signingKey(root.sign()));
        var control = found(profile, root);
        return switch (server.signUp(new SignUp(credentials, control))) {
            case Reply.Silent<SignUpAnswer> _ -> new AccountResult.NoAnswer();
            case Reply.Refused<SignUpAnswer>(var refusal) ->
                    refusal.retryAfter().isPresent()
                            ? new AccountResult.NoAnswer()
                            : new AccountResult.Refused(
                                    "refused", "The server did not take this account.");
            case Reply.Answered<SignUpAnswer>(var answer) ->
                    switch (answer) {
                        case SignUpAnswer.NameTaken _ ->
                                new AccountResult.Refused("name-taken", "This name is taken.");
                        case SignUpAnswer.AlreadyThere _ ->
                                new AccountResult.Refused(
                                        "has-account",
                                        "This profile's account is at the server already; sign in"
                                                + " to it instead.");
                        case SignUpAnswer.NoNewAccounts _ ->
                                new AccountResult.Refused(
                                        "no-new-accounts",
                                        "This server takes no new accounts; ask whoever runs it, or"
                                                + " choose another one.");
                        case SignUpAnswer.SignedUp _ -> {
                            var fingerprint = RawKeys.root(keys).fingerprint();
                            facts.signIn(
                                    new SignedIn(serverUrl, user.value(), fingerprint),
                                    credentials,
                                    control);
                            profile.replaceKeys(keys.withoutRootPrivate());
                            yield new AccountResult.Done(
                                    fingerprint.toHex(), recovery.text(), false);
                        }
                    };
        };
    }

    /// Signs in on this device by password.
    ///
    /// @param trusted the fingerprint that the person expects, 64 hexadecimal digits; null to take the unwrapped one
    public Joining logIn(
            Store store,
            String serverUrl,
            UserName user,
            String password,
            String deviceName,
            @Nullable String trusted) {
        if (new AccountFacts(store.facts()).signedIn().isPresent()) {
            return new Joining.Refused("signed-in", "This profile is signed in already.");
        }
        return switch (entering.byPassword(user, password)) {
            case Entered.NoAnswer _ -> new Joining.NoAnswer();
            case Entered.Refused(var code, var sentence) -> new Joining.Refused(code, sentence);
            case Entered.In in -> join(store, serverUrl, deviceName, trusted, in);
        };
    }

    /// Signs in anew on a device that is signed in, which stays so whatever comes of it: a server that lost its enrolment gets another,
    /// and a profile that was copied, or removed, becomes a device of its own, see [Joining.Enrolled].
    public Joining logInAgain(Store store, String password) {
        return logInAgain(store, password, store.profile().deviceName());
    }

    /// @param deviceName what the device is called, if it becomes another one
    public Joining logInAgain(Store store, String password, String deviceName) {
        var known = new AccountFacts(store.facts()).signedIn();
        if (known.isEmpty()) {
            return new Joining.Refused("signed-out", "This profile is not signed in.");
        }
        var before = known.get();
        return switch (entering.byPassword(new UserName(before.user()), password)) {
            case Entered.NoAnswer _ -> new Joining.NoAnswer();
            case Entered.Refused(var code, var sentence) -> new Joining.Refused(code, sentence);
            case Entered.In in ->
                    join(store, before.serverUrl(), deviceName, before.fingerprint().toHex(), in);
        };
    }

    private Joining join(
            Store store,
            String serverUrl,
            String deviceName,
            @Nullable String trusted,
            Entered.In in) {
        var fingerprint = in.log().root().fingerprint();
        if (trusted != null && !trusted.equalsIgnoreCase(fingerprint.toHex())) {
            var distrusted = Entering.distrusted();
            return new Joining.Refused(distrusted.code(), distrusted.sentence());
        }
        var signedIn = new SignedIn(serverUrl, in.credentials().user().value(), fingerprint);
        boolean isOurs = store.profile().account().equals(in.log().account());
        lackOfRoom(store, !isOurs).ifPresent(enrolling::stay);
        if (isOurs) {
            return in.log().device(store.profile().device()).isEmpty()
                    ? enrolling.again(in, store.profile(), signedIn)
                    : new Returning(store, server, enrolling, randomBytes)
                            .join(in, deviceName, signedIn);
        }
        return hasDelivered(store)
                ? new Joining.Refused(
                        "other-account",
                        "This profile belongs to another account already; use another profile for"
                                + " this one.")
                : enrolling.fromElsewhere(in, store, deviceName, signedIn);
    }

    /// Asked before a new device is enrolled, since its profile is written anew and beside the old one.
    private static Optional<String> lackOfRoom(Store store, boolean isFromElsewhere) {
        long missing = Stores.missingRoom(store.profile().folder(), isFromElsewhere);
        return missing == 0
                ? Optional.empty()
                : Optional.of(
                        ("The disk has too little room for that: make %d MB of room and sign in"
                                        + " again. Nothing was changed.")
                                .formatted(1 + missing / 1_000_000));
    }

    private static boolean hasDelivered(Store store) {
        long received =
                store.received().seqByDevice().values().stream().mapToLong(Long::longValue).sum();
        return store.standing().undelivered() < received;
    }

    /// The first two control records: the account is founded, and this device enrolled.
    private List<Bytes> found(Profile profile, ProfileKeys.RootPrivate root) {
        var keys = profile.keys();
        var rootKeys = RawKeys.root(keys);
        var rootKey = RawKeys.signingKey(root.sign());
        var first =
                ControlRecord.signed(
                        profile.account(),
                        1,
                        ControlRecord.NO_HASH,
                        new Author.Root(),
                        clock.millis(),
                        new ControlChange.Founded(
                                rootKeys,
                                SealedBox.seal(rootKeys.box(), keys.contentKeys(), randomBytes)),
                        rootKey);
        var box = RawKeys.raw(keys.deviceBox().publicKey());
        var enrolled =
                new ControlChange.DeviceEnrolled(
                        profile.device(),
                        RawKeys.raw(keys.deviceSign().publicKey()),
                        box,
                        SealedName.seal(
                                profile.deviceName(),
                                profile.device(),
                                keys.contentKeys(),
                                randomBytes),
                        keys.contentKeys().size(),
                        SealedBox.seal(box, keys.contentKeys(), randomBytes));
        var second =
                ControlRecord.signed(
                        profile.account(),
                        2,
                        first.hash(),
                        new Author.Root(),
                        clock.millis(),
                        enrolled,
                        rootKey);
        return List.of(first.encode(), second.encode());
    }
}
