package org.odradek.sync.simulation;

import org.odradek.store.view.ConflictRow;

import java.util.List;

/// What of conflicts must be equal everywhere.
final class Conflicts {
    private Conflicts() {}

    /// In words, but for which version is this device's.
    static List<String> told(List<ConflictRow> conflicts) {
        return conflicts.stream().map(Conflicts::told).toList();
    }

    private static String told(ConflictRow row) {
        var versions =
                row.versions().stream()
                        .map(each -> each.n() + ": " + each.entry() + " " + each.value())
                        .toList();
        return String.join(
                " ",
                row.id().toString(),
                row.item().toString(),
                row.field(),
                row.kind().toString(),
                "base " + row.base(),
                "shown " + row.shown(),
                "items " + row.items(),
                "versions " + versions,
                "places " + row.places(),
                "resolved " + row.resolved());
    }
}
