package org.odradek.app.flow;

import javafx.application.Platform;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/// Hands work to the thread that draws: in order, and however much comes at once, with one wake-up of that thread. Any thread may
/// call it. No other class hands work over.
public final class Screen implements AutoCloseable {
    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean woken = new AtomicBoolean();
    private volatile boolean closed;

    /// Runs the work on the drawing thread, later and after all that was given before.
    public void show(Runnable work) {
        waiting.add(work);
        if (woken.compareAndSet(false, true)) {
            Platform.runLater(this::drain);
        }
    }

    private void drain() {
        woken.set(false);
        for (var work = waiting.poll(); work != null; work = waiting.poll()) {
            if (!closed) {
                runOne(work);
            }
        }
    }

    /// Whether the window is gone, and nothing may be shown or begun any more.
    boolean isClosed() {
        return closed;
    }

    /// From now on nothing is shown: answers that are still on their way belong to a window that is gone.
    @Override
    public void close() {
        closed = true;
        waiting.clear();
    }

    /// A fault in one piece of work must not take the ones behind it along.
    private static void runOne(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException fault) {
            var thread = Thread.currentThread();
            thread.getUncaughtExceptionHandler().uncaughtException(thread, fault);
        }
    }
}
