package org.odradek.sync.server.log.h2;

import org.odradek.sync.server.log.BusyException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Lock;

/// The one thread that writes to H2: a platform thread, which nobody interrupts, since an interrupt inside H2 closes the file for
/// everyone. It commits in groups: what arrives while a group is being forced makes up the next one. An answer is given only after
/// its group is forced. A failed commit or force is not retried: the writer stops and the server says that it is not ready.
final class Writer {
    /// Fills a force's time many times over at any rate that H2 reaches; beyond it, callers are told to wait.
    private static final int QUEUE_MAX = 1024;

    /// Bounds how long the first of a group waits for the last.
    private static final int GROUP_MAX = 128;

    private static final Logger LOG = LoggerFactory.getLogger(Writer.class);

    /// One change, inside the group's transaction.
    interface Work<T> {
        T apply(Sql sql) throws SQLException;
    }

    private final Connection connection;
    private final Lock untilDurable;
    private final BlockingQueue<Task<?>> queue = new ArrayBlockingQueue<>(QUEUE_MAX);
    private final Thread thread;
    private final Forces forces;
    private volatile boolean isStopped;

    /// @param untilDurable held while a group is committed but not forced; readers hold its counterpart
    Writer(Connection connection, Lock untilDurable, Forces forces) {
        this.connection = connection;
        this.untilDurable = untilDurable;
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

    /// Does the work on the writer's thread; answers when it is durable.
    <T> T write(Work<T> work) {
        var task = new Task<>(work);
        if (isStopped || !queue.offer(task)) {
            throw new BusyException(
                    isStopped ? "the log takes no more writes" : "the log's queue is full");
        }
        if (isStopped) {
            // It may have stopped between the two looks; then nobody would ever take the task.
            abandonWaiting();
        }
        return task.await();
    }

    /// Finishes what was accepted, then ends the thread.
    void close() {
        var last =
                new Task<>(
                        _ -> {
                            isStopped = true;
                            return true;
                        });
        boolean accepted = false;
        while (!isStopped && !accepted) {
            accepted = queue.offer(last);
            Thread.onSpinWait();
        }
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        var group = new ArrayList<Task<?>>(GROUP_MAX);
        while (!isStopped) {
            try {
                group.clear();
                group.add(queue.take());
                queue.drainTo(group, GROUP_MAX - 1);
                commit(group);
            } catch (InterruptedException e) {
                LOG.error("the log's writer was interrupted; it goes on", e);
            } catch (SQLException | RuntimeException e) {
                isStopped = true;
                LOG.error("the log could not be forced; no more writes are taken", e);
                group.forEach(task -> task.fail(e));
            }
        }
        abandonWaiting();
    }

    private void commit(List<Task<?>> group) throws SQLException {
        var sql = new Sql(connection);
        for (var task : group) {
            var before = connection.setSavepoint();
            if (!task.runs(sql)) {
                connection.rollback(before);
            }
        }
        untilDurable.lock();
        try {
            connection.commit();
            forces.force(connection, group.size());
        } finally {
            untilDurable.unlock();
        }
        group.forEach(Task::complete);
    }

    private void abandonWaiting() {
        var abandoned = new ArrayList<Task<?>>();
        queue.drainTo(abandoned);
        abandoned.forEach(task -> task.fail(new BusyException("the log is closed")));
    }

    private static final class Task<T> {
        private final Work<T> work;
        private final CompletableFuture<T> answer = new CompletableFuture<>();
        private Runnable completion = () -> {};

        Task(Work<T> work) {
            this.work = work;
        }

        /// A fault of one task is its caller's; the group goes on without it.
        boolean runs(Sql sql) {
            try {
                T result = work.apply(sql);
                completion = () -> answer.complete(result);
                return true;
            } catch (SQLException | RuntimeException e) {
                completion = () -> answer.completeExceptionally(e);
                return false;
            }
        }

        void complete() {
            completion.run();
        }

        void fail(Exception e) {
            answer.completeExceptionally(e);
        }

        T await() {
            return Answers.await(answer);
        }
    }
}
