package org.odradek.sync.server.connection;

import org.odradek.core.entry.AccountId;
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.clone.CloneAnswer;
import org.odradek.sync.protocol.clone.CloneOffer;
import org.odradek.sync.protocol.clone.HeldClone;
import org.odradek.sync.protocol.connection.ConnectionState;
import org.odradek.sync.server.blob.BlobStore;
import org.odradek.sync.server.downgrade.DowngradeRules;
import org.odradek.sync.server.log.AccountLog;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Clones together with their blobs: none is kept without all of them, and none of them stays long after the last clone that lists
/// them. Thread-safe.
public final class CloneShelf {
    /// A device that began to take a clone, or to build upon its chunks, has this long to end.
    static final Duration GRACE = Duration.ofHours(24);

    /// While a clone is younger, its blobs are looked at each time: another node may have been about to drop one of them, for an older
    /// clone's sake, as this one was offered. Long enough for such a sweep to have ended.
    private static final Duration SETTLED = Duration.ofMinutes(10);

    /// Names of clones seen whole; beyond it the eldest are looked at again.
    private static final int WHOLE_MAX = 10_000;

    private final AccountLog log;
    private final BlobStore blobs;
    private final InstantSource clock;
    private final Set<Bytes> seenWhole =
            Collections.newSetFromMap(
                    new LinkedHashMap<>() {
                        @Override
                        protected boolean removeEldestEntry(Map.Entry<Bytes, Boolean> eldest) {
                            return size() > WHOLE_MAX;
                        }
                    });

    public CloneShelf(AccountLog log, BlobStore blobs, InstantSource clock) {
        this.log = log;
        this.blobs = blobs;
        this.clock = clock;
    }

    /// Keeps a clone whose blobs are all held. Nothing is dropped between the look at them and the keeping. Where it is held already
    /// nothing is written.
    public synchronized CloneAnswer offer(AccountId account, CloneOffer offer) {
        boolean isHeld =
                log.clones(account, clock.millis()).stream()
                        .anyMatch(held -> held.offer().name().equals(offer.name()));
        if (isHeld) {
            return new CloneAnswer.Offered();
        }
        var missing = new ArrayList<>(offer.blobs());
        missing.removeAll(new HashSet<>(blobs.held(account, offer.blobs())));
        return missing.isEmpty()
                ? log.offerClone(account, offer, clock.millis())
                : new CloneAnswer.Missing(missing);
    }

    /// The clones that can be taken, the newest cut first. One whose blobs were lost, by whatever means, is not among them; that is
    /// looked at until it has settled, and once while the server runs. Nor is one whose author was removed
    /// since, which no device takes.
    public synchronized List<HeldClone> whole(AccountId account) {
        return log.clones(account, clock.millis()).stream()
                .filter(held -> !isOfRemoved(account, held.offer()))
                .filter(held -> isWhole(account, held))
                .toList();
    }

    /// What the account's chunks take up, those of its files among them.
    long blobBytes(AccountId account) {
        return blobs.heldBytes(account);
    }

    /// The position of the newest such clone's cut, as [DowngradeRules#candidates] takes it.
    long coveredTo(AccountId account) {
        return whole(account).stream()
                .findFirst()
                .map(held -> held.offer().cut().position())
                .orElse(DowngradeRules.UNCOVERED);
    }

    private boolean isOfRemoved(AccountId account, CloneOffer offer) {
        return log.state(account, offer.author()) == ConnectionState.REVOKED;
    }

    private boolean isWhole(AccountId account, HeldClone held) {
        var offer = held.offer();
        var name = offer.name();
        if (seenWhole.contains(name)) {
            return true;
        }
        boolean isWhole = blobs.held(account, offer.blobs()).size() == offer.blobs().size();
        if (isWhole && clock.millis() - held.offeredAtMs() > SETTLED.toMillis()) {
            seenWhole.add(name);
        }
        return isWhole;
    }

    /// Drops the blobs of clones that were dropped long enough ago, but for those that another clone lists.
    synchronized void clear(AccountId account) {
        long before = clock.millis() - GRACE.toMillis();
        var dropped = log.droppedClones(account);
        var due = dropped.stream().filter(gone -> gone.droppedAtMs() <= before).toList();
        if (due.isEmpty()) {
            return;
        }
        var needed = new HashSet<Bytes>();
        log.clones(account, clock.millis()).forEach(held -> needed.addAll(held.offer().blobs()));
        dropped.stream()
                .filter(gone -> gone.droppedAtMs() > before)
                .forEach(gone -> needed.addAll(gone.blobs()));
        for (var gone : due) {
            gone.blobs().stream()
                    .filter(name -> !needed.contains(name))
                    .forEach(name -> blobs.drop(account, name));
            log.forgetClone(account, gone.name());
        }
    }
}
