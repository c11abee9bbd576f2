package org.odradek.sync.client;

import org.odradek.core.entry.DeviceId;
import org.odradek.store.Store;
import org.odradek.sync.client.account.Renaming;
import org.odradek.sync.client.account.Revoking;
import org.odradek.sync.protocol.control.ControlLog;
import org.odradek.sync.protocol.control.EnrolledDevice;

/// Changes to the account's devices, made by records in its control log: made anew as long as others change it at the same moment. Takes
/// turns with the rounds.
final class DeviceChanges {
    /// Two people naming or removing devices at the same moment are rare, three are a fault.
    private static final int TRIES_MAX = 3;

    private final Store store;
    private final Round round;
    private final Renaming renaming;
    private final Revoking revoking;

    DeviceChanges(Store store, Round round, Renaming renaming, Revoking revoking) {
        this.store = store;
        this.round = round;
        this.renaming = renaming;
        this.revoking = revoking;
    }

    /// Names one of the account's devices; everybody learns it with the next round.
    Renaming.Outcome rename(DeviceId device, String name) {
        Renaming.Outcome outcome = new Renaming.Outcome.NoAnswer();
        for (int tries = 0; tries < TRIES_MAX; tries++) {
            var log = round.controlLog();
            if (log.isEmpty()) {
                return new Renaming.Outcome.NoAnswer();
            }
            outcome = renaming.rename(log.get(), device, name);
            round.controlMoved();
            if (!(outcome instanceof Renaming.Outcome.Moved)) {
                break;
            }
        }
        if (outcome instanceof Renaming.Outcome.Renamed) {
            round.connections();
        }
        return outcome;
    }

    /// Shuts one of the account's devices out; the new content key is taken here at once, and by others with their next round.
    Revoking.Outcome revoke(DeviceId device) {
        Revoking.Outcome outcome = new Revoking.Outcome.NoAnswer();
        for (int tries = 0; tries < TRIES_MAX; tries++) {
            var log = round.controlLog();
            if (log.isEmpty()) {
                return new Revoking.Outcome.NoAnswer();
            }
            outcome = revoking.revoke(log.get(), device);
            round.controlMoved();
            if (outcome instanceof Revoking.Outcome.LaterEntries(long seq)) {
                fetchUpTo(device, seq);
            } else if (!(outcome instanceof Revoking.Outcome.Moved)) {
                break;
            }
        }
        boolean isShown = round.controlLog().filter(log -> isRevoked(log, device)).isPresent();
        // A server can say that it took the record; what the account shows is signed.
        return outcome instanceof Revoking.Outcome.Revoked && !isShown
                ? new Revoking.Outcome.NoAnswer()
                : outcome;
    }

    private static boolean isRevoked(ControlLog log, DeviceId device) {
        return log.device(device).filter(EnrolledDevice::isRevoked).isPresent();
    }

    /// Moves pages until this entry is here, or nothing moves any more.
    private void fetchUpTo(DeviceId device, long seq) {
        Attempt attempt = new Attempt.More();
        while (store.held(device) < seq && attempt instanceof Attempt.More) {
            attempt = round.attempt();
        }
    }
}
