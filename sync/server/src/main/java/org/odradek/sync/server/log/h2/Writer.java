package org.odradek.sync.server.log.h2;

import org.jspecify.annotations.Nullable;
import org.odradek.sync.server.log.BusyException;
import org.odradek.sync.server.log.table.Change;
import org.odradek.sync.server.log.table.Sql;
import org.odradek.sync.server.log.table.Standings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/// The one thread that writes to H2: a platform thread, which nobody interrupts, since an interrupt inside H2 closes the file for
/// everyone. It works in groups: what arrives while a group is being forced makes up the next one. A group's changes are applied,
/// appended to the journal and forced, and only then committed, so that nobody reads or is answered what is not durable. A failed
/// force or commit is not retried: the writer stops and the server says that it is not ready.
final class Writer {
    /// Fills a force's time many times over at any rate that H2 reaches; beyond it, callers are told to wait.
    private static final int QUEUE_MAX = 1024;

    /// Bounds how long the first of a group waits for the last.
    private static final int GROUP_MAX = 128;

    /// How often a closing server looks whether the writer has ended; it may miss one call while it takes the last tasks.
    private static final Duration WAKE = Duration.ofMillis(200);

    /// How often H2 is asked to write out what it holds.
    private static final Duration CHECKPOINT = Duration.ofSeconds(30);

    /// The journal keeps what came after this many checkpoints ago: twenty minutes. H2 may fall back behind its last checkpoint when
    /// it is killed, but it keeps no chunk that it has given up for longer than 45 seconds.
    private static final int CHECKPOINTS_KEPT = 40;

    private static final Logger LOG = LoggerFactory.getLogger(Writer.class);

    private final Connection connection;
    private final Journal journal;
    private final Forces forces;
    private final BlockingQueue<Task<?>> queue = new ArrayBlockingQueue<>(QUEUE_MAX);
    private final Deque<Long> checkpoints = new ArrayDeque<>();
    private final Standings standings = new Standings();
    private final Thread thread;
    private long checkpointNs = System.nanoTime();
    private final AtomicInteger copies = new AtomicInteger();
    private volatile boolean isStopped;

    Writer(Connection connection, Journal journal, Forces forces) {
        this.connection = connection;
        this.journal = journal;
        this.forces = forces;
        this.thread = Thread.ofPlatform().name("odradek-log-writer").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    boolean isStopped() {
        return isStopped;
    }

    int waiting() {
        return queue.size();
    }

    /// Applies the change on the writer's thread; answers when it is durable.
    <T> T write(Change<T> change) {
        var task = new Task<>(change);
        if (isStopped || !queue.offer(task)) {
            throw new BusyException(
                    isStopped ? "the log takes no more writes" : "the log's queue is full");
        }
        if (isStopped) {
            // It may have stopped between the two looks; then nobody would ever take the task.
            abandonWaiting();
        }
        return Answers.await(task.answer);
    }

    /// While something is done with the journal's files, none of them is dropped.
    void keepingJournal(Copying copying) throws IOException, SQLException {
        copies.incrementAndGet();
        try {
            copying.run();
        } finally {
            copies.decrementAndGet();
        }
    }

    interface Copying {
        void run() throws IOException, SQLException;
    }

    /// Finishes what was accepted, then ends the thread and closes the journal.
    void close() {
        isStopped = true;
        boolean isInterrupted = false;
        while (thread.isAlive()) {
            queue.offer(new Task<Boolean>(null));
            try {
                thread.join(WAKE);
            } catch (InterruptedException e) {
                isInterrupted = true;
            }
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        var group = new ArrayList<Task<?>>(GROUP_MAX);
        try {
            while (!isStopped || !queue.isEmpty()) {
                group.clear();
                group.add(queue.take());
                queue.drainTo(group, GROUP_MAX - 1);
                commit(group);
                checkpointWhenDue();
            }
            checkpoint();
        } catch (IOException | SQLException | InterruptedException | RuntimeException e) {
            isStopped = true;
            LOG.error("the log could not be written; no more writes are taken", e);
            group.forEach(task -> task.fail(e));
        } finally {
            // After an error of the runtime too, of which whoever waits is to hear.
            isStopped = true;
            group.forEach(task -> task.fail(new BusyException("the log is closed")));
            closeJournal();
            abandonWaiting();
        }
    }

    private void commit(List<Task<?>> group) throws IOException, SQLException {
        if (!isCommitted(group)) {
            connection.rollback();
            standings.clear();
            for (var task : group) {
                commitAlone(task);
            }
        }
    }

    /// Answers false when something was written that may not stay. That is rare, so that no task pays for a savepoint, which costs as
    /// much as a row: all are done again then.
    private boolean isCommitted(List<Task<?>> group) throws IOException, SQLException {
        var sql = new Sql(connection);
        var changes = new ArrayList<byte[]>();
        for (var task : group) {
            if (task.looksUp(standings) && !isWritten(sql)) {
                return false;
            }
            long before = sql.updates();
            if (task.isApplied(sql, standings)) {
                changes.add(task.encoded());
            } else if (sql.updates() > before) {
                return false;
            }
        }
        if (!isWritten(sql)) {
            return false;
        }
        if (!changes.isEmpty()) {
            Applied.write(sql, journal.last() + changes.size());
            forces.append(journal, changes);
        }
        connection.commit();
        group.forEach(Task::complete);
        return true;
    }

    /// Puts what the group's appends come to into the tables, with few statements for all of them.
    private boolean isWritten(Sql sql) {
        try {
            standings.write(sql);
            return true;
        } catch (SQLException | RuntimeException e) {
            LOG.warn("a group of changes is done again, each alone", e);
            return false;
        }
    }

    private void commitAlone(Task<?> task) throws IOException, SQLException {
        var sql = new Sql(connection);
        if (task.isApplied(sql, standings) && task.isWritten(sql, standings)) {
            Applied.write(sql, journal.last() + 1);
            forces.append(journal, List.of(task.encoded()));
        } else {
            connection.rollback();
            standings.clear();
        }
        connection.commit();
        task.complete();
    }

    private void checkpointWhenDue() throws IOException, SQLException {
        if (System.nanoTime() - checkpointNs > CHECKPOINT.toNanos()) {
            checkpoint();
        }
    }

    private void checkpoint() throws IOException, SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("CHECKPOINT SYNC");
        }
        connection.commit();
        checkpointNs = System.nanoTime();
        checkpoints.addLast(journal.last());
        while (copies.get() == 0 && checkpoints.size() > CHECKPOINTS_KEPT) {
            journal.drop(checkpoints.removeFirst());
        }
    }

    private void closeJournal() {
        try {
            journal.close();
        } catch (IOException e) {
            LOG.error("the journal could not be closed", e);
        }
    }

    private void abandonWaiting() {
        var abandoned = new ArrayList<Task<?>>();
        queue.drainTo(abandoned);
        abandoned.forEach(task -> task.fail(new BusyException("the log is closed")));
    }

    private static final class Task<T> {
        private final @Nullable Change<T> change;
        private final byte[] encoded;
        private final CompletableFuture<T> answer = new CompletableFuture<>();
        private Runnable completion = () -> {};

        /// @param change null to wake the writer only
        Task(@Nullable Change<T> change) {
            this.change = change;
            this.encoded = change == null ? new byte[0] : change.encoded();
        }

        boolean looksUp(Standings standings) {
            return change != null && change.looksUp(standings);
        }

        /// Answers whether it changes anything. A fault of one task is its caller's; the group goes on without it.
        boolean isApplied(Sql sql, Standings standings) {
            if (change == null) {
                return false;
            }
            try {
                T result = change.apply(sql, standings);
                completion = () -> answer.complete(result);
                return change.hasChanged(result);
            } catch (SQLException | RuntimeException e) {
                return hasFailed(e);
            }
        }

        /// Answers whether what it comes to can be written.
        boolean isWritten(Sql sql, Standings standings) {
            try {
                standings.write(sql);
                return true;
            } catch (SQLException | RuntimeException e) {
                return hasFailed(e);
            }
        }

        private boolean hasFailed(Exception e) {
            completion = () -> answer.completeExceptionally(e);
            return false;
        }

        byte[] encoded() {
            return encoded;
        }

        void complete() {
            completion.run();
        }

        void fail(Exception e) {
            answer.completeExceptionally(e);
        }
    }
}
