package org.odradek.store.view;

import org.jspecify.annotations.Nullable;
import org.odradek.core.entry.EntryId;
import org.odradek.core.item.ItemState;
import org.odradek.core.item.ItemStateCodec;
import org.odradek.core.item.Shown;
import org.odradek.store.body.Bodies;
import org.odradek.store.log.DeviceKeys;

import java.sql.Connection;
import java.sql.SQLException;

/// Whether the rows of lists are those of the states and texts behind them, as far as an item's row follows from its own alone.
public final class RowCheck {
    private RowCheck() {}

    /// What a look at some rows came to.
    ///
    /// @param lastKey where to look on
    public record Looked(long lastKey, boolean fits, boolean more) {}

    /// Looks at rows behind a key; 0 for the first.
    public static Looked look(Connection connection, DeviceKeys devices, long afterKey, int rowsMax)
            throws SQLException {
        var rows = ItemTable.after(connection, afterKey, rowsMax);
        boolean fits = true;
        for (var each : rows) {
            fits &= fits(connection, devices, each);
        }
        long last = rows.isEmpty() ? afterKey : rows.getLast().row().key();
        return new Looked(last, fits, rows.size() == rowsMax);
    }

    private static boolean fits(Connection connection, DeviceKeys devices, ItemTable.Stored stored)
            throws SQLException {
        var row = stored.row();
        var behind = stored.state();
        if (behind == null || row.predecessor() != 0) {
            // It follows from another task.
            return true;
        }
        var state = ItemStateCodec.decode(behind.state());
        var shown = Shown.of(state);
        var facts =
                new ItemRecord.Facts(
                        row.listed(),
                        row.parent(),
                        key(devices, shown.createdBy()),
                        key(devices, shown.updatedBy()),
                        snippet(connection, row, state),
                        state.attachments().additions().size(),
                        row.conflicts(),
                        row.predecessor());
        return row.equals(ItemRecord.of(row.key(), state.id(), shown, facts));
    }

    private static long key(DeviceKeys devices, @Nullable EntryId entry) {
        return entry == null ? 0 : devices.key(entry.device()).orElse(0);
    }

    private static String snippet(Connection connection, ItemRecord row, ItemState state)
            throws SQLException {
        return state.body().isEmpty()
                ? ""
                : Snippets.of(Bodies.head(connection, row.key(), Snippets.READ_UNITS));
    }
}
