package org.odradek.store.history;

import org.odradek.core.entry.Origin;
import org.odradek.core.text.BodyEventId;
import org.odradek.store.log.EntryRow;

import java.util.Map;
import java.util.function.Predicate;

/// Which body events show that a person saw the line they are in: typing and deciding do, imports and housekeeping do not.
public final class Reviewers {
    private Reviewers() {}

    public static Predicate<BodyEventId> byPerson(Map<BodyEventId, EntryRow> entries) {
        return event -> {
            var entry = entries.get(event);
            return entry != null && counts(entry.origin());
        };
    }

    public static boolean counts(Origin origin) {
        return switch (origin) {
            case USER, RESOLVE, UNDO -> true;
            case IMPORT, HOUSEKEEPING -> false;
        };
    }
}
