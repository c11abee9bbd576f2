package org.odradek.core.text;

import java.util.Collection;
import java.util.List;

/// One event in the history of a body: `splices` apply one after the other to the text at `parents`. There may be none, which
/// only joins its parents. `whole` says that the id comes from the content (see [BodyEventId#whole]).
public record BodyEvent(BodyEventId id, Frontier parents, List<Splice> splices, boolean whole) {
    public BodyEvent {
        splices = List.copyOf(splices);
        if (parents.contains(id)) {
            throw new IllegalArgumentException("its own parent: " + id);
        }
    }

    /// What somebody typed: body action `action` (from 0) of entry `seq` of `device` (16 bytes).
    public static BodyEvent typed(
            byte[] device,
            long seq,
            int action,
            Collection<BodyEventId> parents,
            List<Splice> splices) {
        return new BodyEvent(
                BodyEventId.typed(device, seq, action), Frontier.of(parents), splices, false);
    }

    /// A whole operation on the body of `item` (16 bytes).
    public static BodyEvent whole(
            byte[] item, Collection<BodyEventId> parents, List<Splice> splices) {
        return new BodyEvent(
                BodyEventId.whole(item, parents, splices), Frontier.of(parents), splices, true);
    }
}
