package org.odradek.sync.server.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;

/// The least that makes the same records durable on this disk: a file to which one thread appends whatever waits, and forces it once.
final class GroupCommitFile implements DurableAppendMeasure.Appending, AutoCloseable {
    private final BlockingQueue<Waiting> queue = new LinkedBlockingQueue<>();
    private final FileChannel file;
    private final Thread thread;

    private record Waiting(List<ByteBuffer> bodies, CompletableFuture<Boolean> isDurable) {}

    GroupCommitFile(Path path) throws IOException {
        this.file =
                FileChannel.open(
                        path,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE);
        this.thread = Thread.ofPlatform().start(this::run);
    }

    @Override
    public void append(int writer, DurableAppendMeasure.Batch batch) {
        var bodies = batch.bodies().stream().map(body -> ByteBuffer.wrap(body.array())).toList();
        var waiting = new Waiting(bodies, new CompletableFuture<>());
        queue.add(waiting);
        waiting.isDurable().join();
    }

    private void run() {
        var group = new ArrayList<Waiting>();
        try {
            while (true) {
                group.clear();
                group.add(queue.take());
                queue.drainTo(group);
                var bodies =
                        group.stream()
                                .flatMap(waiting -> waiting.bodies().stream())
                                .toArray(ByteBuffer[]::new);
                while (bodies.length > 0 && bodies[bodies.length - 1].hasRemaining()) {
                    file.write(bodies);
                }
                file.force(false);
                if (group.getLast().bodies().isEmpty()) {
                    return;
                }
                group.forEach(waiting -> waiting.isDurable().complete(true));
            }
        } catch (IOException | InterruptedException e) {
            group.forEach(waiting -> waiting.isDurable().completeExceptionally(e));
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        queue.add(new Waiting(List.of(), new CompletableFuture<>()));
        thread.join();
        file.close();
    }
}
