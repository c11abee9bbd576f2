package org.odradek.store.schema;

import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.message.DbException;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.db.MVPrimaryIndex;
import org.h2.mvstore.db.MVTable;
import org.h2.mvstore.tx.Transaction;
import org.h2.mvstore.tx.TransactionMap;
import org.h2.result.Row;
import org.h2.result.SearchRow;
import org.h2.table.Column;
import org.h2.value.Value;
import org.h2.value.ValueBigint;
import org.h2.value.ValueBoolean;
import org.h2.value.ValueInteger;
import org.h2.value.ValueNull;
import org.h2.value.ValueTinyint;
import org.h2.value.ValueUuid;
import org.h2.value.ValueVarbinary;
import org.h2.value.ValueVarchar;
import org.h2.value.VersionedValue;
import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/// The rows of one table as the writing thread puts and finds them by key, past H2's statements. They are put into H2's own maps within the
/// transaction of the writer's connection, so that its commits and rollbacks, other connections' snapshots, and SQL take them as any row. What
/// a statement checks is not checked: neither lengths nor that a value is there. Belongs to the writing thread; rows that another
/// connection writes are none of its business.
public final class TableRows {
    private final SessionLocal session;
    private final MVTable table;
    private final MVMap<Long, VersionedValue<SearchRow>> rows;
    private final int keyColumn;
    private final boolean isIndexed;

    /// Of the columns that were asked for, in their order.
    private final int[] columns;

    private final int[] typeByColumn;
    private @Nullable Transaction transaction;
    private @Nullable TransactionMap<Long, SearchRow> rowsInTransaction;

    private TableRows(SessionLocal session, MVTable table, String[] names) {
        this.session = session;
        this.table = table;
        var primary = (MVPrimaryIndex) table.getScanIndex(session);
        this.rows = primary.getMVMap();
        this.keyColumn = primary.getMainIndexColumn();
        // The scan of rows by number, and the primary key, are both the map itself.
        this.isIndexed =
                table.getIndexes().stream()
                        .anyMatch(
                                index ->
                                        !index.getIndexType().isScan()
                                                && !index.getIndexType().isPrimaryKey());
        this.typeByColumn =
                Arrays.stream(table.getColumns())
                        .mapToInt(column -> column.getType().getValueType())
                        .toArray();
        this.columns =
                Arrays.stream(names)
                        .map(name -> table.getColumn(name.toUpperCase(Locale.ROOT)))
                        .mapToInt(Column::getColumnId)
                        .toArray();
    }

    /// @param columns all but the key, in the order in which they are given and found
    public static TableRows of(Connection writer, String table, String... columns)
            throws SQLException {
        try {
            var session = (SessionLocal) writer.unwrap(JdbcConnection.class).getSession();
            var schema = session.getDatabase().getMainSchema();
            var found = schema.findTableOrView(session, table.toUpperCase(Locale.ROOT));
            return new TableRows(session, (MVTable) found, columns);
        } catch (RuntimeException e) {
            throw DbException.toSQLException(e);
        }
    }

    /// A row to be filled from left to right.
    public Filling row(long key) {
        return new Filling(key);
    }

    /// The row of that key, as this thread wrote it last.
    public Optional<Found> find(long key) throws SQLException {
        try {
            var row = inTransaction().get(key);
            return row == null ? Optional.empty() : Optional.of(new Found(key, row));
        } catch (RuntimeException e) {
            throw DbException.toSQLException(e);
        }
    }

    /// How many rows have a key from one up to another, that one not counted; rows beyond any page's worth cost no more.
    public long count(long fromKey, long toKey) throws SQLException {
        try {
            return rank(toKey) - rank(fromKey);
        } catch (RuntimeException e) {
            throw DbException.toSQLException(e);
        }
    }

    private long rank(long key) {
        long index = rows.getKeyIndex(key);
        return index < 0 ? -index - 1 : index;
    }

    /// The first of these rows, in the order of keys, that somebody looks for.
    public Optional<Found> first(long fromKey, int rowsMax, Predicate<Found> wanted)
            throws SQLException {
        try {
            var cursor = rows.cursor(fromKey);
            for (int left = rowsMax; left > 0 && cursor.hasNext(); left--) {
                long key = cursor.next();
                var row = cursor.getValue().getCurrentValue();
                if (row != null) {
                    var found = new Found(key, row);
                    if (wanted.test(found)) {
                        return Optional.of(found);
                    }
                }
            }
            return Optional.empty();
        } catch (RuntimeException e) {
            throw DbException.toSQLException(e);
        }
    }

    /// Removes the row, if it is there.
    public void remove(long key) throws SQLException {
        try {
            var before = (Row) inTransaction().get(key);
            if (before != null) {
                before.setKey(key);
                table.removeRow(session, before);
            }
        } catch (RuntimeException e) {
            throw DbException.toSQLException(e);
        }
    }

    @SuppressWarnings("ReferenceEquality") // A transaction is itself and no other.
    private TransactionMap<Long, SearchRow> inTransaction() {
        var current = session.getTransaction();
        var map = rowsInTransaction;
        if (map == null || current != transaction) {
            map = current.openMapX(rows);
            transaction = current;
            rowsInTransaction = map;
        }
        return map;
    }

    /// A row on its way into the table.
    public final class Filling {
        private final long key;
        private final Value[] values = new Value[typeByColumn.length];
        private int at;

        private Filling(long key) {
            this.key = key;
            values[keyColumn] = ValueBigint.get(key);
        }

        public Filling number(long value) {
            int type = typeByColumn[columns[at]];
            return with(
                    type == Value.BIGINT
                            ? ValueBigint.get(value)
                            : type == Value.INTEGER
                                    ? ValueInteger.get(Math.toIntExact(value))
                                    : ValueTinyint.get((byte) value));
        }

        public Filling flag(boolean value) {
            return with(ValueBoolean.get(value));
        }

        public Filling text(@Nullable String value) {
            return with(value == null ? ValueNull.INSTANCE : ValueVarchar.get(value));
        }

        /// @param value handed over
        public Filling bytes(byte @Nullable [] value) {
            return with(value == null ? ValueNull.INSTANCE : ValueVarbinary.getNoCopy(value));
        }

        public Filling id(@Nullable UUID value) {
            return with(value == null ? ValueNull.INSTANCE : ValueUuid.get(value));
        }

        private Filling with(Value value) {
            values[columns[at++]] = value;
            return this;
        }

        private Row filled() {
            if (at != columns.length) {
                throw new IllegalStateException(at + " values for a row of " + table.getName());
            }
            return Row.get(values, Row.MEMORY_CALCULATE, key);
        }

        /// Puts the row, which is not there yet.
        public void insert() throws SQLException {
            try {
                if (isIndexed) {
                    table.addRow(session, filled());
                } else if (inTransaction().put(key, filled()) != null) {
                    throw new IllegalStateException("a row is there twice in " + table.getName());
                }
            } catch (RuntimeException e) {
                throw DbException.toSQLException(e);
            }
        }

        /// Puts the row in place of the one that is there.
        public void update() throws SQLException {
            try {
                var row = filled();
                if (isIndexed) {
                    var before = (Row) inTransaction().get(key);
                    if (before == null) {
                        throw missing();
                    }
                    before.setKey(key);
                    table.updateRow(session, before, row);
                } else if (inTransaction().put(key, row) == null) {
                    throw missing();
                }
            } catch (RuntimeException e) {
                throw DbException.toSQLException(e);
            }
        }
    }

    private IllegalStateException missing() {
        return new IllegalStateException("no row to change in " + table.getName());
    }

    /// A row of the table. Columns are counted from 0.
    public final class Found {
        private final long key;
        private final SearchRow row;

        private Found(long key, SearchRow row) {
            this.key = key;
            this.row = row;
        }

        public long key() {
            return key;
        }

        private Value value(int column) {
            return row.getValue(columns[column]);
        }

        public long number(int column) {
            return value(column).getLong();
        }

        public boolean flag(int column) {
            return value(column).getBoolean();
        }

        public @Nullable String text(int column) {
            return value(column).getString();
        }

        /// Not to be changed.
        public byte @Nullable [] bytes(int column) {
            return value(column).getBytesNoCopy();
        }

        public @Nullable UUID id(int column) {
            var value = value(column);
            return value.getValueType() == Value.NULL ? null : value.convertToUuid().getUuid();
        }
    }
}
