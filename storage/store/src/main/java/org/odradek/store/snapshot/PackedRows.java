package org.odradek.store.snapshot;

import org.jspecify.annotations.Nullable;
import org.odradek.core.cbor.CborReader;
import org.odradek.core.cbor.CborWriter;
import org.odradek.core.cbor.MalformedCborException;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/// Rows as bytes: the kind of rows, then their values in CBOR, one row behind the other, deflated behind the length before. The same rows give
/// the same bytes. Belongs to one thread.
final class PackedRows {
    /// What is packed at once; one row that is larger stands alone.
    static final int PLAIN_BYTES_MAX = 3 << 20;

    /// More than any version packs: a row is a mebibyte and a little at most, and what the log says of a chunk's entries less than that.
    static final int UNPACKED_BYTES_MAX = 16 << 20;

    /// Text shrinks to a third; a higher level takes twice the time for a tenth less.
    private static final int LEVEL = 3;

    private static final int BUFFER_BYTES = 64 << 10;

    private final int kind;
    private final Consumer<byte[]> packed;
    private CborWriter rows;

    /// @param packed takes what is packed
    PackedRows(int kind, Consumer<byte[]> packed) {
        this.kind = kind;
        this.packed = packed;
        this.rows = new CborWriter().integer(kind);
    }

    /// Where the next row is to be written, after [#fit].
    CborWriter rows() {
        return rows;
    }

    /// Packs what was written when it is enough.
    void fit() {
        if (rows.size() >= PLAIN_BYTES_MAX) {
            flush();
        }
    }

    /// Packs what was written.
    void flush() {
        if (rows.size() > 1) {
            packed.accept(pack(rows.toByteArray()));
            rows = new CborWriter().integer(kind);
        }
    }

    static byte[] pack(byte[] plain) {
        try (var deflater = new Deflater(LEVEL)) {
            deflater.setInput(plain);
            deflater.finish();
            var out = new ByteArrayOutputStream(plain.length / 2);
            out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(plain.length).array());
            var buffer = new byte[BUFFER_BYTES];
            while (!deflater.finished()) {
                out.write(buffer, 0, deflater.deflate(buffer));
            }
            return out.toByteArray();
        }
    }

    /// Throws [MalformedRowsException].
    static CborReader unpack(byte[] packed) {
        return new CborReader(plain(packed));
    }

    static byte[] plain(byte[] packed) {
        int length = packed.length < Integer.BYTES ? -1 : ByteBuffer.wrap(packed).getInt();
        if (length < 0 || length > UNPACKED_BYTES_MAX) {
            throw new MalformedRowsException("a piece of " + length + " bytes");
        }
        var plain = new byte[length];
        try (var inflater = new Inflater()) {
            inflater.setInput(packed, Integer.BYTES, packed.length - Integer.BYTES);
            int size = 0;
            while (size < length) {
                int more = inflater.inflate(plain, size, length - size);
                if (more == 0) {
                    throw new MalformedRowsException("a piece that ends early");
                }
                size += more;
            }
            return plain;
        } catch (DataFormatException e) {
            throw new MalformedRowsException("a piece that does not inflate", e);
        }
    }

    /// The next row: a value for each column, null for none.
    static @Nullable Object[] row(CborReader in, List<Column> columns) {
        try {
            var values = new ArrayList<@Nullable Object>(columns.size() + 1);
            for (var column : columns) {
                values.add(column.type().read(in));
            }
            return values.toArray();
        } catch (MalformedCborException | IllegalArgumentException e) {
            throw new MalformedRowsException("a row that no version writes", e);
        }
    }
}
