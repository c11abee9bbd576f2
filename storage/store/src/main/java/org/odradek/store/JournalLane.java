package org.odradek.store;

import org.odradek.store.journal.AppendResult;
import org.odradek.store.journal.Journal;
import org.odradek.store.journal.NewRecord;
import org.odradek.store.journal.Place;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;

/// Appends to the journal on a thread of its own, so that the disk forces while the writing thread fills the tables. What gathers during a
/// force is forced at once with the next one.
final class JournalLane implements AutoCloseable {
    private final Journal journal;
    private final LinkedBlockingQueue<Append> queue = new LinkedBlockingQueue<>();
    private final Thread thread;

    private record Append(List<NewRecord> records, CompletableFuture<AppendResult> result) {}

    JournalLane(Journal journal) {
        this.journal = journal;
        this.thread = Thread.ofPlatform().name("odradek-journal").daemon().start(this::run);
    }

    /// Queues records; the future completes when they are on the disk, or are not.
    CompletableFuture<AppendResult> append(List<NewRecord> records) {
        var result = new CompletableFuture<AppendResult>();
        append(records, result);
        return result;
    }

    /// Queues records, whose answer completes a given future.
    void append(List<NewRecord> records, CompletableFuture<AppendResult> result) {
        queue.add(new Append(records, result));
    }

    /// Appends a record on the caller's thread; the future completes before this returns, whatever comes.
    void appendHere(NewRecord record, CompletableFuture<AppendResult> result) {
        try {
            result.complete(journal.append(List.of(record)));
        } catch (RuntimeException | Error e) {
            // The writing thread handles the fault.
            result.completeExceptionally(e);
        }
    }

    /// Where the next record will stand, unless it begins a new segment or another comes before it.
    Place end() {
        return journal.durableEnd();
    }

    private void run() {
        var batch = new ArrayList<Append>();
        while (true) {
            try {
                batch.add(queue.take());
            } catch (InterruptedException e) {
                continue;
            }
            queue.drainTo(batch);
            boolean last = batch.removeIf(append -> append.records.isEmpty());
            if (!batch.isEmpty()) {
                write(batch);
            }
            batch.clear();
            if (last) {
                return;
            }
        }
    }

    private void write(List<Append> batch) {
        var records = new ArrayList<NewRecord>();
        batch.forEach(append -> records.addAll(append.records));
        try {
            switch (journal.append(records)) {
                case AppendResult.Durable(var places) -> complete(batch, places);
                case AppendResult.NotWritten stopped ->
                        batch.forEach(append -> append.result.complete(stopped));
            }
        } catch (RuntimeException | Error e) {
            // The waiting threads handle the fault; this one goes on to serve the others.
            batch.forEach(append -> append.result.completeExceptionally(e));
        }
    }

    private static void complete(List<Append> batch, List<Place> places) {
        int from = 0;
        for (var append : batch) {
            int to = from + append.records.size();
            append.result.complete(new AppendResult.Durable(places.subList(from, to)));
            from = to;
        }
    }

    /// Ends the thread after everything queued is written.
    @Override
    public void close() {
        queue.add(new Append(List.of(), new CompletableFuture<>()));
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
