package org.odradek.store;

import org.odradek.core.causality.VersionVector;
import org.odradek.core.cbor.MalformedCborException;
import org.odradek.core.entry.DeviceId;
import org.odradek.core.entry.EntryId;
import org.odradek.core.entry.EntrySealer;
import org.odradek.core.entry.NewerFormatException;
import org.odradek.core.entry.SealedEntry;
import org.odradek.core.entry.TamperedException;
import org.odradek.store.journal.Finding;
import org.odradek.store.journal.JournalRecord;
import org.odradek.store.journal.JournalVisitor;
import org.odradek.store.journal.NewRecord;
import org.odradek.store.journal.RecordKind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Copies a journal for a device that its account has enrolled anew: what the account holds stays as it is sealed, own entries included,
/// and the own ones beyond that are sealed anew as the new device's. Facts and drafts come along. Damage is passed over where it took
/// neither one of these nor what they had seen, or where that came back.
final class Remaking implements JournalVisitor {
    private static final Logger LOG = LoggerFactory.getLogger(Remaking.class);
    private final RecordWriter into;
    private final Resealing resealing;
    private final EntrySealer opening;
    private final DeviceId old;
    private final long held;
    private final HeldLog heldLog;
    private final Set<SealedHash> remade = new HashSet<>();
    private final Map<DeviceId, BitSet> here = new HashMap<>();

    /// Each other device's first entry that says it has seen more of this one's than the account holds.
    private final Map<DeviceId, Long> beyond = new HashMap<>();

    private VersionVector needed = VersionVector.EMPTY;
    private byte[] lastHash;
    private long last;

    /// @param old     the device so far
    /// @param held    how many of its entries the account holds as they are here
    /// @param heldLog those, read from the same journal
    Remaking(
            RecordWriter into,
            Resealing resealing,
            EntrySealer opening,
            DeviceId old,
            long held,
            HeldLog heldLog) {
        this.into = into;
        this.resealing = resealing;
        this.opening = opening;
        this.old = old;
        this.held = held;
        this.heldLog = heldLog;
        this.lastHash = heldLog.lastHash();
        this.last = held;
    }

    /// The hash under which an entry was sealed before.
    @SuppressWarnings("ArrayRecordComponent") // Compared by content.
    private record SealedHash(byte[] hash) {
        @Override
        public boolean equals(Object other) {
            return other instanceof SealedHash(var theirs) && Arrays.equals(hash, theirs);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(hash);
        }
    }

    @Override
    public void record(JournalRecord record) {
        if (record.kind().equals(RecordKind.ENTRY)) {
            entry(SealedEntry.decode(record.payload()), record.payload());
        } else {
            into.add(new NewRecord(record.kind(), record.payload()));
        }
    }

    private void entry(SealedEntry sealed, byte[] encoded) {
        if (!sealed.id().device().equals(old)) {
            long seen = seenOfOld(sealed);
            if (seen > held) {
                requireNotWritten(sealed.id(), seen);
                beyond.merge(sealed.id().device(), sealed.id().seq(), Math::min);
            }
            here.computeIfAbsent(sealed.id().device(), _ -> new BitSet())
                    .set(Math.toIntExact(sealed.id().seq()));
            into.add(new NewRecord(RecordKind.ENTRY, encoded));
            return;
        }
        long seq = sealed.id().seq();
        if (seq <= held) {
            into.add(new NewRecord(RecordKind.ENTRY, encoded));
            return;
        }
        var hash = new SealedHash(sealed.header().hash());
        if (remade.contains(hash)) {
            return;
        }
        boolean isNext = seq == last + 1 && Arrays.equals(sealed.header().previousHash(), lastHash);
        if (!isNext || remade.isEmpty() && !heldLog.isWhole()) {
            throw damaged();
        }
        var again =
                remade.isEmpty() ? resealing.first(sealed, heldLog.seen()) : resealing.next(sealed);
        into.add(new NewRecord(RecordKind.ENTRY, again.sealed().encode()));
        needed = needed.merge(again.entry().causal().seen());
        remade.add(hash);
        lastHash = hash.hash;
        last = seq;
    }

    /// How many of this device's entries another one's says it has seen; 0 where it cannot be read, and stays parked.
    private long seenOfOld(SealedEntry foreign) {
        try {
            return opening.open(foreign).causal().seen().seq(old);
        } catch (TamperedException | NewerFormatException | MalformedCborException e) {
            LOG.debug("A parked entry stays parked.", e);
            return 0;
        }
    }

    /// Else another device has what only this one should have, and would have it twice. Who says that it has seen what was not written yet has
    /// seen what another copy of this profile wrote, or nothing: that waits.
    private void requireNotWritten(EntryId foreign, long seen) {
        if (seen <= last) {
            LOG.error("Entry {} saw more of this device than its account.", foreign);
            throw builtOn();
        }
    }

    private static EntryCopying.NotPossible builtOn() {
        return new EntryCopying.NotPossible(
                "Another device has seen more of this one's edits than the account holds,"
                        + " so this profile was left as it is.");
    }

    @Override
    public void finding(Finding finding) {
        LOG.warn("The journal is not as it was written: {}", finding);
    }

    private static EntryCopying.NotPossible damaged() {
        return new EntryCopying.NotPossible(
                "This profile's journal is damaged, so it was left as it is; odradek export brings"
                        + " what is only here to a new profile.");
    }

    /// What was seen and is not here may never come back, and would be waited for.
    private boolean isHere(DeviceId device, long seq) {
        return device.equals(old)
                ? seq <= held
                : here.getOrDefault(device, new BitSet()).nextClearBit(1) > seq;
    }

    /// Answers how many entries were sealed anew when everything is durable.
    long end() {
        for (var seen : needed.seqByDevice().entrySet()) {
            if (beyond.getOrDefault(seen.getKey(), Long.MAX_VALUE) <= seen.getValue()) {
                LOG.error("What is only here saw what waits for more than the account holds.");
                throw builtOn();
            }
            if (!isHere(seen.getKey(), seen.getValue())) {
                throw damaged();
            }
        }
        into.write();
        return last - held;
    }
}
