package org.odradek.store.snapshot;

import org.jspecify.annotations.Nullable;
import org.odradek.core.cbor.CborReader;
import org.odradek.core.cbor.CborWriter;

import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

/// A column of a table that a clone carries.
///
/// @param isCarried else it is of this device alone and begins with `type`'s zero
record Column(String name, Type type, boolean isCarried) {
    static Column number(String name) {
        return new Column(name, Type.NUMBER, true);
    }

    static Column flag(String name) {
        return new Column(name, Type.FLAG, true);
    }

    static Column text(String name) {
        return new Column(name, Type.TEXT, true);
    }

    static Column bytes(String name) {
        return new Column(name, Type.BYTES, true);
    }

    static Column id(String name) {
        return new Column(name, Type.ID, true);
    }

    /// A number that stays with each device.
    static Column local(String name) {
        return new Column(name, Type.NUMBER, false);
    }

    /// What a column holds, in the database and in CBOR.
    enum Type {
        NUMBER("BIGINT"),
        FLAG("BOOLEAN"),
        TEXT("VARCHAR"),
        BYTES("VARBINARY"),
        ID("UUID");

        private static final int ID_BYTES = 16;
        private static final int BYTES_IN_CBOR = 2;

        /// Its name in SQL.
        final String sql;

        Type(String sql) {
            this.sql = sql;
        }

        void copy(ResultSet from, int index, CborWriter to) throws SQLException {
            switch (this) {
                case NUMBER -> {
                    long value = from.getLong(index);
                    write(to, from.wasNull() ? null : value);
                }
                case FLAG -> {
                    boolean value = from.getBoolean(index);
                    write(to, from.wasNull() ? null : value);
                }
                case TEXT -> write(to, from.getString(index));
                case BYTES -> write(to, from.getBytes(index));
                case ID -> write(to, from.getObject(index, UUID.class));
            }
        }

        private void write(CborWriter to, @Nullable Object value) {
            switch (value) {
                case null -> to.none();
                case Long number -> to.integer(number);
                case Boolean flag -> to.flag(flag);
                case String text -> writeText(to, text);
                case byte[] bytes -> to.bytes(bytes);
                case UUID id ->
                        to.bytes(
                                ByteBuffer.allocate(ID_BYTES)
                                        .putLong(id.getMostSignificantBits())
                                        .putLong(id.getLeastSignificantBits())
                                        .array());
                default -> throw new IllegalArgumentException("no value of a column: " + this);
            }
        }

        /// A row clips long values anywhere, so that half a character may stand at the end, which has no UTF-8 form.
        private static void writeText(CborWriter to, String text) {
            if (text.isEmpty() || !Character.isHighSurrogate(text.charAt(text.length() - 1))) {
                to.text(text);
            } else {
                var units = ByteBuffer.allocate(text.length() * Character.BYTES);
                units.asCharBuffer().put(text);
                to.bytes(units.array());
            }
        }

        private static String readText(CborReader from) {
            return from.peekMajorType() == BYTES_IN_CBOR
                    ? ByteBuffer.wrap(from.bytes()).asCharBuffer().toString()
                    : from.text();
        }

        @Nullable Object read(CborReader from) {
            if (from.none()) {
                return null;
            }
            return switch (this) {
                case NUMBER -> from.integer();
                case FLAG -> from.flag();
                case TEXT -> readText(from);
                case BYTES -> from.bytes();
                case ID -> {
                    var bytes = ByteBuffer.wrap(from.bytes());
                    if (bytes.remaining() != ID_BYTES) {
                        throw new IllegalArgumentException("an id of " + bytes.remaining());
                    }
                    yield new UUID(bytes.getLong(), bytes.getLong());
                }
            };
        }
    }
}
