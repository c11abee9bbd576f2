package org.odradek.sync.server.log.table;

import org.odradek.core.entry.DeviceId;
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.clone.CloneAnswer;
import org.odradek.sync.protocol.clone.CloneConfirmed;
import org.odradek.sync.protocol.clone.CloneOffer;
import org.odradek.sync.protocol.clone.HeldClone;
import org.odradek.sync.protocol.connection.ConnectionState;
import org.odradek.sync.server.log.CloneTrust;
import org.odradek.sync.server.log.TrimAnswer;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/// Clones in tables: which are kept, and what may be dropped from the log under them.
final class ClonesHeld {
    /// The newest, and one before it that some device may be in the middle of taking.
    private static final int NEWEST_KEPT = 2;

    /// What an account's dropped clones come to before their blobs are dropped, a day later: a sweep has all of it in memory at once,
    /// some four times as large. One clone each half hour, of as much as an account holds by default, is less than a third.
    private static final long DROPPED_BYTES_MAX = 8L << 20;

    /// Of which no device has more than this, so that none can take the others' from them.
    private static final long DROPPED_BYTES_OF_ONE_MAX = DROPPED_BYTES_MAX / 2;

    private ClonesHeld() {}

    static CloneAnswer offer(Sql sql, AccountRow account, CloneOffer offer, long nowMs)
            throws SQLException {
        if (DeviceRow.of(sql, account.no(), offer.author()).state() == ConnectionState.REVOKED) {
            return new CloneAnswer.NotActive();
        }
        var held = CloneRow.held(sql, account);
        if (held.stream().anyMatch(row -> row.offer().name().equals(offer.name()))) {
            return new CloneAnswer.Offered();
        }
        if (!held.isEmpty() && held.getFirst().offer().cut().position() > offer.cut().position()) {
            return new CloneAnswer.Older(held.getFirst().offer().cut());
        }
        if (offer.cut().position() < account.trimmed()
                || !Cursors.isHere(sql, account, offer.cut())) {
            return new CloneAnswer.CutDiffers(account.cursor());
        }
        if (!held.isEmpty() && isTooMuch(sql, account, offer.author())) {
            return new CloneAnswer.Older(held.getFirst().offer().cut());
        }
        CloneRow.insert(sql, account, offer, nowMs);
        dropSuperseded(sql, account, nowMs);
        return new CloneAnswer.Offered();
    }

    /// Refusing is what harms nobody but who offers: to forget dropped ones sooner would take chunks from a device that builds upon them.
    private static boolean isTooMuch(Sql sql, AccountRow account, DeviceId author)
            throws SQLException {
        return CloneRow.droppedBytes(sql, account) >= DROPPED_BYTES_MAX
                || CloneRow.droppedBytes(sql, account, author) >= DROPPED_BYTES_OF_ONE_MAX;
    }

    /// Keeps the newest few, the newest of another device than the newest one's, so that no device alone decides which clones there are, and
    /// the newest that somebody else has confirmed or under which the log was trimmed.
    private static void dropSuperseded(Sql sql, AccountRow account, long nowMs)
            throws SQLException {
        var held = CloneRow.held(sql, account);
        var author = held.getFirst().offer().author();
        var kept = new HashSet<>(held.subList(0, Math.min(NEWEST_KEPT, held.size())));
        held.stream()
                .filter(row -> !row.offer().author().equals(author))
                .findFirst()
                .ifPresent(kept::add);
        held.stream()
                .filter(row -> row.hasTrimmed() || !row.confirmedBy().isEmpty())
                .findFirst()
                .ifPresent(kept::add);
        for (var row : held) {
            if (!kept.contains(row)) {
                row.drop(sql, nowMs);
            }
        }
    }

    static CloneConfirmed confirm(
            Sql sql, AccountRow account, DeviceId device, Bytes name, long nowMs)
            throws SQLException {
        if (DeviceRow.of(sql, account.no(), device).state() != ConnectionState.ACTIVE) {
            return new CloneConfirmed.NotActive();
        }
        var found = CloneRow.named(sql, account, name);
        if (found.isEmpty()) {
            return new CloneConfirmed.UnknownClone();
        }
        var row = found.get();
        if (!row.offer().author().equals(device)) {
            row = row.confirmedBy(sql, device);
            dropSuperseded(sql, account, nowMs);
        }
        return new CloneConfirmed.Confirmed(allowsTrim(row, active(sql, account), nowMs));
    }

    static List<HeldClone> all(Sql sql, AccountRow account, long nowMs) throws SQLException {
        var active = active(sql, account);
        var clones = new ArrayList<HeldClone>();
        for (var row : CloneRow.held(sql, account)) {
            clones.add(
                    new HeldClone(
                            row.offer(),
                            row.offeredMs(),
                            row.confirmedBy(),
                            allowsTrim(row, active, nowMs)));
        }
        return clones;
    }

    static TrimAnswer trim(Sql sql, AccountRow account, Bytes name, long nowMs)
            throws SQLException {
        var found = CloneRow.named(sql, account, name);
        if (found.isEmpty() || !allowsTrim(found.get(), active(sql, account), nowMs)) {
            return new TrimAnswer.Held(account.trimmed());
        }
        long bound = found.get().offer().cut().position();
        for (var device : DeviceRow.all(sql, account.no())) {
            if (device.state() == ConnectionState.ACTIVE) {
                bound = Math.min(bound, device.acknowledged());
            }
        }
        long below = Cursors.drop(sql, account, bound);
        if (below == account.trimmed()) {
            return new TrimAnswer.Held(Math.max(bound, account.trimmed()));
        }
        found.get().markTrimmed(sql);
        for (var row : CloneRow.held(sql, account)) {
            if (row.offer().cut().position() < below) {
                row.drop(sql, nowMs);
            }
        }
        return new TrimAnswer.Trimmed(below);
    }

    private static boolean allowsTrim(CloneRow row, List<DeviceId> active, long nowMs) {
        return row.hasTrimmed()
                || CloneTrust.allowsTrim(
                        row.offer().author(), row.offeredMs(), row.confirmedBy(), active, nowMs);
    }

    private static List<DeviceId> active(Sql sql, AccountRow account) throws SQLException {
        return DeviceRow.all(sql, account.no()).stream()
                .filter(row -> row.state() == ConnectionState.ACTIVE)
                .map(DeviceRow::device)
                .toList();
    }
}
