package org.odradek.sync.server.log.table;

import org.odradek.core.entry.DeviceId;
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.clone.CloneOffer;
import org.odradek.sync.protocol.wire.BlobNames;
import org.odradek.sync.protocol.wire.Cursor;
import org.odradek.sync.server.log.DroppedClone;

import java.io.ByteArrayOutputStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// A row of `clone` that is held.
///
/// @param hasTrimmed whether the log was trimmed under it, so that it must not go before another one can stand in
record CloneRow(
        long no, CloneOffer offer, long offeredMs, List<DeviceId> confirmedBy, boolean hasTrimmed) {
    private static final int DEVICE_BYTES = 16;

    /// As what a dropped one counts whatever it lists, since forgetting it is a write of its own.
    private static final int ROW_BYTES = 16 << 10;

    /// The newest cut first; of two at the same cut, the one that came later.
    static List<CloneRow> held(Sql sql, AccountRow account) throws SQLException {
        return sql.list(
                """
                SELECT no, author, epoch, position, hash, manifest, blobs, made_ms, offered_ms, confirmed_by, has_trimmed
                FROM clone WHERE account_no = ? AND dropped_ms IS NULL ORDER BY position DESC, no DESC
                """,
                CloneRow::read,
                account.no());
    }

    static Optional<CloneRow> named(Sql sql, AccountRow account, Bytes name) throws SQLException {
        return held(sql, account).stream()
                .filter(row -> row.offer().name().equals(name))
                .findFirst();
    }

    private static CloneRow read(ResultSet row) throws SQLException {
        var cut = new Cursor(row.getLong(3), row.getLong(4), new Bytes(row.getBytes(5)));
        var offer =
                new CloneOffer(
                        DeviceId.of(row.getBytes(2)),
                        cut,
                        new Bytes(row.getBytes(6)),
                        split(row.getBytes(7), BlobNames.NAME_BYTES),
                        row.getLong(8));
        var confirmedBy =
                split(row.getBytes(10), DEVICE_BYTES).stream()
                        .map(bytes -> DeviceId.of(bytes.array()))
                        .toList();
        return new CloneRow(row.getLong(1), offer, row.getLong(9), confirmedBy, row.getBoolean(11));
    }

    static void insert(Sql sql, AccountRow account, CloneOffer offer, long nowMs)
            throws SQLException {
        sql.update(
                """
                INSERT INTO clone (account_no, name, author, epoch, position, hash, manifest, blobs, made_ms, offered_ms,
                                   confirmed_by, has_trimmed, dropped_ms)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, FALSE, NULL)
                """,
                account.no(),
                offer.name().array(),
                offer.author().bytes(),
                offer.cut().epoch(),
                offer.cut().position(),
                offer.cut().hash().array(),
                offer.manifest().array(),
                joined(offer.blobs().stream().map(Bytes::array).toList()),
                offer.madeAtMs(),
                nowMs,
                new byte[0]);
    }

    CloneRow confirmedBy(Sql sql, DeviceId device) throws SQLException {
        if (confirmedBy.contains(device)) {
            return this;
        }
        var all = new ArrayList<>(confirmedBy);
        all.add(device);
        sql.update(
                "UPDATE clone SET confirmed_by = ? WHERE no = ?",
                joined(all.stream().map(DeviceId::bytes).toList()),
                no);
        return new CloneRow(no, offer, offeredMs, all, hasTrimmed);
    }

    void markTrimmed(Sql sql) throws SQLException {
        sql.update("UPDATE clone SET has_trimmed = TRUE WHERE no = ?", no);
    }

    void drop(Sql sql, long nowMs) throws SQLException {
        sql.update(
                "UPDATE clone SET dropped_ms = ?, manifest = ? WHERE no = ?",
                nowMs,
                new byte[0],
                no);
    }

    static List<DroppedClone> dropped(Sql sql, AccountRow account) throws SQLException {
        return sql.list(
                """
                SELECT name, blobs, dropped_ms FROM clone WHERE account_no = ? AND dropped_ms IS NOT NULL ORDER BY no
                """,
                row ->
                        new DroppedClone(
                                new Bytes(row.getBytes(1)),
                                split(row.getBytes(2), BlobNames.NAME_BYTES),
                                row.getLong(3)),
                account.no());
    }

    /// What the lists of an account's dropped clones, and their rows, come to.
    static long droppedBytes(Sql sql, AccountRow account) throws SQLException {
        return bytes(
                sql.list(
                        """
                        SELECT OCTET_LENGTH(blobs) FROM clone WHERE account_no = ? AND dropped_ms IS NOT NULL
                        """,
                        row -> row.getLong(1),
                        account.no()));
    }

    /// The same of one device's.
    static long droppedBytes(Sql sql, AccountRow account, DeviceId author) throws SQLException {
        return bytes(
                sql.list(
                        """
                        SELECT OCTET_LENGTH(blobs) FROM clone
                        WHERE account_no = ? AND author = ? AND dropped_ms IS NOT NULL
                        """,
                        row -> row.getLong(1),
                        account.no(),
                        author.bytes()));
    }

    private static long bytes(List<Long> lists) {
        return lists.stream().mapToLong(each -> each + ROW_BYTES).sum();
    }

    static boolean forget(Sql sql, AccountRow account, Bytes name) throws SQLException {
        return sql.update(
                        "DELETE FROM clone WHERE account_no = ? AND name = ? AND dropped_ms IS NOT"
                                + " NULL",
                        account.no(),
                        name.array())
                > 0;
    }

    private static byte[] joined(Collection<byte[]> pieces) {
        var out = new ByteArrayOutputStream();
        pieces.forEach(out::writeBytes);
        return out.toByteArray();
    }

    private static List<Bytes> split(byte[] joined, int sizeBytes) {
        var pieces = new ArrayList<Bytes>();
        for (int from = 0; from < joined.length; from += sizeBytes) {
            pieces.add(new Bytes(Arrays.copyOfRange(joined, from, from + sizeBytes)));
        }
        return pieces;
    }
}
