package org.odradek.sync.client.account;

import org.jspecify.annotations.Nullable;
import org.odradek.core.entry.ContentKeys;
import org.odradek.store.Store;
import org.odradek.store.profile.KeyMaking;
import org.odradek.store.profile.Profile;
import org.odradek.store.profile.ProfileIdentity;
import org.odradek.store.profile.ProfileKeys;
import org.odradek.sync.client.account.AccountFacts.SignedIn;
import org.odradek.sync.client.account.Entering.Entered;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;

/// Enrols a device in the account by the root's keys, which are opened for one call.
final class Enrolling {
    private static final Logger LOG = LoggerFactory.getLogger(Enrolling.class);

    private final ServerApi server;
    private final InstantSource clock;
    private final IntFunction<byte[]> randomBytes;
    private @Nullable String stays;

    Enrolling(ServerApi server, InstantSource clock, IntFunction<byte[]> randomBytes) {
        this.server = server;
        this.clock = clock;
        this.randomBytes = randomBytes;
    }

    /// Enrols no new device from now on, for this reason.
    void stay(String sentence) {
        stays = sentence;
    }

    /// Enrols a device of which the account holds nothing, unless the profile could not become it.
    Joining fromElsewhere(Entered.In in, Store store, String deviceName, SignedIn signedIn) {
        var profile = store.profile();
        var identity = identity(in, profile, deviceName, HandedKeys.toRoot(in.log(), in.root()));
        var hindrance = store.hindrance(identity);
        if (hindrance.isPresent()) {
            return new Joining.Refused("not-possible", hindrance.get());
        }
        return fresh(
                in,
                profile,
                identity,
                control ->
                        new Joining.Enrolled(
                                identity,
                                signedIn,
                                in.credentials(),
                                control,
                                Joining.Enrolled.FROM_ELSEWHERE));
    }

    /// Keys and a name for the device that this profile is to become: those of an earlier attempt, or new ones.
    ///
    /// @param contentKeys those that it is to have
    ProfileIdentity identity(
            Entered.In in, Profile profile, String deviceName, List<byte[]> contentKeys) {
        var coming = new ComingDevice(profile).of(in.log());
        if (coming.isPresent()) {
            var known = coming.get();
            var keyed = known.withKeys(known.keys().withContentKeys(contentKeys));
            return isEnrolled(in, known) ? keyed : keyed.named(deviceName);
        }
        var making = new KeyMaking(randomBytes);
        var device = making.newDevice(clock.millis());
        var sign = making.pair("Ed25519");
        var box = making.pair("X25519");
        var keys = new ProfileKeys(null, rootPublic(in.log()), sign, box, contentKeys);
        return new ProfileIdentity(in.log().account(), device, deviceName, keys);
    }

    /// The server lost the enrolment of this device, whose entries others may have.
    Joining again(Entered.In in, Profile profile, SignedIn signedIn) {
        var contentKeys = contentKeys(in, profile);
        if (contentKeys.isEmpty()) {
            return otherKeys();
        }
        var identity =
                new ProfileIdentity(
                        profile.account(),
                        profile.device(),
                        profile.deviceName(),
                        profile.keys().withContentKeys(contentKeys.get()));
        return appended(
                in, identity, control -> same(in, profile, contentKeys.get(), signedIn, control));
    }

    /// The account's content keys that the root or this profile has; empty when the account lost one under which this profile wrote.
    static Optional<List<byte[]>> contentKeys(Entered.In in, Profile profile) {
        var known = profile.keys().contentKeys();
        return known.size() <= in.log().keyGeneration()
                ? ContentKeys.together(known, HandedKeys.toRoot(in.log(), in.root()))
                : Optional.empty();
    }

    /// The profile goes on as the device that it is, and has at once what opened for the root alone: the caller remembers the control log
    /// after that.
    static Joining same(
            Entered.In in,
            Profile profile,
            List<byte[]> contentKeys,
            SignedIn signedIn,
            List<Bytes> control) {
        profile.takeContentKeys(contentKeys);
        return new Joining.SameAccount(signedIn, in.credentials(), control);
    }

    static Joining.Refused otherKeys() {
        return new Joining.Refused(
                "other-keys",
                "The server lost the key under which this device wrote; export its notes and"
                        + " import them in a new profile.");
    }

    /// Appends the enrolment of a new device, unless an earlier attempt did.
    ///
    /// @param done takes the control log with it
    Joining fresh(
            Entered.In in,
            Profile profile,
            ProfileIdentity identity,
            Function<List<Bytes>, Joining> done) {
        if (stays != null) {
            return new Joining.Refused("not-possible", stays);
        }
        if (isEnrolled(in, identity)) {
            return done.apply(in.control());
        }
        try {
            new ComingDevice(profile).keep(identity);
        } catch (IOException e) {
            LOG.error("The device to come cannot be kept.", e);
            return new Joining.Refused(
                    "not-possible",
                    "This device's disk takes nothing; make room and sign in again. Nothing was"
                            + " changed.");
        }
        return appended(in, identity, done);
    }

    private static boolean isEnrolled(Entered.In in, ProfileIdentity identity) {
        return in.log().device(identity.device()).isPresent();
    }

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
                                log.keyGeneration(),
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

    private static ProfileKeys.RootPublic rootPublic(ControlLog log) {
        return new ProfileKeys.RootPublic(
                RootProof.x509("Ed25519", log.root().sign()),
                RootProof.x509("X25519", log.root().box()));
    }
}
