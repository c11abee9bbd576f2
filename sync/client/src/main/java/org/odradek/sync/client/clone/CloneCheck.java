package org.odradek.sync.client.clone;

import org.jspecify.annotations.Nullable;
import org.odradek.core.causality.VersionVector;
import org.odradek.core.cbor.CborReader;
import org.odradek.core.cbor.CborWriter;
import org.odradek.core.entry.DeviceId;
import org.odradek.store.LocalFacts;
import org.odradek.store.Store;
import org.odradek.store.doctor.Remaking;

import java.util.TreeMap;

/// Makes the view of a clone's entries anew, beside the live one and a little at a time, where the clone's rows were believed: a device that
/// signed rows which are not those of the entries is found out, as it is by whoever makes its own rows. That it is owed is durable; after a
/// restart it begins again. Runs on the sync thread.
final class CloneCheck {
    private static final String FACT = LocalFacts.OF_ACCOUNT + "clone.unchecked";

    private final Store store;
    private @Nullable Remaking remaking;

    CloneCheck(Store store) {
        this.store = store;
    }

    /// What one step came to.
    enum Step {
        NOTHING_OWED,
        MORE,
        ALIKE,

        /// The rows were not those of the entries; the view was made anew from the journal, and is right now.
        DIFFERS
    }

    private record Owed(VersionVector entries, String viewHash) {}

    /// Notes durably that rows are believed.
    void owe(VersionVector entries, String viewHash) {
        var out = new CborWriter().array(2).map(entries.seqByDevice().size());
        entries.seqByDevice().forEach((device, seq) -> out.bytes(device.bytes()).integer(seq));
        store.facts().put(FACT, out.text(viewHash).toByteArray());
    }

    Step step() {
        var fact = store.facts().get(FACT);
        if (fact.isEmpty()) {
            return Step.NOTHING_OWED;
        }
        var owed = read(fact.get());
        if (!store.received().covers(owed.entries)) {
            // The tables that were filled with the rows never came into use.
            store.facts().remove(FACT);
            return Step.NOTHING_OWED;
        }
        if (remaking == null) {
            remaking = store.doctor().remake(owed.entries);
        }
        if (!(remaking.step() instanceof Remaking.Remade.Whole(var viewHash, var rowsFit))) {
            return Step.MORE;
        }
        remaking.close();
        remaking = null;
        boolean alike = rowsFit && viewHash.equals(owed.viewHash);
        if (!alike) {
            store.doctor().rebuild();
        }
        store.facts().remove(FACT);
        return alike ? Step.ALIKE : Step.DIFFERS;
    }

    private static Owed read(byte[] fact) {
        var in = new CborReader(fact);
        in.array();
        var seqs = new TreeMap<DeviceId, Long>();
        for (int left = in.map(); left > 0; left--) {
            seqs.put(DeviceId.of(in.bytes()), in.integer());
        }
        return new Owed(new VersionVector(seqs), in.text());
    }
}
