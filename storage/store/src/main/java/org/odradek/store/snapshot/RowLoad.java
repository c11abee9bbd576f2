package org.odradek.store.snapshot;

import org.jspecify.annotations.Nullable;
import org.odradek.core.causality.Hlc;
import org.odradek.core.causality.VersionVector;
import org.odradek.core.entry.DeviceId;
import org.odradek.core.entry.SealedEntry;
import org.odradek.store.journal.Place;
import org.odradek.store.view.ViewHash;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/// Fills empty tables with the rows of a clone. Belongs to the thread of its connection.
public final class RowLoad implements AutoCloseable {
    private static final HexFormat HEX = HexFormat.of();

    private final Pieces pieces = new Pieces();
    private final Map<CarriedTable, RowInsert> tables = new EnumMap<>(CarriedTable.class);
    private final ContentRows content;
    private final LogRows.Loader log;
    private final Map<Long, DeviceId> devices = new HashMap<>();
    private final Map<DeviceId, Arrived> said = new HashMap<>();
    private final Map<DeviceId, Arrived> came = new HashMap<>();
    private CarriedTable reached = CarriedTable.DEVICE;
    private long position;

    /// How far a device's log has come.
    @SuppressWarnings("ArrayRecordComponent") // Compared by hand.
    private record Arrived(long seq, byte[] hash) {
        boolean is(@Nullable Arrived other) {
            return other != null && seq == other.seq && Arrays.equals(hash, other.hash);
        }
    }

    /// Takes note of an entry's clock reading.
    public interface Readings {
        void adopt(Hlc reading, DeviceId author);
    }

    public RowLoad(Connection connection, ViewHash hash) throws SQLException {
        for (var table : CarriedTable.values()) {
            if (isRowByRow(table)) {
                tables.put(table, new RowInsert(connection, table));
            }
        }
        this.content = new ContentRows(connection, hash);
        this.log = new LogRows.Loader(connection);
    }

    private static boolean isRowByRow(CarriedTable table) {
        return CarriedTable.FOR_LISTS.contains(table) || table == CarriedTable.BODY_EVENT;
    }

    /// Takes the next piece. Throws [MalformedRowsException].
    public void take(byte[] piece) throws SQLException {
        var whole = pieces.join(piece);
        if (whole.isEmpty()) {
            return;
        }
        var in = PackedRows.unpack(whole.get());
        var table = table(in.integer());
        if (table.compareTo(reached) < 0) {
            throw new MalformedRowsException("rows out of their order");
        }
        reached = table;
        if (table == CarriedTable.ITEM_STATE) {
            content.take(in);
            return;
        }
        var insert = tables.get(table);
        if (insert == null) {
            throw new MalformedRowsException("rows that come another way");
        }
        var columns = table.carried();
        while (!in.isAtEnd()) {
            var row = PackedRows.row(in, columns);
            if (table == CarriedTable.DEVICE) {
                device(row);
                row = Arrays.copyOf(row, row.length + 1);
                row[row.length - 1] = 0L;
            }
            insert.add(row);
        }
    }

    private static CarriedTable table(long kind) {
        var all = CarriedTable.values();
        if (kind < 0 || kind >= all.length) {
            throw new MalformedRowsException("rows of no table: " + kind);
        }
        return all[(int) kind];
    }

    private void device(@Nullable Object[] row) {
        if (!(row[0] instanceof Long key)
                || !(row[1] instanceof UUID id)
                || !(row[2] instanceof Long arrived)
                || !(row[3] instanceof byte[] hash)) {
            throw new MalformedRowsException("a device that lacks something");
        }
        devices.put(key, new DeviceId(id));
        if (arrived > 0) {
            said.put(new DeviceId(id), new Arrived(arrived, hash));
        }
    }

    /// Whether states and texts are all of a view with this hash, and the devices are those of its entries.
    public boolean fits(String viewHash, VersionVector entries) throws SQLException {
        flush();
        var seqs = new TreeMap<DeviceId, Long>();
        said.forEach((device, arrived) -> seqs.put(device, arrived.seq));
        return !pieces.isCutShort()
                && HEX.formatHex(content.sum()).equals(viewHash)
                && new VersionVector(seqs).equals(entries);
    }

    /// Takes the rows of entries that stand in the journal. Throws [MalformedRowsException].
    public void take(List<SealedEntry> entries, byte[] rows, List<Place> places, Readings readings)
            throws SQLException {
        var read = log.read(entries, rows, devices);
        for (int i = 0; i < read.size(); i++) {
            var row = read.get(i);
            if (row.position() <= position) {
                throw new MalformedRowsException("an entry out of its order");
            }
            position = row.position();
            var id = entries.get(i).id();
            var hash = entries.get(i).header().hash();
            came.put(id.device(), new Arrived(id.seq(), hash));
            log.insert(row, hash, places.get(i));
            readings.adopt(row.reading(), id.device());
        }
    }

    /// The position of the last entry. Throws [MalformedRowsException] when the entries were not those of the devices' rows.
    public long end() throws SQLException {
        flush();
        boolean fits =
                came.keySet().equals(said.keySet())
                        && came.entrySet().stream()
                                .allMatch(each -> each.getValue().is(said.get(each.getKey())));
        if (!fits) {
            throw new MalformedRowsException("rows of other entries");
        }
        return position;
    }

    /// What the hash of the view is that was taken.
    public byte[] viewHash() {
        return content.sum();
    }

    private void flush() throws SQLException {
        for (var table : tables.values()) {
            table.flush();
        }
        content.flush();
        log.flush();
    }

    @Override
    public void close() throws SQLException {
        for (var table : tables.values()) {
            table.close();
        }
        content.close();
        log.close();
    }
}
