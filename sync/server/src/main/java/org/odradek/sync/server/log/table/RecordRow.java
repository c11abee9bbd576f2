package org.odradek.sync.server.log.table;

import org.odradek.sync.protocol.Bytes;

import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A row of `record`: a record, or several that were appended together and stand at consecutive positions, since a row costs many times
/// what its bytes do. The one that holds a position is the first at or behind it.
///
/// The body of a single record is the record. That of several begins with a frame for each of them (kind, 1 byte; the chain's hash, 32;
/// its size when it came, 4; its size now, 4: 41 bytes, which SQL counts on) and goes on with the records, one behind the other.
///
/// @param place      of its last record, see [Keys]
/// @param kind       of a single record, or how many records there are, as a negative number
/// @param chain      the chain's hash at the last record
/// @param ordinal    how many records of the account there had been with the last one
/// @param totalBytes and their size when they came
public record RecordRow(
        long place, int kind, Bytes chain, long ordinal, long totalBytes, Bytes body) {
    static final int ENTRY = 1;
    static final int HEAD = 2;

    private static final int HASH_BYTES = 32;
    private static final int CAME_AT = 1 + HASH_BYTES;
    private static final int FRAME_BYTES = CAME_AT + Integer.BYTES + Integer.BYTES;

    /// The column that holds the number has one byte in H2.
    private static final int RECORDS_MAX = 127;

    /// With the row's other columns this fills one of PostgreSQL's pages, beyond which it cuts a row to pieces. A single record may be longer.
    private static final int BODY_BYTES_MAX = 7_900;

    /// A record on its way into a row.
    record New(long position, int kind, Bytes chain, long ordinal, long totalBytes, Bytes body) {
        private Piece piece() {
            return new Piece(kind, chain, body.size(), body);
        }
    }

    /// A record in a row.
    ///
    /// @param chain      the chain's hash there
    /// @param ordinal    how many records of the account there had been with this one
    /// @param totalBytes and their size when they came
    /// @param cameBytes  its size when it came
    /// @param from       where it begins in the row's body
    /// @param sizeBytes  its size now
    record Kept(
            long position,
            int kind,
            Bytes chain,
            long ordinal,
            long totalBytes,
            int cameBytes,
            int from,
            int sizeBytes) {}

    /// From `place, kind, chain, ordinal, total_bytes, body`.
    static RecordRow read(ResultSet row) throws SQLException {
        return new RecordRow(
                row.getLong(1),
                row.getInt(2),
                new Bytes(row.getBytes(3)),
                row.getLong(4),
                row.getLong(5),
                new Bytes(row.getBytes(6)));
    }

    /// The fewest rows that hold these records, which stand at consecutive positions.
    static List<RecordRow> of(long accountNo, List<New> records) {
        var rows = new ArrayList<RecordRow>();
        int first = 0;
        int bytes = 0;
        for (int next = 0; next < records.size(); next++) {
            int size = FRAME_BYTES + records.get(next).body().size();
            if (next > first && (next - first == RECORDS_MAX || bytes + size > BODY_BYTES_MAX)) {
                rows.add(whole(accountNo, records.subList(first, next)));
                first = next;
                bytes = 0;
            }
            bytes += size;
        }
        if (first < records.size()) {
            rows.add(whole(accountNo, records.subList(first, records.size())));
        }
        return rows;
    }

    private static RecordRow whole(long accountNo, List<New> records) {
        var last = records.getLast();
        boolean isSingle = records.size() == 1;
        return new RecordRow(
                Keys.place(accountNo, last.position()),
                isSingle ? last.kind() : -records.size(),
                last.chain(),
                last.ordinal(),
                last.totalBytes(),
                isSingle ? last.body() : together(records.stream().map(New::piece).toList()));
    }

    private static Bytes together(List<Piece> pieces) {
        int bytes = pieces.stream().mapToInt(piece -> FRAME_BYTES + piece.body().size()).sum();
        var body = ByteBuffer.allocate(bytes);
        for (var piece : pieces) {
            body.put((byte) piece.kind())
                    .put(piece.chain().array())
                    .putInt(piece.cameBytes())
                    .putInt(piece.body().size());
        }
        pieces.forEach(piece -> body.put(piece.body().array()));
        return new Bytes(body.array());
    }

    /// A frame and its record.
    private record Piece(int kind, Bytes chain, int cameBytes, Bytes body) {}

    /// Its records, in order; the body may end behind the frames. Throws IllegalStateException when they do not add up.
    List<Kept> records() {
        long position = Keys.low(place);
        if (kind > 0) {
            int size = body().size();
            return List.of(new Kept(position, kind, chain, ordinal, totalBytes, size, 0, size));
        }
        int count = -kind;
        var body = ByteBuffer.wrap(body().array());
        long total = totalBytes;
        for (int index = 0; index < count; index++) {
            total -= body.getInt(index * FRAME_BYTES + CAME_AT);
        }
        var records = new ArrayList<Kept>(count);
        int from = count * FRAME_BYTES;
        for (int index = 0; index < count; index++) {
            int frame = index * FRAME_BYTES;
            int back = count - 1 - index;
            var hash = new byte[HASH_BYTES];
            body.get(frame + 1, hash);
            int came = body.getInt(frame + CAME_AT);
            int size = body.getInt(frame + CAME_AT + Integer.BYTES);
            total += came;
            records.add(
                    new Kept(
                            position - back,
                            body.get(frame),
                            new Bytes(hash),
                            ordinal - back,
                            total,
                            came,
                            from,
                            size));
            from += size;
        }
        boolean isWhole = records.stream().allMatch(record -> record.sizeBytes() >= 0);
        if (!isWhole || body.capacity() != from && body.capacity() != count * FRAME_BYTES) {
            throw new IllegalStateException("the records up to " + position + " are damaged");
        }
        return records;
    }

    /// The record at a position, if it is one of these.
    Optional<Kept> at(long position) {
        return records().stream().filter(record -> record.position() == position).findFirst();
    }

    Bytes body(Kept record) {
        int from = record.from();
        return kind > 0
                ? body()
                : new Bytes(Arrays.copyOfRange(body().array(), from, from + record.sizeBytes()));
    }

    /// With another body for one of its records.
    RecordRow with(Kept changed, Bytes newBody) {
        if (kind > 0) {
            return new RecordRow(place, kind, chain, ordinal, totalBytes, newBody);
        }
        return of(
                records().stream()
                        .map(
                                record ->
                                        piece(
                                                record,
                                                record.equals(changed) ? newBody : body(record)))
                        .toList());
    }

    /// Without its records up to a position, behind which the last one stands.
    RecordRow after(long position) {
        return kind > 0
                ? this
                : of(
                        records().stream()
                                .filter(record -> record.position() > position)
                                .map(record -> piece(record, body(record)))
                                .toList());
    }

    private static Piece piece(Kept record, Bytes body) {
        return new Piece(record.kind(), record.chain(), record.cameBytes(), body);
    }

    private RecordRow of(List<Piece> pieces) {
        return new RecordRow(place, -pieces.size(), chain, ordinal, totalBytes, together(pieces));
    }

    /// Writes back what a purge or a trim has changed.
    void update(Sql sql) throws SQLException {
        sql.update(
                "UPDATE record SET kind = ?, body = ? WHERE place = ?",
                kind,
                body().array(),
                place);
    }

    /// The size of its records now.
    long heldBytes() {
        return records().stream().mapToLong(Kept::sizeBytes).sum();
    }
}
