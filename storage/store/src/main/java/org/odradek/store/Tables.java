package org.odradek.store;

import org.odradek.core.causality.Hlc;
import org.odradek.core.causality.HybridLogicalClock;
import org.odradek.core.entry.DeviceId;
import org.odradek.core.entry.EntryId;
import org.odradek.core.task.Recurrences;
import org.odradek.store.delivery.DeliveryTable;
import org.odradek.store.journal.Place;
import org.odradek.store.log.Devices;
import org.odradek.store.log.LogTable;
import org.odradek.store.profile.ProfileIdentity;
import org.odradek.store.schema.Database;
import org.odradek.store.view.Materialized;
import org.odradek.store.view.Materializer;
import org.odradek.store.view.Published;
import org.odradek.store.view.ViewHash;
import org.odradek.store.view.ViewPosition;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.LongSupplier;

/// The tables of one database file as the writing thread sees them, and how far they have come.
final class Tables {
    /// Raised whenever the same entries would give other rows, so that older files are made anew.
    static final int MADE_BY = 8;

    final Database database;
    final Connection connection;
    final Devices devices;
    final LogTable log;
    final DeliveryTable delivery;
    final Materializer materializer;
    final SortedSet<EntryId> parked = new TreeSet<>();
    private final PreparedStatement insertProgress;
    private final PreparedStatement updateProgress;
    private final ProfileIdentity identity;
    private final LongSupplier wallClockMs;
    private HybridLogicalClock clock;
    private long position;
    private long place;
    private byte[] viewHash = ViewHash.empty();
    private boolean begun;

    /// Whether what `progress` holds is not what is so.
    private boolean moved = true;

    Tables(
            Database database,
            ProfileIdentity identity,
            Recurrences recurrences,
            LongSupplier wallClockMs)
            throws SQLException {
        this.database = database;
        this.connection = database.writer();
        this.identity = identity;
        this.wallClockMs = wallClockMs;
        this.devices = new Devices(connection);
        this.log = new LogTable(connection, devices);
        this.delivery = new DeliveryTable(connection, devices);
        this.insertProgress =
                connection.prepareStatement(
                        """
                        INSERT INTO progress (account, device, made_by, position, place, hlc_ms,
                            hlc_counter, view_hash, key)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, 1)
                        """);
        this.updateProgress =
                connection.prepareStatement(
                        """
                        UPDATE progress SET account = ?, device = ?, made_by = ?, position = ?,
                            place = ?, hlc_ms = ?, hlc_counter = ?, view_hash = ? WHERE key = 1
                        """);
        this.clock = new HybridLogicalClock(wallClockMs, Hlc.ZERO);
        readProgress();
        var hash = new ViewHash(identity.keys().contentKeys().getFirst());
        this.materializer = new Materializer(connection, devices, log, hash, recurrences, viewHash);
        readParked();
    }

    /// Whether these tables were made by this version, for this account and device; a fresh file is.
    boolean isCurrent() throws SQLException {
        try (var select =
                        connection.prepareStatement(
                                "SELECT account, device, made_by FROM progress WHERE key = 1");
                var found = select.executeQuery()) {
            return !found.next()
                    || found.getObject(1, UUID.class).equals(identity.account().value())
                            && found.getObject(2, UUID.class).equals(identity.device().value())
                            && found.getInt(3) == MADE_BY;
        }
    }

    private void readProgress() throws SQLException {
        try (var select =
                        connection.prepareStatement(
                                """
                                SELECT position, place, hlc_ms, hlc_counter, view_hash
                                FROM progress WHERE key = 1
                                """);
                var found = select.executeQuery()) {
            begun = found.next();
            position = begun ? found.getLong(1) : 0;
            place = begun ? found.getLong(2) : 0;
            var latest = begun ? new Hlc(found.getLong(3), found.getLong(4)) : Hlc.ZERO;
            clock = new HybridLogicalClock(wallClockMs, latest);
            viewHash = begun ? found.getBytes(5) : ViewHash.empty();
            moved = true;
        }
    }

    private void readParked() throws SQLException {
        parked.clear();
        for (var each : LogTable.parked(connection)) {
            parked.add(devices.keys().entry(each.entryKey()));
        }
    }

    byte[] viewHash() {
        return viewHash.clone();
    }

    ViewPosition position() {
        return new ViewPosition(position);
    }

    /// The journal's last record that these tables know.
    Place place() {
        return new Place(place);
    }

    ViewPosition nextPosition() {
        position++;
        moved = true;
        return position();
    }

    /// Stands behind every position that other tables had, so that whoever has seen those knows that this is news.
    void standBehind(ViewPosition other) {
        position = Math.max(position, other.value()) + 1;
        moved = true;
    }

    void reach(Place record) {
        if (record.offset() > place) {
            place = record.offset();
            moved = true;
        }
    }

    /// The clock reading for an own entry; it is given when it is taken.
    Hlc comingReading() {
        return clock.coming();
    }

    /// Gives a reading to an own entry, so that the next one is greater.
    void take(Hlc reading) {
        clock.take(reading);
        moved = true;
    }

    /// Takes note of the reading of an entry in the log, so that this device's next one is greater, also after a restart. One from
    /// far in the future counts only when it is this device's own.
    void adopt(Hlc reading, DeviceId author) {
        var before = clock.latest();
        if (author.equals(identity.device())) {
            clock.take(reading);
        } else {
            clock.adopt(reading);
        }
        moved |= !clock.latest().equals(before);
    }

    /// Writes everything that the batch changed; nothing is committed yet.
    Materialized write() throws SQLException {
        var changes = writeRows();
        writeProgress();
        return changes;
    }

    /// Writes the rows, which needs no answer from the disk.
    Materialized writeRows() throws SQLException {
        var changes = materializer.finish();
        viewHash = changes.viewHash();
        moved = true;
        devices.save();
        return changes;
    }

    /// Writes how far these tables have come, unless that is written.
    void writeProgress() throws SQLException {
        if (!moved) {
            return;
        }
        var save = begun ? updateProgress : insertProgress;
        save.setObject(1, identity.account().value());
        save.setObject(2, identity.device().value());
        save.setInt(3, MADE_BY);
        save.setLong(4, position);
        save.setLong(5, place);
        save.setLong(6, clock.latest().wallMs());
        save.setLong(7, clock.latest().counter());
        save.setBytes(8, viewHash);
        save.executeUpdate();
        begun = true;
        moved = false;
    }

    /// Takes back what was not committed.
    void rollback() throws SQLException {
        connection.rollback();
        devices.reload();
        log.reload(connection);
        delivery.reload();
        readProgress();
        materializer.reload(connection, viewHash);
        readParked();
    }

    /// What readers see, read from the rows.
    Published load() throws SQLException {
        return Published.load(
                connection,
                position(),
                viewHash,
                devices.keys(),
                devices.arrived(),
                devices.delivered(),
                delivery.items());
    }

    Published next(Published before, Materialized changes) {
        return before.next(
                position(),
                changes,
                devices.keys(),
                devices.arrived(),
                devices.delivered(),
                delivery.items());
    }
}
