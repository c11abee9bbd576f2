package org.odradek.store.attachment;

import org.jspecify.annotations.Nullable;
import org.odradek.store.attachment.Attachments.Kept;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/// Keeps many files: while some are sealed and forced to the disk, the caller reads the next, and each folder is forced once for all
/// that are new in it. Used by one thread at a time; to be closed.
public final class Intake implements AutoCloseable {
    /// Sealing needs a core, forcing waits for the disk, which answers several at once.
    private static final int THREADS = 4;

    /// What is read and not sealed yet: sixteen chunks, so that the memory is bounded whatever the files are.
    private static final int HELD_BYTES_MAX = 16 * ChunkLayout.CHUNK_BYTES;

    private final AttachmentFolder folder;
    private final Semaphore heldBytes = new Semaphore(HELD_BYTES_MAX);
    private final ExecutorService threads =
            Executors.newFixedThreadPool(
                    THREADS,
                    work -> Thread.ofPlatform().name("odradek-files").daemon().unstarted(work));
    private final List<Coming> unsettled = new ArrayList<>();

    Intake(AttachmentFolder folder) {
        this.folder = folder;
    }

    /// A file that was taken in; see [#settle].
    public static final class Coming {
        private final CompletableFuture<AttachmentFolder.Placed> placed;
        private @Nullable IOException failure;

        private Coming(CompletableFuture<AttachmentFolder.Placed> placed) {
            this.placed = placed;
        }

        /// What became of the file, after it was settled. Throws IOException when it could not be written.
        public Kept kept() throws IOException {
            var place = placed();
            if (failure != null) {
                throw failure;
            }
            return place.kept();
        }

        private AttachmentFolder.Placed placed() throws IOException {
            try {
                return placed.join();
            } catch (CompletionException e) {
                if (e.getCause() instanceof UncheckedIOException unwritten) {
                    throw unwritten.getCause();
                }
                throw e;
            }
        }
    }

    /// Reads the stream to its end. Throws IOException when it cannot be read. The file is kept durably once it is settled.
    public Coming take(InputStream content) throws IOException {
        var spool = folder.spool(content);
        heldBytes.acquireUninterruptibly(spool.heldBytes());
        var coming = new Coming(CompletableFuture.supplyAsync(() -> place(spool), threads));
        unsettled.add(coming);
        return coming;
    }

    private AttachmentFolder.Placed place(Spool spool) {
        try (spool) {
            return folder.place(spool);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            heldBytes.release(spool.heldBytes());
        }
    }

    /// Waits until every file that was taken is kept durably, or is known not to be.
    public void settle() {
        Set<Path> folders = new HashSet<>();
        for (var coming : unsettled) {
            try {
                folders.addAll(coming.placed().folders());
            } catch (IOException e) {
                coming.failure = e;
            }
        }
        for (var each : folders) {
            try {
                AttachmentFolder.forceFolder(each);
            } catch (IOException e) {
                notDurable(each, e);
            }
        }
        unsettled.clear();
    }

    private void notDurable(Path where, IOException because) {
        for (var coming : unsettled) {
            if (coming.failure == null && coming.placed.join().folders().contains(where)) {
                coming.failure = because;
            }
        }
    }

    /// Waits for what was begun.
    @Override
    public void close() {
        threads.close();
    }
}
