package org.odradek.sync.client.attachment;

import org.odradek.store.Store;
import org.odradek.store.attachment.AttachmentFolder;
import org.odradek.store.attachment.Attachments;
import org.odradek.store.attachment.Received;
import org.odradek.store.attachment.Receiving;
import org.odradek.store.attachment.Verified;
import org.odradek.sync.client.transport.Reply;
import org.odradek.sync.client.transport.ServerApi;
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.wire.BlobNames;
import org.odradek.sync.protocol.wire.Refusal;
import org.odradek.sync.protocol.wire.Token;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Brings files to the server and from it, a few sealed chunks at a time, after the entries. What was sent or taken stays where it is,
/// so that a cut costs one chunk. A chunk that the server holds under its name is not sent again, and whether it holds it is asked once
/// a start: so a server that lost files gets them back. Runs on the sync thread.
public final class FileExchange implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FileExchange.class);

    /// Chunks of 1 MiB in one step; entries that came meanwhile wait no longer than these take.
    private static final int CHUNKS_A_STEP = 8;

    private final Store store;
    private final ServerApi server;
    private final WantedFiles wanted;
    private final Map<String, Long> known = new LinkedHashMap<>();
    private final Deque<String> toSend = new ArrayDeque<>();
    private final Deque<String> toFetch = new ArrayDeque<>();
    private final Set<String> elsewhere = new HashSet<>();
    private long chunksMoved;

    public FileExchange(Store store, ServerApi server) {
        this.store = store;
        this.server = server;
        this.wanted = new WantedFiles(store);
    }

    /// What came of one step.
    public sealed interface Moved {
        record More() implements Moved {}

        /// All files are where they should be, or nobody has delivered them yet.
        record Nothing() implements Moved {}

        record NotAnswered(Reply<?> reply) implements Moved {}
    }

    /// Asks again for files that the server did not have; another device may have delivered them meanwhile.
    public void lookAgain() {
        toFetch.addAll(elsewhere);
        elsewhere.clear();
    }

    /// Takes the server for one that holds nothing, since it has lost something.
    public void serverLost() {
        known.keySet().stream()
                .filter(sha256 -> folder().has(sha256) && !toSend.contains(sha256))
                .forEach(toSend::add);
    }

    /// How many chunks were sent or taken so far.
    public long chunksMoved() {
        return chunksMoved;
    }

    public Moved step(Token token) {
        takeIn(wanted.next());
        try {
            if (!toSend.isEmpty()) {
                return send(token, toSend.getFirst());
            }
            return toFetch.isEmpty() ? new Moved.Nothing() : fetch(token, toFetch.getFirst());
        } catch (IOException e) {
            LOG.error("A file cannot be read or written; it is left for the next start.", e);
            toSend.clear();
            toFetch.clear();
            return new Moved.Nothing();
        }
    }

    private AttachmentFolder folder() {
        return store.attachments();
    }

    private void takeIn(Map<String, Long> files) {
        files.forEach(
                (sha256, sizeBytes) -> {
                    if (known.putIfAbsent(sha256, sizeBytes) == null) {
                        (folder().has(sha256) ? toSend : toFetch).add(sha256);
                    }
                });
    }

    private Moved send(Token token, String sha256) throws IOException {
        if (!(folder().verify(sha256) instanceof Verified.Whole)) {
            LOG.warn("A file is damaged here and is not sent.");
            toSend.removeFirst();
            return new Moved.More();
        }
        var found = folder().sealedChunks(sha256);
        if (found.isEmpty()) {
            toSend.removeFirst();
            return new Moved.More();
        }
        try (var chunks = found.get()) {
            var names = chunks.names().stream().map(Bytes::ofHex).toList();
            var asked = server.held(token, new BlobNames(names));
            if (!(asked instanceof Reply.Answered<BlobNames>(var held))) {
                return new Moved.NotAnswered(asked);
            }
            var there = new HashSet<>(held.names());
            int sent = 0;
            for (int number = 0; number < names.size(); number++) {
                var name = names.get(number);
                if (there.contains(name)) {
                    continue;
                }
                if (sent++ == CHUNKS_A_STEP) {
                    return new Moved.More();
                }
                var put = server.putBlob(token, name, chunks.read(number));
                if (!(put instanceof Reply.Answered<Bytes>)) {
                    return new Moved.NotAnswered(put);
                }
                chunksMoved++;
            }
        }
        toSend.removeFirst();
        return new Moved.More();
    }

    private Moved fetch(Token token, String sha256) throws IOException {
        var size = Optional.ofNullable(known.get(sha256)).orElse(0L);
        if (folder().has(sha256) || size > Attachments.SIZE_BYTES_MAX) {
            toFetch.removeFirst();
            return new Moved.More();
        }
        var receiving = folder().receive(sha256, size);
        var names = receiving.names();
        for (int number : firstOf(receiving.missing())) {
            var name = Bytes.ofHex(names.get(number));
            var got = server.blob(token, name);
            if (got instanceof Reply.Refused<Bytes>(Refusal.NotFound _)) {
                return elsewhere(sha256);
            }
            if (!(got instanceof Reply.Answered<Bytes>(var sealed))) {
                return new Moved.NotAnswered(got);
            }
            if (!isTaken(receiving, number, sealed)) {
                LOG.warn("The server sent a chunk that no device of this account sealed.");
                return elsewhere(sha256);
            }
            chunksMoved++;
        }
        if (folder().has(sha256)) {
            toFetch.removeFirst();
        }
        return new Moved.More();
    }

    private static List<Integer> firstOf(List<Integer> missing) {
        return missing.subList(0, Math.min(CHUNKS_A_STEP, missing.size()));
    }

    private static boolean isTaken(Receiving receiving, int number, Bytes sealed)
            throws IOException {
        return switch (receiving.take(number, sealed.array())) {
            case Received.Taken _, Received.Complete _ -> true;
            case Received.Refused _, Received.WrongContent _ -> false;
        };
    }

    private Moved elsewhere(String sha256) {
        toFetch.removeFirst();
        elsewhere.add(sha256);
        return new Moved.More();
    }

    @Override
    public void close() {
        wanted.close();
    }
}
