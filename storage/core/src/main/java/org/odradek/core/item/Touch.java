package org.odradek.core.item;

import org.odradek.core.causality.Hlc;
import org.odradek.core.entry.EntryId;

/// When and by whom an item was made or last changed; `wallMs` is the author's clock, ms since 1970.
public record Touch(Hlc hlc, EntryId entry, long wallMs) implements Comparable<Touch> {
    @Override
    public int compareTo(Touch other) {
        int byClock = hlc.compareTo(other.hlc);
        return byClock != 0 ? byClock : entry.compareTo(other.entry);
    }
}
