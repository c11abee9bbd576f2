package org.odradek.store.view;

import org.odradek.core.action.ItemKind;
import org.odradek.core.causality.VersionVector;
import org.odradek.store.log.DeviceKeys;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// What readers see beside the tables: the index of lists and the tree of notebooks, of the same moment as the last commit. Immutable.
///
/// @param delivered        what the server keeps of each device's log
/// @param undeliveredItems items about which entries wait for the server
@SuppressWarnings("ArrayRecordComponent") // The hash is handed through.
public record Published(
        ViewPosition position,
        byte[] viewHash,
        ListIndex index,
        NotebookTree notebooks,
        DeviceKeys devices,
        VersionVector received,
        VersionVector delivered,
        int undeliveredItems) {
    /// Reads everything from the tables.
    public static Published load(
            Connection connection,
            ViewPosition position,
            byte[] viewHash,
            DeviceKeys devices,
            VersionVector received,
            VersionVector delivered,
            int undeliveredItems)
            throws SQLException {
        var notebooks = new ArrayList<ItemRecord>();
        var lines = new ArrayList<ItemRecord>();
        var index = new ListIndex[] {ListIndex.EMPTY};
        ItemTable.forEach(
                connection,
                row -> {
                    if (row.kind() == ItemKind.NOTEBOOK) {
                        notebooks.add(row);
                    } else {
                        lines.add(row);
                    }
                    if (lines.size() == LOADED_AT_ONCE) {
                        index[0] = index[0].with(lines);
                        lines.clear();
                    }
                });
        return new Published(
                position,
                viewHash,
                index[0].with(lines),
                NotebookTree.EMPTY.with(notebooks),
                devices,
                received,
                delivered,
                undeliveredItems);
    }

    /// Rows hold more than lines, so they are not gathered all at once.
    private static final int LOADED_AT_ONCE = 4_096;

    /// The next moment.
    public Published next(
            ViewPosition newPosition,
            Materialized changes,
            DeviceKeys newDevices,
            VersionVector newReceived,
            VersionVector newDelivered,
            int newUndeliveredItems) {
        List<ItemRecord> rows = changes.rows();
        return new Published(
                newPosition,
                changes.viewHash(),
                rows.isEmpty() ? index : index.with(rows),
                notebooks.with(rows),
                newDevices,
                newReceived,
                newDelivered,
                newUndeliveredItems);
    }
}
