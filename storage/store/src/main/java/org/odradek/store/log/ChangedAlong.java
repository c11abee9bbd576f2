package org.odradek.store.log;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;

/// Notes items whose rows changed although no entry names them, so that whoever follows the log by position learns of them: a successor of a
/// task that was edited, an item whose parent changed. A row an item. Belongs to the writing thread.
public final class ChangedAlong {
    private final PreparedStatement note;

    public ChangedAlong(Connection connection) throws SQLException {
        this.note =
                connection.prepareStatement(
                        "MERGE INTO changed_along (key, position) KEY (key) VALUES (?, ?)");
    }

    /// @param position of the newest entry in the tables
    public void note(Collection<Long> itemKeys, long position) throws SQLException {
        for (long key : itemKeys) {
            note.setLong(1, key);
            note.setLong(2, position);
            note.executeUpdate();
        }
    }
}
