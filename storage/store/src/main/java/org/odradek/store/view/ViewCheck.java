package org.odradek.store.view;

import org.odradek.store.body.Bodies;
import org.odradek.store.body.TextFingerprint;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;

/// Recomputes the hash of the view from the rows, so that a byte that changed in the file is noticed.
public final class ViewCheck {
    private ViewCheck() {}

    /// Whether every item's digest is that of its state and text, and their sum the view's hash.
    public static boolean holds(Connection connection, ViewHash hash, byte[] viewHash)
            throws SQLException {
        var sum = ViewHash.empty();
        try (var select = connection.prepareStatement("SELECT key, state, digest FROM item_state");
                var found = select.executeQuery()) {
            while (found.next()) {
                var text =
                        TextFingerprint.of(
                                Bodies.read(connection, found.getLong(1)), hash.textKey());
                var digest = hash.digest(found.getBytes(2), text);
                if (!Arrays.equals(digest, found.getBytes(3))) {
                    return false;
                }
                sum = ViewHash.exchange(sum, ViewHash.empty(), digest);
            }
        }
        return Arrays.equals(sum, viewHash);
    }
}
