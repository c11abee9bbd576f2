package org.odradek.sync.client;

import org.odradek.core.entry.DeviceId;
import org.odradek.store.Store;
import org.odradek.sync.client.account.AccountFacts;
import org.odradek.sync.client.account.Renaming;
import org.odradek.sync.client.account.Revoking;
import org.odradek.sync.client.transport.ServerApi;
import org.odradek.sync.protocol.control.ControlLog;
import org.odradek.sync.protocol.control.EnrolledDevice;

import java.time.InstantSource;
import java.util.function.IntFunction;

/// Changes to the account's devices, made by records in its control log: made anew as long as others change it at the same moment. Takes
/// turns with the rounds.
final class DeviceChanges {
    /// Two people naming or removing devices at the same moment are rare, three are a fault.
    private static final int TRIES_MAX = 3;

    private final Store store;
    private final AccountFacts facts;
    private final Round round;
    private final Renaming renaming;
    private final Revoking revoking;

    DeviceChanges(
            Store store,
            AccountFacts facts,
            Round round,
            ServerApi server,
            InstantSource clock,
            IntFunction<byte[]> randomBytes) {
        this.store = store;
        this.facts = facts;
        this.round = round;
        this.renaming = new Renaming(store, server, clock, randomBytes);
        this.revoking = new Revoking(store, facts, server, clock, randomBytes);
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

    /// Up to which entry a device's log is here, with its word for it.
    private long withItsWord(DeviceId device) {
        return facts.head(device).map(head -> Math.min(head.seq(), store.held(device))).orElse(0L);
    }

    private static boolean isRevoked(ControlLog log, DeviceId device) {
        return log.device(device).filter(EnrolledDevice::isRevoked).isPresent();
    }

    /// Moves pages, or a clone, until this entry is here with the device's word for it, or nothing moves any more.
    private void fetchUpTo(DeviceId device, long seq) {
        boolean moves = true;
        while (moves && withItsWord(device) < seq) {
            var attempt = round.attempt();
            moves = attempt instanceof Attempt.More || attempt instanceof Attempt.Cloning;
        }
    }
}
