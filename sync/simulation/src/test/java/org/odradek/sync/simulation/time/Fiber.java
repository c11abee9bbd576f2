package org.odradek.sync.simulation.time;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.concurrent.Semaphore;

/// Work that waits in virtual time. It has a platform thread, since a store wants one, but that thread and the simulation's hand a baton to
/// each other, so that never two run at once and the order is the same in every run.
public final class Fiber {
    private final VirtualTime time;
    private final Semaphore mine = new Semaphore(0);
    private final Semaphore theirs = new Semaphore(0);
    private final Thread thread;
    private @Nullable Throwable fault;
    private boolean ended;
    private long waits;

    private Fiber(VirtualTime time, String name, Runnable work) {
        this.time = time;
        this.thread =
                Thread.ofPlatform()
                        .name(name)
                        .daemon()
                        .unstarted(
                                () -> {
                                    mine.acquireUninterruptibly();
                                    try {
                                        work.run();
                                    } catch (Throwable e) {
                                        // The simulation's thread throws it on.
                                        fault = e;
                                    }
                                    ended = true;
                                    theirs.release();
                                });
    }

    /// Begins work at this moment of virtual time.
    public static Fiber start(VirtualTime time, String name, Work work) {
        var made = new Fiber[1];
        made[0] = new Fiber(time, name, () -> work.run(made[0]));
        made[0].thread.start();
        time.after(Duration.ZERO, made[0]::resume);
        return made[0];
    }

    /// What a fiber does; it waits by the fiber that it is given.
    public interface Work {
        void run(Fiber fiber);
    }

    public boolean hasEnded() {
        return ended;
    }

    /// Runs the fiber until it waits or ends. Called on the simulation's thread.
    private void resume() {
        if (ended) {
            return;
        }
        mine.release();
        theirs.acquireUninterruptibly();
        if (fault != null) {
            throw new IllegalStateException(thread.getName() + " failed", fault);
        }
    }

    private void resumeFrom(long wait) {
        if (wait == waits && !ended) {
            waits++;
            resume();
        }
    }

    /// Something that one fiber waits for. Fired before it is waited for, it is there already.
    public static final class Signal {
        private boolean fired;
        private @Nullable Runnable waiter;

        /// Lets whoever waits go on, in an event of this moment.
        public void fire() {
            fired = true;
            var waiting = waiter;
            waiter = null;
            if (waiting != null) {
                waiting.run();
            }
        }
    }

    /// Waits for a signal, and takes it; answers false when it did not come in time. Called on the fiber's own thread.
    public boolean await(Signal signal, Duration atMost) {
        if (!signal.fired) {
            long wait = waits;
            signal.waiter = () -> time.after(Duration.ZERO, () -> resumeFrom(wait));
            time.after(atMost, () -> resumeFrom(wait));
            theirs.release();
            mine.acquireUninterruptibly();
            signal.waiter = null;
        }
        boolean came = signal.fired;
        signal.fired = false;
        return came;
    }
}
