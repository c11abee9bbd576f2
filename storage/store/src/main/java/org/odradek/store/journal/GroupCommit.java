package org.odradek.store.journal;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// Group commit without a thread of its own: the first caller to come writes and forces at once, as the
/// leader, and what arrives meanwhile is written by the next leader with a single force.
///
/// A lone edit therefore pays for no hand-over between threads. Waiting ignores interrupts (the
/// interrupt status is kept): a record that may already be on the disk must get its answer.
final class GroupCommit {

    private final Writer writer;
    private final int queueBytesMax;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<Waiting> queue = new ArrayDeque<>();
    private long queuedBytes;
    private int heldBack;
    private boolean led;
    private @Nullable Stop stop;

    /// @param queueBytesMax payload bytes that may wait; a caller beyond them waits to be queued
    GroupCommit(Writer writer, int queueBytesMax) {
        this.writer = writer;
        this.queueBytesMax = queueBytesMax;
    }

    /// Writes and forces batches; called by one thread at a time.
    interface Writer {
        List<Place> write(List<Prepared> batch) throws IOException;

        StopCause causeOf(IOException failure);
    }

    /// Work that needs the writer's files to itself, and decides whether writing goes on afterwards.
    record Outcome<T>(Optional<Stop> stop, T result) {}

    private static final class Waiting {
        final List<Prepared> records;
        @Nullable AppendResult result;

        Waiting(List<Prepared> records) {
            this.records = records;
        }
    }

    /// Returns when the records are on the disk, or are known not to be written. Any thread.
    AppendResult append(List<Prepared> records) {
        long bytes = records.stream().mapToLong(record -> record.payload().length).sum();
        Waiting mine = new Waiting(records);
        lock.lock();
        try {
            while (stop == null && !queue.isEmpty() && queuedBytes + bytes > queueBytesMax) {
                heldBack++;
                changed.awaitUninterruptibly();
                heldBack--;
            }
            if (stop != null) {
                return new AppendResult.NotWritten(stop);
            }
            queue.add(mine);
            queuedBytes += bytes;
            while (mine.result == null) {
                if (led) {
                    changed.awaitUninterruptibly();
                } else {
                    lead();
                }
            }
            return mine.result;
        } finally {
            lock.unlock();
        }
    }

    /// Payload bytes that wait for the next leader.
    long queuedBytes() {
        lock.lock();
        try {
            return queuedBytes;
        } finally {
            lock.unlock();
        }
    }

    /// How many callers wait for room in the queue.
    int heldBack() {
        lock.lock();
        try {
            return heldBack;
        } finally {
            lock.unlock();
        }
    }

    Optional<Stop> stopped() {
        lock.lock();
        try {
            return Optional.ofNullable(stop);
        } finally {
            lock.unlock();
        }
    }

    /// Runs work while no batch is being written and none can begin.
    <T> T exclusively(Supplier<Outcome<T>> work) {
        lock.lock();
        try {
            while (led) {
                changed.awaitUninterruptibly();
            }
            Outcome<T> outcome = work.get();
            stop = outcome.stop().orElse(null);
            if (stop != null) {
                refuseQueued(stop);
            }
            changed.signalAll();
            return outcome.result();
        } finally {
            lock.unlock();
        }
    }

    /// Takes everything that waits, and writes it with the lock released. Called with the lock held.
    private void lead() {
        led = true;
        List<Waiting> batch = new ArrayList<>(queue);
        queue.clear();
        queuedBytes = 0;
        @Nullable Stop failure = new Stop(StopCause.FAULT, "the writer failed unexpectedly");
        List<Place> places = List.of();
        lock.unlock();
        try {
            places = writer.write(batch.stream().flatMap(each -> each.records.stream()).toList());
            failure = null;
        } catch (IOException e) {
            failure = new Stop(writer.causeOf(e), String.valueOf(e.getMessage()));
        } finally {
            lock.lock();
            led = false;
            answer(batch, places, failure);
            changed.signalAll();
        }
    }

    private void answer(List<Waiting> batch, List<Place> places, @Nullable Stop failure) {
        int from = 0;
        for (Waiting each : batch) {
            if (failure == null) {
                int to = from + each.records.size();
                each.result = new AppendResult.Durable(places.subList(from, to));
                from = to;
            } else {
                each.result = new AppendResult.NotWritten(failure);
            }
        }
        if (failure != null) {
            stop = failure;
            refuseQueued(failure);
        }
    }

    private void refuseQueued(Stop cause) {
        for (Waiting each : queue) {
            each.result = new AppendResult.NotWritten(cause);
        }
        queue.clear();
        queuedBytes = 0;
    }
}
