package org.odradek.sync.server.log.table;

import org.odradek.core.entry.AccountId;
import org.odradek.core.entry.DeviceId;
import org.odradek.core.entry.EntryId;
import org.odradek.sync.protocol.SignedHead;
import org.odradek.sync.server.log.IncomingEntry;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/// Where an account's log and those of its devices stand: all that an append of new entries rests on.
public record Standing(AccountRow account, Map<DeviceId, DeviceTip> devices) {
    /// Throws IllegalArgumentException for an unknown account.
    public static Standing of(Sql sql, AccountId account) throws SQLException {
        var row = AccountRow.of(sql, account);
        var devices = new HashMap<DeviceId, DeviceTip>();
        DeviceTip.all(sql, row.no()).forEach(device -> devices.put(device.device(), device));
        return new Standing(row, Map.copyOf(devices));
    }

    public Standing after(AppendPlan.Write written) {
        var moved = new HashMap<>(devices);
        written.devices().forEach(device -> moved.put(device.device(), device));
        return new Standing(written.after(), Map.copyOf(moved));
    }

    /// Throws IllegalArgumentException for an unknown one.
    public DeviceTip device(DeviceId id) {
        var device = devices.get(id);
        if (device == null) {
            throw new IllegalArgumentException("no device " + id);
        }
        return device;
    }

    /// Whether nothing needs to be looked up: every entry is beyond what its device has there, every head is of one of them.
    public boolean isEnoughFor(List<IncomingEntry> entries, List<SignedHead> heads) {
        var ids = new HashSet<EntryId>();
        for (var entry : entries) {
            var device = devices.get(entry.id().device());
            if (device == null || entry.id().seq() <= device.seq()) {
                return false;
            }
            ids.add(entry.id());
        }
        return heads.stream().allMatch(head -> ids.contains(head.entry()));
    }
}
