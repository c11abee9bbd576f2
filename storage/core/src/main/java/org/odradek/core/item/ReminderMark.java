package org.odradek.core.item;

import org.jspecify.annotations.Nullable;
import org.odradek.core.causality.Hlc;
import org.odradek.core.entry.EntryId;

/// What became of a reminder: `shown`, `dismissed`, or `snoozed` until a local date-time. The last writer wins.
public record ReminderMark(String outcome, @Nullable String until, Hlc hlc, EntryId entry) {
    boolean isAfter(ReminderMark other) {
        int byClock = hlc.compareTo(other.hlc);
        return byClock != 0 ? byClock > 0 : entry.compareTo(other.entry) > 0;
    }
}
