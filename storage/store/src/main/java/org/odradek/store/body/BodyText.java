package org.odradek.store.body;

import org.jspecify.annotations.Nullable;
import org.odradek.core.text.Splice;

import java.util.ArrayList;
import java.util.List;

/// One body's text as a list of chunks, each of which is a row. Belongs to the writing thread.
final class BodyText {
    /// With three bytes a unit a row stays below 4 kB, which is what H2 stores without much waste.
    static final int CHUNK_UNITS_MAX = 1_300;

    private final TextFingerprint.Key key;
    private final List<Chunk> chunks;
    private final ChunkKeys keys;
    private boolean stored;
    private int length;

    /// @param stored whether the text has a directory among the rows
    BodyText(List<Chunk> chunks, boolean stored, TextFingerprint.Key key, ChunkKeys keys) {
        this.chunks = new ArrayList<>(chunks);
        this.stored = stored;
        this.key = key;
        this.keys = keys;
        this.length = chunks.stream().mapToInt(chunk -> chunk.text().length()).sum();
    }

    /// A row of the text. Its fingerprint is found out when somebody asks: of all that is typed in between nobody does.
    static final class Chunk {
        private final long key;
        private final String text;
        private @Nullable TextFingerprint fingerprint;

        Chunk(long key, String text) {
            this.key = key;
            this.text = text;
        }

        long key() {
            return key;
        }

        String text() {
            return text;
        }

        TextFingerprint fingerprint(TextFingerprint.Key secret) {
            var known = fingerprint;
            if (known == null) {
                known = TextFingerprint.of(text, secret);
                fingerprint = known;
            }
            return known;
        }
    }

    /// Gives keys to new rows and hears of changes to them.
    interface ChunkKeys {
        long next();

        void written(Chunk chunk, boolean fresh);

        void dropped(long key);
    }

    int length() {
        return length;
    }

    boolean isStored() {
        return stored;
    }

    void stored() {
        stored = true;
    }

    List<Chunk> chunks() {
        return chunks;
    }

    TextFingerprint fingerprint() {
        var all = TextFingerprint.EMPTY;
        for (var chunk : chunks) {
            all = all.then(chunk.fingerprint(key));
        }
        return all;
    }

    /// Throws IllegalArgumentException, having changed nothing, when a splice does not fit.
    void check(List<Splice> splices) {
        int now = length;
        for (var splice : splices) {
            if (splice.deletedEnd() > now) {
                throw new IllegalArgumentException(
                        "a splice up to " + splice.deletedEnd() + " in a text of " + now);
            }
            now += splice.inserted().length() - splice.deletedLength();
        }
    }

    void apply(Splice splice) {
        int first = 0;
        int start = 0;
        while (first < chunks.size()
                && start + chunks.get(first).text().length() < splice.position()) {
            start += chunks.get(first).text().length();
            first++;
        }
        int end = first;
        int endAt = start;
        var before = new StringBuilder();
        while (end < chunks.size() && (end == first || endAt < splice.deletedEnd())) {
            before.append(chunks.get(end).text());
            endAt += chunks.get(end).text().length();
            end++;
        }
        before.replace(splice.position() - start, splice.deletedEnd() - start, splice.inserted());
        replace(first, end, before.toString());
        length += splice.inserted().length() - splice.deletedLength();
    }

    /// Puts a text in place of some chunks; the first of their rows is used again.
    private void replace(int first, int end, String text) {
        var pieces = cut(text);
        var old = chunks.subList(first, end);
        var next = new ArrayList<Chunk>(pieces.size());
        for (int i = 0; i < pieces.size(); i++) {
            boolean fresh = i >= old.size();
            var chunk = new Chunk(fresh ? keys.next() : old.get(i).key(), pieces.get(i));
            keys.written(chunk, fresh);
            next.add(chunk);
        }
        for (int i = pieces.size(); i < old.size(); i++) {
            keys.dropped(old.get(i).key());
        }
        old.clear();
        chunks.addAll(first, next);
    }

    private static List<String> cut(String text) {
        var pieces = new ArrayList<String>();
        if (text.length() <= CHUNK_UNITS_MAX) {
            if (!text.isEmpty()) {
                pieces.add(text);
            }
            return pieces;
        }
        // Pieces of three quarters leave room for what is typed into them.
        int piece = CHUNK_UNITS_MAX * 3 / 4;
        for (int at = 0; at < text.length(); ) {
            int to = text.length() - at <= CHUNK_UNITS_MAX ? text.length() : at + piece;
            if (to < text.length() && Character.isLowSurrogate(text.charAt(to))) {
                to--;
            }
            pieces.add(text.substring(at, to));
            at = to;
        }
        return pieces;
    }

    /// Chunks are cut between characters, so that both halves of one are in the same chunk.
    boolean isInsideCharacter(int position) {
        int start = 0;
        for (var chunk : chunks) {
            int at = position - start;
            if (at < chunk.text().length()) {
                return at > 0
                        && Character.isLowSurrogate(chunk.text().charAt(at))
                        && Character.isHighSurrogate(chunk.text().charAt(at - 1));
            }
            start += chunk.text().length();
        }
        return false;
    }

    /// The first units, for a snippet.
    String head(int units) {
        var head = new StringBuilder();
        for (var chunk : chunks) {
            if (head.length() >= units) {
                break;
            }
            head.append(chunk.text());
        }
        return head.toString();
    }

    @Override
    public String toString() {
        var all = new StringBuilder(length);
        chunks.forEach(chunk -> all.append(chunk.text()));
        return all.toString();
    }
}
