package org.odradek.sync.client.account;

import org.jspecify.annotations.Nullable;
import org.odradek.core.cbor.MalformedCborException;
import org.odradek.core.entry.NewerFormatException;
import org.odradek.core.entry.TamperedException;
import org.odradek.store.Store;
import org.odradek.store.profile.KeyMaking;
import org.odradek.store.profile.Profile;
import org.odradek.store.profile.ProfileIdentity;
import org.odradek.store.profile.ProfileKeys;
import org.odradek.sync.client.account.AccountFacts.SignedIn;
import org.odradek.sync.client.keys.EntryKeys;
import org.odradek.sync.client.keys.Passwords;
import org.odradek.sync.client.keys.RecoveryKey;
import org.odradek.sync.client.keys.SealedBox;
import org.odradek.sync.client.keys.SealedName;
import org.odradek.sync.client.keys.WrappedRoot;
import org.odradek.sync.client.transport.Reply;
import org.odradek.sync.client.transport.ServerApi;
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.control.Author;
import org.odradek.sync.protocol.control.ControlChange;
import org.odradek.sync.protocol.control.ControlLog;
import org.odradek.sync.protocol.control.ControlRecord;
import org.odradek.sync.protocol.control.Verdict;
import org.odradek.sync.protocol.wire.ControlAnswer;
import org.odradek.sync.protocol.wire.ControlAppend;
import org.odradek.sync.protocol.wire.Credentials;
import org.odradek.sync.protocol.wire.KdfParameters;
import org.odradek.sync.protocol.wire.LogIn;
import org.odradek.sync.protocol.wire.LogInAnswer;
import org.odradek.sync.protocol.wire.SaltAnswer;
import org.odradek.sync.protocol.wire.SaltQuery;
import org.odradek.sync.protocol.wire.SignUp;
import org.odradek.sync.protocol.wire.SignUpAnswer;
import org.odradek.sync.protocol.wire.UserName;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/// Signing up and signing in. Argon2id runs on the caller's thread, which must not be the one that draws the screen. The root's
/// private keys are opened for one call and then dropped.
public final class Accounts {
    private static final String WRONG = "That password doesn't fit this name. Nothing was changed.";

    private final ServerApi server;
    private final InstantSource clock;
    private final IntFunction<byte[]> randomBytes;

    public Accounts(ServerApi server, InstantSource clock, IntFunction<byte[]> randomBytes) {
        this.server = server;
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
        var credentials = credentials(profile, root, user, 1, password, recovery);
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

    /// Signs in on this device by password. The server is believed nothing: the root's fingerprint comes from what the password
    /// unwraps, and the whole control log is verified from it.
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
        return switch (server.salt(new SaltQuery(user))) {
            case Reply.Silent<SaltAnswer> _, Reply.Refused<SaltAnswer> _ -> new Joining.NoAnswer();
            case Reply.Answered<SaltAnswer>(var salt) -> {
                var keys = Passwords.keys(password, salt.salt(), salt.kdf());
                yield enter(store, serverUrl, user, LogIn.By.PASSWORD, keys, deviceName, trusted);
            }
        };
    }

    private Joining enter(
            Store store,
            String serverUrl,
            UserName user,
            LogIn.By by,
            EntryKeys keys,
            String deviceName,
            @Nullable String trusted) {
        return switch (server.logIn(new LogIn(user, by, keys.auth()))) {
            case Reply.Silent<LogInAnswer> _ -> new Joining.NoAnswer();
            case Reply.Refused<LogInAnswer>(var refusal) ->
                    refusal.retryAfter().isPresent()
                            ? new Joining.NoAnswer()
                            : new Joining.Refused(
                                    "refused", "The server did not take this sign-in.");
            case Reply.Answered<LogInAnswer>(LogInAnswer.WrongCredentials _) ->
                    new Joining.Refused("wrong-password", WRONG);
            case Reply.Answered<LogInAnswer>(LogInAnswer.LoggedIn loggedIn) ->
                    join(store, serverUrl, user, by, keys, deviceName, trusted, loggedIn);
        };
    }

    private Joining join(
            Store store,
            String serverUrl,
            UserName user,
            LogIn.By by,
            EntryKeys keys,
            String deviceName,
            @Nullable String trusted,
            LogInAnswer.LoggedIn loggedIn) {
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
            var fingerprint = founded.root().fingerprint();
            boolean ours =
                    founded.root().account().equals(credentials.account())
                            && credentials.isSignedBy(founded.root().sign())
                            && RootProof.fits(root, founded.root());
            if (!ours || (trusted != null && !trusted.equalsIgnoreCase(fingerprint.toHex()))) {
                return distrusted();
            }
            return switch (ControlLog.verify(
                    credentials.account(), fingerprint, loggedIn.control())) {
                case Verdict.Verified(var log) -> {
                    var signedIn = new SignedIn(serverUrl, user.value(), fingerprint);
                    if (store.profile().account().equals(log.account())
                            && log.device(store.profile().device()).isPresent()) {
                        yield new Joining.SameAccount(signedIn, credentials, loggedIn.control());
                    }
                    yield hasDelivered(store)
                            ? new Joining.Refused(
                                    "other-account",
                                    "This profile belongs to another account already; use another"
                                            + " profile for this one.")
                            : enrol(
                                    log,
                                    loggedIn.control(),
                                    root,
                                    deviceName,
                                    signedIn,
                                    credentials);
                }
                case Verdict.Rejected _ -> distrusted();
                case Verdict.Newer _ ->
                        new Joining.Refused(
                                "newer",
                                "This account was changed by a newer Odradek; update to join it.");
            };
        } catch (TamperedException e) {
            return distrusted();
        }
    }

    private static boolean hasDelivered(Store store) {
        long received =
                store.received().seqByDevice().values().stream().mapToLong(Long::longValue).sum();
        return store.standing().undelivered() < received;
    }

    private Joining enrol(
            ControlLog start,
            List<Bytes> startRecords,
            ProfileKeys.RootPrivate root,
            String deviceName,
            SignedIn signedIn,
            Credentials credentials) {
        var making = new KeyMaking(randomBytes);
        var device = making.newDevice(clock.millis());
        var sign = making.pair("Ed25519");
        var box = making.pair("X25519");
        var rootKey = RawKeys.signingKey(root.sign());
        var contentKeys = contentKeys(start, root);
        var change =
                new ControlChange.DeviceEnrolled(
                        device,
                        RawKeys.raw(sign.publicKey()),
                        RawKeys.raw(box.publicKey()),
                        SealedName.seal(deviceName, device, contentKeys, randomBytes),
                        contentKeys.size(),
                        SealedBox.seal(RawKeys.raw(box.publicKey()), contentKeys, randomBytes));
        var records = new ArrayList<>(startRecords);
        var record =
                ControlRecord.signed(
                        start.account(),
                        start.position() + 1,
                        start.hash(),
                        new Author.Root(),
                        clock.millis(),
                        change,
                        rootKey);
        return switch (server.appendControl(
                new ControlAppend(start.account(), List.of(record.encode())))) {
            case Reply.Silent<ControlAnswer> _, Reply.Refused<ControlAnswer> _ ->
                    new Joining.NoAnswer();
            case Reply.Answered<ControlAnswer>(ControlAnswer.Appended _) -> {
                records.add(record.encode());
                var keys = new ProfileKeys(null, rootPublic(start), sign, box, contentKeys);
                var identity = new ProfileIdentity(start.account(), device, deviceName, keys);
                yield new Joining.Enrolled(identity, signedIn, credentials, records);
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

    private static Joining distrusted() {
        return new Joining.Refused(
                "not-trusted",
                "What the server sent is not what this account's devices wrote. Nothing was"
                    + " changed.");
    }

    private Credentials credentials(
            Profile profile,
            ProfileKeys.RootPrivate root,
            UserName user,
            long version,
            String password,
            RecoveryKey recovery) {
        var salt = new Bytes(randomBytes.apply(Credentials.SALT_BYTES));
        var byPassword = Passwords.keys(password, salt, KdfParameters.FLOOR);
        var byRecovery = recovery.keys();
        var account = profile.account();
        var unsigned =
                new Credentials(
                        account,
                        version,
                        user,
                        salt,
                        KdfParameters.FLOOR,
                        byPassword.verifier(),
                        WrappedRoot.wrap(byPassword, account, root, randomBytes),
                        byRecovery.verifier(),
                        WrappedRoot.wrap(byRecovery, account, root, randomBytes),
                        Credentials.unsigned());
        return unsigned.signedBy(RawKeys.signingKey(root.sign()));
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
