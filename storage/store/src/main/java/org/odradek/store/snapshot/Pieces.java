package org.odradek.store.snapshot;

import java.io.ByteArrayOutputStream;
import java.util.Optional;
import java.util.function.Consumer;

/// Packed rows cut into pieces that a chunk holds: a flag that says whether the next piece goes on, and a part. Belongs to one thread.
final class Pieces {
    /// What one chunk of a clone holds, with its seal.
    static final int BYTES_MAX = 900 << 10;

    private static final byte LAST = 0;
    private static final byte GOES_ON = 1;

    private final ByteArrayOutputStream begun = new ByteArrayOutputStream();

    static void cut(byte[] packed, Consumer<byte[]> pieces) {
        int part = BYTES_MAX - 1;
        for (int from = 0; from < packed.length; from += part) {
            int to = Math.min(packed.length, from + part);
            var piece = new byte[1 + to - from];
            piece[0] = to == packed.length ? LAST : GOES_ON;
            System.arraycopy(packed, from, piece, 1, to - from);
            pieces.accept(piece);
        }
    }

    /// What is whole with this piece; empty when it goes on. Throws [MalformedRowsException].
    Optional<byte[]> join(byte[] piece) {
        if (piece.length == 0 || piece[0] != LAST && piece[0] != GOES_ON) {
            throw new MalformedRowsException("a piece without its flag");
        }
        begun.write(piece, 1, piece.length - 1);
        if (begun.size() > PackedRows.UNPACKED_BYTES_MAX) {
            throw new MalformedRowsException("a piece that never ends");
        }
        if (piece[0] == GOES_ON) {
            return Optional.empty();
        }
        var whole = begun.toByteArray();
        begun.reset();
        return Optional.of(whole);
    }

    /// Whether a piece that goes on was the last.
    boolean isCutShort() {
        return begun.size() > 0;
    }
}
