package org.odradek.sync.simulation;

import org.jspecify.annotations.Nullable;
import org.odradek.store.view.ConflictRow;
import org.odradek.sync.simulation.device.SimulatedDevice;

import java.util.List;

/// What of a device's conflicts must be equal everywhere.
///
/// @param rows  in words, but for which version is this device's
/// @param bases what each was about before; null for a device where the record that says so may have rotted
record Conflicts(List<String> rows, @Nullable List<String> bases) {
    static final Conflicts NONE = new Conflicts(List.of(), List.of());

    static Conflicts of(SimulatedDevice device) {
        var shown = device.store().view().conflicts();
        return new Conflicts(
                shown.stream().map(Conflicts::told).toList(),
                device.rotten().isEmpty()
                        ? shown.stream().map(row -> "base " + row.base()).toList()
                        : null);
    }

    boolean agree(Conflicts other) {
        return rows.equals(other.rows)
                && (bases == null || other.bases == null || bases.equals(other.bases));
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
                "shown " + row.shown(),
                "items " + row.items(),
                "versions " + versions,
                "places " + row.places(),
                "resolved " + row.resolved());
    }
}
