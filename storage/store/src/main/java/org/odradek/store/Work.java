package org.odradek.store;

import org.odradek.store.journal.Stop;

import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/// One piece of work for the writing thread. Several are one transaction; then each gets its answer.
abstract class Work<T> {
    private final CompletableFuture<T> answer = new CompletableFuture<>();
    private final boolean alone;

    /// @param alone whether the work gets a transaction of its own
    Work(boolean alone) {
        this.alone = alone;
    }

    boolean alone() {
        return alone;
    }

    /// Does, on the caller's thread, what comes before any table is read or written; answers whether that was possible. Changes nothing
    /// that matters when it was not.
    boolean begin() {
        return false;
    }

    /// Brings what was begun to the disk, on the caller's thread, while the writing thread runs the rest. Whatever goes wrong is for that
    /// thread to hear.
    void writeAhead() {}

    /// Changes the tables, uncommitted.
    abstract void run() throws SQLException;

    /// The answer after the commit.
    abstract T answer();

    /// The answer when the disk took nothing; throws when there is none.
    abstract T stopped(Stop stop);

    void complete() {
        answer.complete(answer());
    }

    void stop(Stop stop) {
        try {
            answer.complete(stopped(stop));
        } catch (RuntimeException e) {
            // Handed to the thread that waits for the answer.
            answer.completeExceptionally(e);
        }
    }

    void fail(Throwable fault) {
        answer.completeExceptionally(fault);
    }

    /// Waits for the answer; interrupts do not end the wait.
    T await() {
        try {
            return BriefWait.join(answer);
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }
}
