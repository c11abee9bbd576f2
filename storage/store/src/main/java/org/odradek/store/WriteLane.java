package org.odradek.store;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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

    private static final Logger LOG = LoggerFactory.getLogger(WriteLane.class);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<Work<?>> queue = new ArrayDeque<>();
    private final Consumer<List<Work<?>>> batches;
    private final Thread thread;
    private @Nullable Work<?> begun;
    private boolean taken;
    private boolean closed;
    private @Nullable Throwable fault;

    WriteLane(Consumer<List<Work<?>>> batches) {
        this.batches = batches;
        this.thread = Thread.ofPlatform().name("odradek-store").daemon().unstarted(this::run);
    }

    /// The lane was ended by a fault and takes nothing more; what was asked of it was not begun.
    static final class Ended extends IllegalStateException {
        private static final long serialVersionUID = 1L;

        Ended(Throwable fault) {
            super("the store has ended by a fault", fault);
        }
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
            if (fault != null) {
                throw new Ended(fault);
            }
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
            if (fault != null) {
                endWaiting(fault);
            }
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        List<Work<?>> batch = List.of();
        try {
            for (batch = next(); !batch.isEmpty(); batch = next()) {
                batches.accept(batch);
                handOver(null, null);
            }
        } catch (Throwable e) {
            // The root of the writing thread, which dies of this.
            end(batch, e);
            throw e;
        }
    }

    /// Nobody waits for a thread that is gone. Whether the batch that it was at is durable, only the next start finds out.
    private void end(List<Work<?>> batch, Throwable cause) {
        lock.lock();
        try {
            LOG.error("The store ends by a fault.", cause);
            closed = true;
            fault = cause;
            taken = false;
            batch.forEach(work -> work.end(cause));
            endWaiting(cause);
        } finally {
            lock.unlock();
        }
    }

    private void endWaiting(Throwable cause) {
        var ended = new Ended(cause);
        queue.forEach(work -> work.end(ended));
        queue.clear();
        if (begun != null) {
            begun.end(cause);
            begun = null;
            taken = false;
        }
    }

    /// Whether a fault has ended the lane.
    boolean isEnded() {
        lock.lock();
        try {
            return fault != null;
        } finally {
            lock.unlock();
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
