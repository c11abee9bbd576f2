package org.odradek.store.body;

import org.odradek.core.cbor.CborReader;
import org.odradek.core.cbor.CborWriter;
import org.odradek.core.text.BodyEvent;
import org.odradek.core.text.Splice;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The texts of bodies, for the writing thread: recently used ones stay in memory, and what changed is written piece by piece.
public final class Bodies {
    /// Eight million units are the notes of a day, or one note of the greatest size; more is read again.
    private static final int CACHED_UNITS_MAX = 8_000_000;

    private final TextFingerprint.Key key;
    private final BodyEvents events;
    private final Map<Long, BodyText> texts = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<Long, BodyText.Chunk> fresh = new HashMap<>();
    private final Map<Long, BodyText.Chunk> changed = new HashMap<>();
    private final Set<Long> dropped = new HashSet<>();
    private final Set<Long> rearranged = new HashSet<>();
    private final Connection connection;
    private final PreparedStatement insertBody;
    private final PreparedStatement updateBody;
    private final PreparedStatement insertChunk;
    private final PreparedStatement updateChunk;
    private final PreparedStatement deleteChunk;
    private long nextChunk;
    private long cachedUnits;

    public Bodies(Connection connection, BodyEvents events, TextFingerprint.Key key)
            throws SQLException {
        this.connection = connection;
        this.events = events;
        this.key = key;
        this.insertBody =
                connection.prepareStatement("INSERT INTO body (directory, key) VALUES (?, ?)");
        this.updateBody =
                connection.prepareStatement("UPDATE body SET directory = ? WHERE key = ?");
        this.insertChunk =
                connection.prepareStatement("INSERT INTO body_chunk (text, key) VALUES (?, ?)");
        this.updateChunk =
                connection.prepareStatement("UPDATE body_chunk SET text = ? WHERE key = ?");
        this.deleteChunk = connection.prepareStatement("DELETE FROM body_chunk WHERE key = ?");
        reload();
    }

    /// Forgets what was not committed.
    public void reload() throws SQLException {
        texts.clear();
        cachedUnits = 0;
        fresh.clear();
        changed.clear();
        dropped.clear();
        rearranged.clear();
        try (var statement = connection.createStatement();
                var found =
                        statement.executeQuery("SELECT COALESCE(MAX(key), 0) FROM body_chunk")) {
            found.next();
            nextChunk = found.getLong(1) + 1;
        }
    }

    /// Takes note that an item has no text yet, so that no table is asked for one.
    public void beginEmpty(long itemKey) {
        texts.computeIfAbsent(itemKey, _ -> new BodyText(List.of(), false, key, new Rows(itemKey)));
    }

    /// Whether the body's text is in memory.
    public boolean isAtHand(long itemKey) {
        return texts.containsKey(itemKey);
    }

    /// Throws IllegalArgumentException when splices do not fit the body.
    public void check(long itemKey, List<Splice> splices) throws SQLException {
        text(itemKey).check(splices);
    }

    public int length(long itemKey) throws SQLException {
        return text(itemKey).length();
    }

    public boolean isInsideCharacter(long itemKey, int position) throws SQLException {
        return text(itemKey).isInsideCharacter(position);
    }

    public String whole(long itemKey) throws SQLException {
        return text(itemKey).toString();
    }

    public String head(long itemKey, int units) throws SQLException {
        return text(itemKey).head(units);
    }

    public TextFingerprint fingerprint(long itemKey) throws SQLException {
        return text(itemKey).fingerprint();
    }

    /// Takes an event in, and what it did to the shown text.
    public void integrate(long itemKey, long entryKey, BodyEvent event) throws SQLException {
        events.insert(itemKey, entryKey, event);
    }

    public void apply(long itemKey, List<Splice> splices) throws SQLException {
        var text = text(itemKey);
        cachedUnits -= text.length();
        splices.forEach(text::apply);
        cachedUnits += text.length();
        if (text.chunks().isEmpty()) {
            rearranged.add(itemKey);
        }
    }

    private BodyText text(long itemKey) throws SQLException {
        var cached = texts.get(itemKey);
        if (cached != null) {
            return cached;
        }
        var pieces = pieces(connection, itemKey);
        var chunks = new ArrayList<BodyText.Chunk>();
        for (var piece : pieces.orElse(List.of())) {
            chunks.add(new BodyText.Chunk(piece.key(), piece.text()));
        }
        var read = new BodyText(chunks, pieces.isPresent(), key, new Rows(itemKey));
        texts.put(itemKey, read);
        cachedUnits += read.length();
        return read;
    }

    /// Writes what changed since the last time.
    public void save() throws SQLException {
        for (var chunk : fresh.values()) {
            insertChunk.setString(1, chunk.text());
            insertChunk.setLong(2, chunk.key());
            insertChunk.executeUpdate();
        }
        for (var chunk : changed.values()) {
            updateChunk.setString(1, chunk.text());
            updateChunk.setLong(2, chunk.key());
            updateChunk.executeUpdate();
        }
        for (long chunk : dropped) {
            deleteChunk.setLong(1, chunk);
            deleteChunk.executeUpdate();
        }
        for (long itemKey : rearranged) {
            var out = new CborWriter();
            var text = text(itemKey);
            out.array(text.chunks().size());
            text.chunks().forEach(chunk -> out.integer(chunk.key()));
            var save = text.isStored() ? updateBody : insertBody;
            save.setBytes(1, out.toByteArray());
            save.setLong(2, itemKey);
            save.executeUpdate();
            text.stored();
        }
        fresh.clear();
        changed.clear();
        dropped.clear();
        rearranged.clear();
        shrink();
    }

    private void shrink() {
        var eldest = texts.values().iterator();
        while (cachedUnits > CACHED_UNITS_MAX && eldest.hasNext()) {
            cachedUnits -= eldest.next().length();
            eldest.remove();
        }
    }

    /// A row of a body's text.
    private record Piece(long key, String text) {}

    /// The whole text of a body as committed; empty when the item has none.
    public static String read(Connection connection, long itemKey) throws SQLException {
        var text = new StringBuilder();
        for (var piece : pieces(connection, itemKey).orElse(List.of())) {
            text.append(piece.text());
        }
        return text.toString();
    }

    /// The pieces in order; empty when the item never had a text.
    private static Optional<List<Piece>> pieces(Connection connection, long itemKey)
            throws SQLException {
        var pieces = new ArrayList<Piece>();
        try (var directory =
                        connection.prepareStatement("SELECT directory FROM body WHERE key = ?");
                var chunk =
                        connection.prepareStatement("SELECT text FROM body_chunk WHERE key = ?")) {
            directory.setLong(1, itemKey);
            byte[] encoded;
            try (var found = directory.executeQuery()) {
                if (!found.next()) {
                    return Optional.empty();
                }
                encoded = found.getBytes(1);
            }
            var in = new CborReader(encoded);
            for (int left = in.array(); left > 0; left--) {
                long key = in.integer();
                chunk.setLong(1, key);
                try (var found = chunk.executeQuery()) {
                    if (!found.next()) {
                        throw new SQLException("a piece of a body is missing: " + key);
                    }
                    pieces.add(new Piece(key, found.getString(1)));
                }
            }
        }
        return Optional.of(pieces);
    }

    /// Gathers what is to be written.
    private final class Rows implements BodyText.ChunkKeys {
        private final long itemKey;

        Rows(long itemKey) {
            this.itemKey = itemKey;
        }

        @Override
        public long next() {
            return nextChunk++;
        }

        @Override
        public void written(BodyText.Chunk chunk, boolean isFresh) {
            if (isFresh) {
                rearranged.add(itemKey);
            }
            if (isFresh || fresh.containsKey(chunk.key())) {
                fresh.put(chunk.key(), chunk);
            } else {
                changed.put(chunk.key(), chunk);
            }
        }

        @Override
        public void dropped(long chunk) {
            rearranged.add(itemKey);
            if (fresh.remove(chunk) == null) {
                changed.remove(chunk);
                dropped.add(chunk);
            }
        }
    }
}
