package org.odradek.sync.client.account;

import org.jspecify.annotations.Nullable;
import org.odradek.store.Store;
import org.odradek.store.profile.KeyMaking;
import org.odradek.store.profile.Profile;
import org.odradek.store.profile.ProfileIdentity;
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
import org.odradek.sync.protocol.control.ControlLog;
import org.odradek.sync.protocol.control.ControlRecord;
import org.odradek.sync.protocol.wire.ControlAnswer;
import org.odradek.sync.protocol.wire.ControlAppend;
import org.odradek.sync.protocol.wire.SignUp;
import org.odradek.sync.protocol.wire.SignUpAnswer;
import org.odradek.sync.protocol.wire.UserName;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/// Signing up and signing in. Argon2id runs on the caller's thread, which must not be the one that draws the screen. The root's
/// private keys are opened for one call and then dropped.
public final class Accounts {
    private final ServerApi server;
    private final Entering entering;
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
        this.clock = clock;
        this.randomBytes = randomBytes;
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

    /// Signs in anew on a device that is signed in, which stays so whatever comes of it: a server that lost its enrolment gets another.
    public Joining logInAgain(Store store, String password) {
        var known = new AccountFacts(store.facts()).signedIn();
        if (known.isEmpty()) {
            return new Joining.Refused("signed-out", "This profile is not signed in.");
        }
        var before = known.get();
        return switch (entering.byPassword(new UserName(before.user()), password)) {
            case Entered.NoAnswer _ -> new Joining.NoAnswer();
            case Entered.Refused(var code, var sentence) -> new Joining.Refused(code, sentence);
            case Entered.In in ->
                    join(
                            store,
                            before.serverUrl(),
                            store.profile().deviceName(),
                            before.fingerprint().toHex(),
                            in);
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
        if (store.profile().account().equals(in.log().account())) {
            var enrolled = in.log().device(store.profile().device());
            if (enrolled.isEmpty()) {
                return enrolAgain(in, store.profile(), signedIn);
            }
            return enrolled.get().isRevoked()
                    ? new Joining.Refused(
                            "removed",
                            "This device was removed from the account and stays so. A new profile"
                                    + " can join; an export brings it what is only here.")
                    : new Joining.SameAccount(signedIn, in.credentials(), in.control());
        }
        return hasDelivered(store)
                ? new Joining.Refused(
                        "other-account",
                        "This profile belongs to another account already; use another profile for"
                                + " this one.")
                : enrol(in, deviceName, signedIn);
    }

    private static boolean hasDelivered(Store store) {
        long received =
                store.received().seqByDevice().values().stream().mapToLong(Long::longValue).sum();
        return store.standing().undelivered() < received;
    }

    private Joining enrol(Entered.In in, String deviceName, SignedIn signedIn) {
        var making = new KeyMaking(randomBytes);
        var device = making.newDevice(clock.millis());
        var sign = making.pair("Ed25519");
        var box = making.pair("X25519");
        var keys =
                new ProfileKeys(
                        null, rootPublic(in.log()), sign, box, contentKeys(in.log(), in.root()));
        var identity = new ProfileIdentity(in.log().account(), device, deviceName, keys);
        return appended(
                in,
                identity,
                control -> new Joining.Enrolled(identity, signedIn, in.credentials(), control));
    }

    /// The server lost the enrolment of this device, whose entries others may have.
    private Joining enrolAgain(Entered.In in, Profile profile, SignedIn signedIn) {
        var contentKeys = contentKeys(in.log(), in.root());
        var keys = profile.keys();
        boolean isBehind =
                keys.contentKeys().size() <= contentKeys.size()
                        && IntStream.range(0, keys.contentKeys().size())
                                .allMatch(
                                        i ->
                                                Arrays.equals(
                                                        keys.contentKeys().get(i),
                                                        contentKeys.get(i)));
        if (!isBehind) {
            return new Joining.Refused(
                    "other-keys",
                    "The server lost the key under which this device wrote; export its notes and"
                            + " import them in a new profile.");
        }
        var identity =
                new ProfileIdentity(
                        profile.account(),
                        profile.device(),
                        profile.deviceName(),
                        keys.withContentKeys(contentKeys));
        return appended(
                in,
                identity,
                control -> new Joining.SameAccount(signedIn, in.credentials(), control));
    }

    /// Appends the enrolment of a device.
    ///
    /// @param done takes the control log with it
    private Joining appended(
            Entered.In in, ProfileIdentity identity, Function<List<Bytes>, Joining> done) {
        var log = in.log();
        var keys = identity.keys();
        var sealedName =
                SealedName.seal(
                        identity.deviceName(), identity.device(), keys.contentKeys(), randomBytes);
        var box = RawKeys.raw(keys.deviceBox().publicKey());
        var record =
                ControlRecord.signed(
                        log.account(),
                        log.position() + 1,
                        log.hash(),
                        new Author.Root(),
                        clock.millis(),
                        new ControlChange.DeviceEnrolled(
                                identity.device(),
                                RawKeys.raw(keys.deviceSign().publicKey()),
                                box,
                                sealedName,
                                keys.contentKeys().size(),
                                SealedBox.seal(box, keys.contentKeys(), randomBytes)),
                        RawKeys.signingKey(in.root().sign()));
        var append = new ControlAppend(log.account(), List.of(record.encode()));
        return switch (server.appendControl(append)) {
            case Reply.Silent<ControlAnswer> _, Reply.Refused<ControlAnswer> _ ->
                    new Joining.NoAnswer();
            case Reply.Answered<ControlAnswer>(ControlAnswer.Appended _) -> {
                var records = new ArrayList<>(in.control());
                records.add(record.encode());
                yield done.apply(records);
            }
            case Reply.Answered<ControlAnswer>(var _) ->
                    new Joining.Refused(
                            "moved", "The account was changed at the same moment; try again.");
        };
    }

    /// All content keys, oldest first: each is sealed to the root.
    private static List<byte[]> contentKeys(ControlLog log, ProfileKeys.RootPrivate root) {
        var keys = new ArrayList<byte[]>();
        for (var generation : log.contentKeys()) {
            keys.addAll(
                    SealedBox.open(log.root().box(), root.box(), generation.sealedKeyForRoot()));
        }
        return keys;
    }

    private static ProfileKeys.RootPublic rootPublic(ControlLog log) {
        return new ProfileKeys.RootPublic(
                RootProof.x509("Ed25519", log.root().sign()),
                RootProof.x509("X25519", log.root().box()));
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
