package org.odradek.sync.client.account;

import org.odradek.core.cbor.MalformedCborException;
import org.odradek.core.entry.DeviceId;
import org.odradek.core.entry.NewerFormatException;
import org.odradek.store.profile.KeyFile;
import org.odradek.store.profile.Profile;
import org.odradek.store.profile.ProfileIdentity;
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.control.ControlLog;
import org.odradek.sync.protocol.control.EnrolledDevice;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The device that a profile is about to become, kept in its folder from before the enrolment until the profile is that device: whatever
/// comes between, the next attempt goes on as the same one, and the account gets no device that never comes. The account's content keys are
/// not kept with it.
final class ComingDevice {
    private static final Logger LOG = LoggerFactory.getLogger(ComingDevice.class);
    private static final String FOLDER = "joining";

    private final DeviceId self;
    private final KeyFile file;

    ComingDevice(Profile profile) {
        this.self = profile.device();
        this.file = file(profile.folder());
    }

    private static KeyFile file(Path profile) {
        return new KeyFile(profile.resolve(FOLDER));
    }

    /// The one of an earlier attempt, unless the profile is it already, or it is of another account or was removed since; without content keys.
    Optional<ProfileIdentity> of(ControlLog log) {
        return read().filter(coming -> !coming.device().equals(self))
                .filter(coming -> coming.account().equals(log.account()))
                .filter(
                        coming ->
                                log.device(coming.device())
                                        .map(enrolled -> isStill(coming, enrolled))
                                        .orElse(true));
    }

    private Optional<ProfileIdentity> read() {
        try {
            return file.read();
        } catch (IOException | MalformedCborException | NewerFormatException e) {
            LOG.warn(
                    "The device of an earlier attempt to sign in cannot be read; another takes its"
                            + " place.",
                    e);
            return Optional.empty();
        }
    }

    private static boolean isStill(ProfileIdentity coming, EnrolledDevice enrolled) {
        Bytes sign = RawKeys.raw(coming.keys().deviceSign().publicKey());
        return !enrolled.isRevoked() && enrolled.sign().equals(sign);
    }

    /// Answers when it is durable.
    void keep(ProfileIdentity coming) throws IOException {
        file.write(coming.withKeys(coming.keys().withContentKeys(List.of())));
    }

    /// The profile is that device. One that stays is of no use to anybody.
    static void forget(Path profile) {
        try {
            file(profile).delete();
            Files.deleteIfExists(profile.resolve(FOLDER));
        } catch (IOException e) {
            LOG.warn("What an attempt to sign in kept stays in the profile.", e);
        }
    }
}
