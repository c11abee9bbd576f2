package org.odradek.store.snapshot;

import org.odradek.core.cbor.CborReader;
import org.odradek.core.cbor.MalformedCborException;
import org.odradek.store.body.TextFingerprint;
import org.odradek.store.view.ViewHash;

import java.sql.Connection;
import java.sql.SQLException;

/// Takes in states and texts, and hashes them as they come: a state is followed by the pieces of its text, in the order of its directory.
/// Digests and fingerprints are not carried but computed, so that their sum says whether states and texts are those of a view. Belongs to
/// one thread.
final class ContentRows implements AutoCloseable {
    /// A row that holds a state: its item's key, the state, whether a text belongs to it, and the text's directory or none.
    static final int ITEM = 0;

    /// A row that holds a piece of the last state's text: its key and the text.
    static final int CHUNK = 1;

    private final ViewHash hash;
    private final RowInsert states;
    private final RowInsert bodies;
    private final RowInsert chunks;
    private byte[] sum = ViewHash.empty();
    private long item;
    private byte[] state = new byte[0];
    private boolean hasText;
    private CborReader directory = new CborReader(new byte[0]);
    private int chunksLeft;
    private TextFingerprint text = TextFingerprint.EMPTY;

    ContentRows(Connection connection, ViewHash hash) throws SQLException {
        this.hash = hash;
        this.states = new RowInsert(connection, CarriedTable.ITEM_STATE);
        this.bodies = new RowInsert(connection, CarriedTable.BODY);
        this.chunks = new RowInsert(connection, CarriedTable.BODY_CHUNK);
    }

    void take(CborReader in) throws SQLException {
        try {
            while (!in.isAtEnd()) {
                switch (Math.toIntExact(in.integer())) {
                    case ITEM -> item(in);
                    case CHUNK -> chunk(in);
                    default -> throw new MalformedRowsException("no row of a state or a text");
                }
            }
        } catch (MalformedCborException | ArithmeticException e) {
            throw new MalformedRowsException("a state or a text that no version writes", e);
        }
    }

    private void item(CborReader in) throws SQLException {
        if (chunksLeft > 0) {
            throw new MalformedRowsException("a text that lacks a piece");
        }
        item = in.integer();
        state = in.bytes();
        hasText = in.flag();
        text = TextFingerprint.EMPTY;
        if (!in.none()) {
            var encoded = in.bytes();
            directory = new CborReader(encoded);
            chunksLeft = directory.array();
            bodies.add(item, encoded);
        }
        endIfWhole();
    }

    private void chunk(CborReader in) throws SQLException {
        long key = in.integer();
        var piece = in.text();
        if (chunksLeft == 0 || directory.integer() != key) {
            throw new MalformedRowsException("a piece of a text out of its place");
        }
        chunksLeft--;
        chunks.add(key, piece);
        text = text.then(TextFingerprint.of(piece, hash.textKey()));
        endIfWhole();
    }

    private void endIfWhole() throws SQLException {
        if (chunksLeft > 0) {
            return;
        }
        if (!hasText && !text.equals(TextFingerprint.EMPTY)) {
            throw new MalformedRowsException("a text of an item that has none");
        }
        var digest = hash.digest(state, text);
        sum = ViewHash.exchange(sum, ViewHash.empty(), digest);
        states.add(item, state, digest, hasText ? TextFingerprint.encode(text) : null);
    }

    void flush() throws SQLException {
        states.flush();
        bodies.flush();
        chunks.flush();
    }

    /// What the states and texts so far amount to, unless the last text lacks a piece.
    byte[] sum() {
        if (chunksLeft > 0) {
            throw new MalformedRowsException("a text that lacks a piece");
        }
        return sum.clone();
    }

    @Override
    public void close() throws SQLException {
        states.close();
        bodies.close();
        chunks.close();
    }
}
