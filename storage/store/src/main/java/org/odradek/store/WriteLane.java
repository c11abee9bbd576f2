package org.odradek.store;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/// The turns in which the tables are changed, and the one thread that writes to them. What waits when it is free becomes one batch, but for
/// work that must be alone. Nothing interrupts it, since an interrupt inside H2 closes the file for everyone.
///
/// While nobody has a turn, a caller may begin its own: it does on its thread what needs no table, hands the rest over, and brings its record
/// to the disk while the writing thread fills the tables. A lone edit thus waits for no thread to wake up before the disk is asked.
final class WriteLane implements AutoCloseable {
    /// As many edits at once as a person's devices ever make; more would only delay the first one's answer.
    private static final int BATCH_MAX = 256;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<Work<?>> queue = new ArrayDeque<>();
    private final Consumer<List<Work<?>>> batches;
    private final Thread thread;
    private @Nullable Work<?> begun;
    private boolean taken;
    private boolean closed;

    WriteLane(Consumer<List<Work<?>>> batches) {
        this.batches = batches;
        this.thread = Thread.ofPlatform().name("odradek-store").daemon().unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    @SuppressWarnings("ReferenceEquality") // A thread is itself and no other.
    <T> T call(Work<T> work) {
        if (Thread.currentThread() == thread) {
            throw new IllegalStateException("a listener must not write on the store's own thread");
        }
        if (takesTurn(work) && begins(work)) {
            work.writeAhead();
        }
        return work.await();
    }

    /// How much waits for a turn.
    int waiting() {
        lock.lock();
        try {
            return queue.size();
        } finally {
            lock.unlock();
        }
    }

    /// Whether the caller has the turn now; else its work is queued.
    private boolean takesTurn(Work<?> work) {
        lock.lock();
        try {
            if (closed) {
                throw new IllegalStateException("the store is closed");
            }
            if (taken || !queue.isEmpty() || work.alone()) {
                queue.add(work);
                changed.signal();
                return false;
            }
            taken = true;
            return true;
        } finally {
            lock.unlock();
        }
    }

    /// Does the caller's part, then hands the turn to the writing thread, which does all of the work when nothing could be begun.
    private boolean begins(Work<?> work) {
        boolean ready = false;
        boolean whole = false;
        try {
            ready = work.begin();
            whole = true;
            return ready;
        } finally {
            handOver(ready ? work : null, whole && !ready ? work : null);
        }
    }

    /// Passes the turn to the writing thread with what is ready, or ends it, with what is to be done next.
    private void handOver(@Nullable Work<?> ready, @Nullable Work<?> toDo) {
        lock.lock();
        try {
            begun = ready;
            taken = ready != null;
            if (toDo != null) {
                queue.addFirst(toDo);
            }
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        while (true) {
            var batch = next();
            if (batch.isEmpty()) {
                return;
            }
            batches.accept(batch);
            handOver(null, null);
        }
    }

    /// The next batch; empty when there is none and never will be.
    private List<Work<?>> next() {
        lock.lock();
        try {
            while (begun == null && (taken || queue.isEmpty())) {
                if (closed && !taken) {
                    return List.of();
                }
                changed.awaitUninterruptibly();
            }
            taken = true;
            if (begun != null) {
                List<Work<?>> one = List.of(begun);
                begun = null;
                return one;
            }
            var batch = new ArrayList<Work<?>>();
            do {
                batch.add(queue.remove());
            } while (!batch.getFirst().alone()
                    && batch.size() < BATCH_MAX
                    && !queue.isEmpty()
                    && !queue.peek().alone());
            return batch;
        } finally {
            lock.unlock();
        }
    }

    /// Ends the thread after everything queued is done.
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
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
    }
}
