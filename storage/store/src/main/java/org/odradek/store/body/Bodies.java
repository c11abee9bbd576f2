package org.odradek.store.body;

import static java.util.Objects.requireNonNull;

import org.odradek.core.cbor.CborReader;
import org.odradek.core.cbor.CborWriter;
import org.odradek.core.text.BodyEvent;
import org.odradek.core.text.Splice;
import org.odradek.store.schema.TableRows;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The texts of bodies, for the writing thread: recently used ones stay in memory, and what changed is written piece by piece.
public final class Bodies {
    /// Eight million units are the notes of a day, or one note of the greatest size; more is read again.
    private static final int CACHED_UNITS_MAX = 8_000_000;

    private static final byte[] NO_CHUNKS = new CborWriter().array(0).toByteArray();

    private final TextFingerprint.Key key;
    private final BodyEvents events;
    private final Map<Long, BodyText> texts = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<Long, BodyText.Chunk> fresh = new HashMap<>();
    private final Map<Long, BodyText.Chunk> changed = new HashMap<>();
    private final Set<Long> dropped = new HashSet<>();
    private final Set<Long> rearranged = new HashSet<>();
    private final Connection connection;
    private final TableRows bodyRows;
    private final TableRows chunkRows;
    private long nextChunk;
    private long cachedUnits;

    public Bodies(Connection connection, BodyEvents events, TextFingerprint.Key key)
            throws SQLException {
        this.connection = connection;
        this.events = events;
        this.key = key;
        this.bodyRows = TableRows.of(connection, "body", "directory");
        this.chunkRows = TableRows.of(connection, "body_chunk", "text");
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
        var directory = bodyRows.find(itemKey).map(row -> requireNonNull(row.bytes(0)));
        var chunks = new ArrayList<BodyText.Chunk>();
        for (long chunk : chunkKeys(directory.orElse(NO_CHUNKS))) {
            var text = chunkRows.find(chunk).map(row -> requireNonNull(row.text(0)));
            chunks.add(new BodyText.Chunk(chunk, text.orElseThrow(() -> missing(chunk))));
        }
        var read = new BodyText(chunks, directory.isPresent(), key, new Rows(itemKey));
        texts.put(itemKey, read);
        cachedUnits += read.length();
        return read;
    }

    /// Writes what changed since the last time.
    public void save() throws SQLException {
        for (var chunk : fresh.values()) {
            chunkRows.row(chunk.key()).text(chunk.text()).insert();
        }
        for (var chunk : changed.values()) {
            chunkRows.row(chunk.key()).text(chunk.text()).update();
        }
        for (long chunk : dropped) {
            chunkRows.remove(chunk);
        }
        for (long itemKey : rearranged) {
            var out = new CborWriter();
            var text = text(itemKey);
            out.array(text.chunks().size());
            text.chunks().forEach(chunk -> out.integer(chunk.key()));
            var row = bodyRows.row(itemKey).bytes(out.toByteArray());
            if (text.isStored()) {
                row.update();
            } else {
                row.insert();
            }
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

    /// The whole text of a body as committed; empty when the item has none.
    public static String read(Connection connection, long itemKey) throws SQLException {
        var text = new StringBuilder();
        try (var directory =
                        connection.prepareStatement("SELECT directory FROM body WHERE key = ?");
                var chunk =
                        connection.prepareStatement("SELECT text FROM body_chunk WHERE key = ?")) {
            directory.setLong(1, itemKey);
            byte[] encoded;
            try (var found = directory.executeQuery()) {
                encoded = found.next() ? found.getBytes(1) : NO_CHUNKS;
            }
            for (long key : chunkKeys(encoded)) {
                chunk.setLong(1, key);
                try (var found = chunk.executeQuery()) {
                    if (!found.next()) {
                        throw missing(key);
                    }
                    text.append(found.getString(1));
                }
            }
        }
        return text.toString();
    }

    private static long[] chunkKeys(byte[] directory) {
        var in = new CborReader(directory);
        var keys = new long[in.array()];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = in.integer();
        }
        return keys;
    }

    private static SQLException missing(long chunk) {
        return new SQLException("a piece of a body is missing: " + chunk);
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
