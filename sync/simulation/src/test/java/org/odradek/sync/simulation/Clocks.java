package org.odradek.sync.simulation;

import org.jspecify.annotations.Nullable;
import org.odradek.core.causality.Hlc;
import org.odradek.core.causality.HybridLogicalClock;
import org.odradek.core.entry.ContentKeys;
import org.odradek.core.entry.DeviceId;
import org.odradek.core.entry.Entry;
import org.odradek.core.entry.EntryId;
import org.odradek.core.entry.EntrySealer;
import org.odradek.store.Store;
import org.odradek.sync.simulation.time.WrongClock;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.LongStream;

/// Hybrid logical clocks follow causality: an entry's reading is greater than those of all that its author had seen. Devices that all
/// disobeyed would still agree with each other, but a later edit could lose to an earlier one.
final class Clocks {
    private Clocks() {}

    /// What does not hold of the entries that are here, a sentence each.
    ///
    /// @param left what an author's clock had shown before it jumped, see [WrongClock#leftMs()]
    static List<String> broken(Store store, Function<DeviceId, List<Long>> left) {
        var entries = opened(store);
        var readings = new HashMap<EntryId, Hlc>();
        var byId = new HashMap<EntryId, Entry>();
        entries.forEach(
                entry -> {
                    readings.put(entry.id(), entry.causal().hlc());
                    byId.put(entry.id(), entry);
                });
        var broken = new ArrayList<String>();
        for (var entry : entries) {
            for (var cause : causes(entry)) {
                var before = readings.get(cause);
                if (before != null
                        && entry.causal().hlc().compareTo(before) <= 0
                        && (cause.device().equals(entry.id().device())
                                || !mayBePassedOver(entry, before, left)
                                        && !isTooFar(before, arrivedMs(entry, cause, byId)))) {
                    broken.add(
                            "%s of %s is not after %s of %s, which its author had seen"
                                    .formatted(entry.id(), entry.causal().hlc(), cause, before));
                }
            }
        }
        return broken;
    }

    private static List<Entry> opened(Store store) {
        var profile = store.profile();
        var keys = ContentKeys.of(profile.keys().contentKeys());
        // Opening draws nothing.
        var sealer = new EntrySealer(profile.account(), keys, byte[]::new);
        var ids = new ArrayList<EntryId>();
        store.received()
                .seqByDevice()
                .forEach(
                        (device, last) ->
                                LongStream.rangeClosed(1, last)
                                        .forEach(seq -> ids.add(new EntryId(device, seq))));
        return store.sealed(ids).stream().map(sealer::open).toList();
    }

    /// The newest of each device; those before them are their causes.
    private static List<EntryId> causes(Entry entry) {
        var causes = new ArrayList<EntryId>();
        var id = entry.id();
        if (id.seq() > 1) {
            causes.add(new EntryId(id.device(), id.seq() - 1));
        }
        entry.causal()
                .seen()
                .seqByDevice()
                .forEach((device, seq) -> causes.add(new EntryId(device, seq)));
        return causes;
    }

    /// What the author's clock showed, at the earliest, when it got to know the cause: a reading that was too far ahead then is not followed
    /// later, when it no longer is.
    private static long arrivedMs(Entry entry, EntryId cause, Map<EntryId, Entry> byId) {
        var first = entry;
        var before = before(first, byId);
        while (before != null && before.causal().seen().covers(cause)) {
            first = before;
            before = before(first, byId);
        }
        return (before == null ? first : before).causal().wallMs();
    }

    private static @Nullable Entry before(Entry entry, Map<EntryId, Entry> byId) {
        var id = entry.id();
        return id.seq() == 1 ? null : byId.get(new EntryId(id.device(), id.seq() - 1));
    }

    /// Another's reading from too far in the future is not followed, nor one that was, when it came, by a clock that has jumped since.
    private static boolean mayBePassedOver(
            Entry entry, Hlc before, Function<DeviceId, List<Long>> left) {
        return isTooFar(before, entry.causal().wallMs())
                || left.apply(entry.id().device()).stream()
                        .anyMatch(wallMs -> isTooFar(before, wallMs));
    }

    private static boolean isTooFar(Hlc reading, long wallMs) {
        return reading.wallMs() > wallMs + HybridLogicalClock.FUTURE_MAX.toMillis();
    }
}
