package org.odradek.store.history;

import org.odradek.core.cbor.CborWriter;
import org.odradek.core.entry.Digests;
import org.odradek.core.entry.GestureId;

import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;

/// Which gesture an undo took back: an undo's id is derived from the gesture's, with a number that counts its undos, so that the log itself
/// says what is undone. Redo is an undo of the undo. Pure but for the question asked.
final class UndoGestures {
    private final Known known;

    /// Answers whether the log holds an entry of this gesture.
    interface Known {
        boolean contains(GestureId gesture) throws SQLException;
    }

    UndoGestures(Known known) {
        this.known = known;
    }

    /// The gesture that the next undo of this one is.
    GestureId next(GestureId gesture) throws SQLException {
        int number = 0;
        while (known.contains(id(gesture, number))) {
            number++;
        }
        return id(gesture, number);
    }

    boolean isUndone(GestureId gesture) throws SQLException {
        var last = lastUndo(gesture);
        return last.isPresent() && !isUndone(last.get());
    }

    /// Whose writes stand for a gesture that was undone and redone: the redo's.
    GestureId standsFor(GestureId gesture) throws SQLException {
        var undo = lastUndo(gesture);
        var redo = undo.isEmpty() ? undo : lastUndo(undo.get());
        return redo.isEmpty() ? gesture : standsFor(redo.get());
    }

    /// The newest undo of a gesture.
    Optional<GestureId> lastUndo(GestureId gesture) throws SQLException {
        Optional<GestureId> last = Optional.empty();
        for (int number = 0; known.contains(id(gesture, number)); number++) {
            last = Optional.of(id(gesture, number));
        }
        return last;
    }

    private static GestureId id(GestureId gesture, int number) {
        var content =
                new CborWriter().array(2).bytes(gesture.bytes()).integer(number).toByteArray();
        var hash = ByteBuffer.wrap(Digests.sha256("odradek undo v1", content));
        long high = hash.getLong() & ~0xf000L | 0x8000L;
        long low = hash.getLong() & ~(0b11L << 62) | 0b10L << 62;
        return new GestureId(new UUID(high, low));
    }
}
