package org.odradek.store;

import org.odradek.store.journal.Stop;

import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

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

    /// The answer after a fault, in this work or in other work of its batch, behind which what the disk has was read back; throws when there
    /// is none.
    T afterFault(Throwable fault) {
        throw fault instanceof RuntimeException one
                ? one
                : new IllegalStateException("the store met a fault", fault);
    }

    void complete() {
        complete(this::answer);
    }

    void stop(Stop stop) {
        complete(() -> stopped(stop));
    }

    void fault(Throwable fault) {
        complete(() -> afterFault(fault));
    }

    /// Gives no answer, since the store ends.
    void end(Throwable fault) {
        answer.completeExceptionally(fault);
    }

    private void complete(Supplier<T> found) {
        try {
            answer.complete(found.get());
        } catch (RuntimeException e) {
            // Handed to the thread that waits for the answer.
            answer.completeExceptionally(e);
        }
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
