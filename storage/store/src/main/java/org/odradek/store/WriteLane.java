package org.odradek.store;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/// The one thread that writes. What waits when it is free becomes one batch, but for work that must be alone. Nothing interrupts it, since an
/// interrupt inside H2 closes the file for everyone.
final class WriteLane implements AutoCloseable {
    /// As many edits at once as a person's devices ever make; more would only delay the first one's answer.
    private static final int BATCH_MAX = 256;

    private final LinkedBlockingQueue<Task> queue = new LinkedBlockingQueue<>();
    private final Consumer<List<Work<?>>> batches;
    private final Thread thread;
    private volatile boolean closed;

    private sealed interface Task {
        record Do(Work<?> work) implements Task {}

        record End() implements Task {}
    }

    WriteLane(Consumer<List<Work<?>>> batches) {
        this.batches = batches;
        this.thread = Thread.ofPlatform().name("odradek-store").daemon().unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    @SuppressWarnings("ReferenceEquality") // A thread is itself and no other.
    <T> T call(Work<T> work) {
        if (closed) {
            throw new IllegalStateException("the store is closed");
        }
        if (Thread.currentThread() == thread) {
            throw new IllegalStateException("a listener must not write on the store's own thread");
        }
        queue.add(new Task.Do(work));
        return work.await();
    }

    private void run() {
        Task next = null;
        while (true) {
            if (next == null) {
                next = take();
            }
            if (!(next instanceof Task.Do(var first))) {
                return;
            }
            next = null;
            var batch = new ArrayList<Work<?>>();
            batch.add(first);
            while (next == null && !first.alone() && batch.size() < BATCH_MAX) {
                var more = queue.poll();
                if (more == null) {
                    break;
                }
                if (more instanceof Task.Do(var work) && !work.alone()) {
                    batch.add(work);
                } else {
                    next = more;
                }
            }
            batches.accept(batch);
        }
    }

    private Task take() {
        while (true) {
            try {
                return queue.take();
            } catch (InterruptedException e) {
                // Nobody may interrupt this thread; the interrupt is dropped on purpose.
            }
        }
    }

    /// Ends the thread after everything queued is done.
    @Override
    public void close() {
        closed = true;
        queue.add(new Task.End());
        boolean interrupted = false;
        while (true) {
            try {
                thread.join();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        for (var left = queue.poll(); left != null; left = queue.poll()) {
            if (left instanceof Task.Do(var work)) {
                work.fail(new IllegalStateException("the store is closed"));
            }
        }
    }
}
