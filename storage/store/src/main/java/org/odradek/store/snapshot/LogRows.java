package org.odradek.store.snapshot;

import org.jspecify.annotations.Nullable;
import org.odradek.core.causality.Hlc;
import org.odradek.core.cbor.MalformedCborException;
import org.odradek.core.entry.DeviceId;
import org.odradek.core.entry.SealedEntry;
import org.odradek.store.journal.Place;
import org.odradek.store.log.DeviceLog;
import org.odradek.store.log.EntryItems;
import org.odradek.store.log.LogTable;

import java.io.ByteArrayOutputStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// What the log's tables say of entries, packed beside them: one row an entry, in the same order. Where an entry stands in the journal is each
/// device's own, and its hash is the entry's.
public final class LogRows {
    private static final List<Column> COLUMNS =
            List.of(
                    Column.number("key"),
                    Column.number("state"),
                    Column.number("position"),
                    Column.bytes("seen"),
                    Column.bytes("parked"),
                    Column.number("hlc_ms"),
                    Column.number("hlc_counter"),
                    Column.number("wall_ms"),
                    Column.text("zone"),
                    Column.number("origin"),
                    Column.id("gesture"),
                    Column.flag("gesture_last"),
                    Column.bytes("items"),
                    Column.flag("readable"));

    /// What [Packer] reads, for whoever gives it rows.
    public static final String SELECTED =
            """
            e.key, e.state, e.position, e.seen, e.parked, e.hlc_ms, e.hlc_counter, e.wall_ms,
            e.zone, e.origin, e.gesture, e.gesture_last, e.items, p.readable
            """;

    private LogRows() {}

    /// Packs rows for the entries of one chunk. Belongs to one thread.
    public static final class Packer {
        private final ByteArrayOutputStream packed = new ByteArrayOutputStream();
        private final PackedRows rows =
                new PackedRows(CarriedTable.ENTRY.ordinal(), packed::writeBytes);

        /// Adds a row.
        ///
        /// @param from the column at which what was selected begins
        public void add(ResultSet row, int from) throws SQLException {
            for (int i = 0; i < COLUMNS.size(); i++) {
                COLUMNS.get(i).type().copy(row, from + i, rows.rows());
            }
        }

        public byte[] packed() {
            rows.flush();
            return packed.toByteArray();
        }
    }

    /// Inserts the rows of entries. Belongs to the thread of its connection.
    static final class Loader implements AutoCloseable {
        private final RowInsert entries;
        private final RowInsert concerned;
        private final RowInsert parked;

        Loader(Connection connection) throws SQLException {
            this.entries = new RowInsert(connection, CarriedTable.ENTRY);
            this.concerned = new RowInsert(connection, CarriedTable.ITEM_ENTRY);
            this.parked = new RowInsert(connection, CarriedTable.PARKED);
        }

        /// The rows of these entries. Throws [MalformedRowsException] when they are not.
        List<Row> read(List<SealedEntry> sealed, byte[] rows, Map<Long, DeviceId> devices) {
            var in = PackedRows.unpack(rows);
            try {
                if (in.integer() != CarriedTable.ENTRY.ordinal()) {
                    throw new MalformedRowsException("no rows of entries");
                }
                var all = new ArrayList<Row>();
                for (var entry : sealed) {
                    var row = new Row(PackedRows.row(in, COLUMNS));
                    var id = devices.get(DeviceLog.deviceKey(row.key()));
                    if (!entry.id().device().equals(id)
                            || entry.id().seq() != DeviceLog.seq(row.key())) {
                        throw new MalformedRowsException("a row of another entry");
                    }
                    all.add(row);
                }
                if (!in.isAtEnd()) {
                    throw new MalformedRowsException("more rows than entries");
                }
                return all;
            } catch (MalformedCborException e) {
                throw new MalformedRowsException("rows of entries that no version writes", e);
            }
        }

        void insert(Row row, byte[] hash, Place place) throws SQLException {
            var it = row.values;
            entries.add(
                    it[0],
                    place.offset(),
                    it[1],
                    it[2],
                    hash,
                    it[3],
                    it[4],
                    it[5],
                    it[6],
                    it[7],
                    it[8],
                    it[9],
                    it[10],
                    it[11],
                    it[12]);
            for (long item : items(it[12])) {
                concerned.add(EntryItems.key(item, row.position()), row.key());
            }
            if (row.isParked()) {
                parked.add(row.key(), place.offset(), it[13]);
            }
        }

        private static long[] items(@Nullable Object encoded) {
            try {
                return EntryItems.decode(encoded instanceof byte[] items ? items : null);
            } catch (MalformedCborException e) {
                throw new MalformedRowsException("items that no version writes", e);
            }
        }

        void flush() throws SQLException {
            entries.flush();
            concerned.flush();
            parked.flush();
        }

        @Override
        public void close() throws SQLException {
            entries.close();
            concerned.close();
            parked.close();
        }
    }

    /// What a row says.
    static final class Row {
        private final @Nullable Object[] values;
        private final long key;
        private final boolean parked;
        private final long position;
        private final Hlc reading;

        Row(@Nullable Object[] values) {
            if (!(values[0] instanceof Long itsKey
                    && values[1] instanceof Long state
                    && values[2] instanceof Long itsPosition
                    && values[5] instanceof Long hlcMs
                    && values[6] instanceof Long hlcCounter
                    && values[10] instanceof UUID)) {
                throw new MalformedRowsException("a row of an entry that lacks something");
            }
            this.values = values;
            this.key = itsKey;
            this.position = itsPosition;
            this.reading = new Hlc(hlcMs, hlcCounter);
            this.parked = state == LogTable.State.PARKED.ordinal();
            if (parked != values[13] instanceof Boolean) {
                throw new MalformedRowsException("a row of an entry that is half parked");
            }
        }

        long key() {
            return key;
        }

        boolean isParked() {
            return parked;
        }

        long position() {
            return position;
        }

        Hlc reading() {
            return reading;
        }
    }
}
