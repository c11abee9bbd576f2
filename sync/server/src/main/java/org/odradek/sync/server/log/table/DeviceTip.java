package org.odradek.sync.server.log.table;

import org.odradek.core.entry.DeviceId;
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.wire.DeviceHeads.DeviceHead;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// How far the log of a device has come: its newest entry, as the last row of its entries says.
///
/// @param seq 0 if it has none
public record DeviceTip(long no, DeviceId device, long seq, Bytes hash) {
    /// All of an account's devices, in order of identifier.
    public static List<DeviceTip> all(Sql sql, long accountNo) throws SQLException {
        return sql.list(
                """
                SELECT device.no, device.device, run.place, run.position, run.hash
                FROM device LEFT JOIN entry AS run
                  ON run.place = (SELECT e.place FROM entry AS e
                                  WHERE e.place >= device.no * 1099511627776
                                    AND e.place < device.no * 1099511627776 + 1099511627776
                                  ORDER BY e.place DESC FETCH FIRST 1 ROW ONLY)
                WHERE device.account_no = ? ORDER BY device.device
                """,
                DeviceTip::read,
                accountNo);
    }

    private static DeviceTip read(ResultSet row) throws SQLException {
        byte[] hashes = row.getBytes(5);
        long no = row.getLong(1);
        var device = DeviceId.of(row.getBytes(2));
        return hashes == null
                ? new DeviceTip(no, device, 0, new Bytes(new byte[32]))
                : new DeviceTip(
                        no,
                        device,
                        Keys.low(row.getLong(3)),
                        new EntryRun(row.getLong(3), row.getLong(4), new Bytes(hashes)).lastHash());
    }

    /// The newest entry of a device for which its signed head is there, whatever stands behind it.
    static Optional<DeviceTip> headed(Sql sql, long accountNo, DeviceId device)
            throws SQLException {
        var row = DeviceRow.find(sql, accountNo, device);
        if (row.isEmpty()) {
            return Optional.empty();
        }
        long no = row.get().no();
        long place =
                sql.first(
                                """
                                SELECT GREATEST(
                                    COALESCE((SELECT MAX(place) FROM head WHERE place >= ? AND place <= ?), 0),
                                    COALESCE((SELECT place FROM entry
                                              WHERE place >= ? AND place <= ? AND MOD(OCTET_LENGTH(hash), 32) > 0
                                              ORDER BY place DESC FETCH FIRST 1 ROW ONLY), 0))
                                """,
                                newest -> newest.getLong(1),
                                Keys.place(no, 0),
                                Keys.last(no),
                                Keys.place(no, 0),
                                Keys.last(no))
                        .orElseThrow();
        // 0 is no entry's place.
        return place == 0
                ? Optional.empty()
                : Records.entry(sql, place)
                        .map(entry -> new DeviceTip(no, device, Keys.low(place), entry.hash()));
    }

    DeviceHead head() {
        return new DeviceHead(device, seq, hash);
    }

    DeviceTip withHead(long newSeq, Bytes newHash) {
        return new DeviceTip(no, device, newSeq, newHash);
    }
}
