package org.odradek.sync.server.log.h2;

import org.odradek.sync.server.log.BusyException;
import org.odradek.sync.server.log.table.Sql;
import org.odradek.sync.server.log.table.TableLog;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// A few platform threads that read from H2, each with a connection in turn; nobody interrupts them. What they see is durable: the writer commits after it has forced.
final class Readers {
    /// Reads are answered from H2's cache; more threads than cores gain nothing.
    private static final int THREADS = 4;

    /// A page takes some milliseconds: this many callers wait about a second.
    private static final int QUEUE_MAX = 1024;

    private final ExecutorService threads =
            new ThreadPoolExecutor(
                    THREADS,
                    THREADS,
                    0,
                    TimeUnit.SECONDS,
                    new ArrayBlockingQueue<>(QUEUE_MAX),
                    Thread.ofPlatform().name("odradek-log-reader-", 1).factory());
    private final ArrayBlockingQueue<Connection> idle;
    private final List<Connection> all;

    Readers(Connections connections) throws SQLException {
        this.all = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            all.add(connections.open());
        }
        this.idle = new ArrayBlockingQueue<>(THREADS, false, all);
    }

    /// Opens another connection to the same database.
    interface Connections {
        Connection open() throws SQLException;
    }

    <T> T read(TableLog.Reading<T> work) {
        var answer = new CompletableFuture<T>();
        try {
            threads.execute(() -> run(work, answer));
        } catch (RejectedExecutionException e) {
            throw new BusyException("the log is being read by too many, or is closed");
        }
        return Answers.await(answer);
    }

    private <T> void run(TableLog.Reading<T> work, CompletableFuture<T> answer) {
        var connection = idle.remove();
        try {
            answer.complete(work.from(new Sql(connection)));
            connection.commit();
        } catch (SQLException | RuntimeException e) {
            answer.completeExceptionally(e);
        } finally {
            idle.add(connection);
        }
    }

    /// Finishes what was accepted.
    void close() throws SQLException {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(10, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        for (var connection : all) {
            connection.close();
        }
    }
}
