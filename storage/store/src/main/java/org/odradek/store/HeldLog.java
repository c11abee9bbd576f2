package org.odradek.store;

import org.odradek.core.causality.VersionVector;
import org.odradek.core.entry.DeviceId;
import org.odradek.core.entry.EntrySealer;
import org.odradek.core.entry.SealedEntry;
import org.odradek.store.journal.Finding;
import org.odradek.store.journal.JournalRecord;
import org.odradek.store.journal.JournalVisitor;
import org.odradek.store.journal.RecordKind;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// The entries of a device that its account holds, as far as a journal has them, whichever the order: what damage took comes back later.
final class HeldLog implements JournalVisitor {
    private static final byte[] NO_HASH = new byte[32];

    private final EntrySealer opening;
    private final DeviceId device;
    private final long held;
    private final Map<Long, Link> links = new HashMap<>();
    private VersionVector seen = VersionVector.EMPTY;

    HeldLog(EntrySealer opening, DeviceId device, long held) {
        this.opening = opening;
        this.device = device;
        this.held = held;
    }

    @SuppressWarnings("ArrayRecordComponent") // Never compared as a record.
    private record Link(byte[] hash, byte[] previous) {}

    @Override
    public void record(JournalRecord record) {
        if (record.kind().equals(RecordKind.ENTRY)) {
            var sealed = SealedEntry.decode(record.payload());
            var id = sealed.id();
            if (id.device().equals(device) && id.seq() <= held && !links.containsKey(id.seq())) {
                var header = sealed.header();
                links.put(id.seq(), new Link(header.hash(), header.previousHash()));
                seen = seen.merge(opening.open(sealed).causal().seen());
            }
        }
    }

    @Override
    public void finding(Finding finding) {
        // Where it took one of these entries, the log is not whole.
    }

    /// Whether all of them are here, each behind the one before.
    boolean isWhole() {
        for (long seq = 1; seq <= held; seq++) {
            var link = links.get(seq);
            if (link == null || !Arrays.equals(link.previous, hash(seq - 1))) {
                return false;
            }
        }
        return true;
    }

    /// The hash of the last one; zeros when the account holds none.
    byte[] lastHash() {
        return hash(held);
    }

    private byte[] hash(long seq) {
        var link = links.get(seq);
        return link == null ? NO_HASH : link.hash;
    }

    /// What the last one had seen, in full.
    VersionVector seen() {
        return seen;
    }
}
