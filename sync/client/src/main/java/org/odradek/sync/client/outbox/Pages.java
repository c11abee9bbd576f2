package org.odradek.sync.client.outbox;

import org.odradek.core.entry.DeviceId;
import org.odradek.core.entry.SealedEntry;
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.SignedHead;
import org.odradek.sync.protocol.wire.Push;
import org.odradek.sync.protocol.wire.WireBounds;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Cuts entries into pushes: at most one pull page each, with one signed head a device behind its entries.
public final class Pages {
    /// Leaves room in a page for the heads of all devices and for the encoding around the entries.
    private static final int ENTRIES_MAX = WireBounds.PAGE_RECORDS_MAX - 100;

    private static final int BYTES_MAX = WireBounds.PAGE_BYTES_MAX - (256 << 10);

    private Pages() {}

    /// The first page of these entries.
    ///
    /// @param headUpTo signs (own entries) or looks up (others') a head that covers this entry; an entry without one is left out
    public static Optional<Push> first(
            List<SealedEntry> causalOrder, Function<SealedEntry, Optional<SignedHead>> headUpTo) {
        var entries = new ArrayList<Bytes>();
        Map<DeviceId, SealedEntry> newest = new LinkedHashMap<>();
        long bytes = 0;
        for (var entry : causalOrder) {
            var encoded = new Bytes(entry.encode());
            if (entries.size() == ENTRIES_MAX || bytes + encoded.size() > BYTES_MAX) {
                break;
            }
            bytes += encoded.size();
            entries.add(encoded);
            newest.put(entry.id().device(), entry);
        }
        var heads = new ArrayList<SignedHead>();
        newest.values().forEach(entry -> headUpTo.apply(entry).ifPresent(heads::add));
        return entries.isEmpty() ? Optional.empty() : Optional.of(new Push(entries, heads, null));
    }
}
