package org.odradek.sync.simulation.time;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.PriorityQueue;

/// The time of a simulated world: it stands still while something happens and jumps to the next event afterwards. Events of one moment
/// happen in the order in which they were asked for. For the simulation's one running thread.
public final class VirtualTime {
    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private volatile long nowMs;
    private long asked;

    public VirtualTime(Instant start) {
        this.nowMs = start.toEpochMilli();
    }

    private record Event(long atMs, long asked, Runnable what) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            return atMs == other.atMs
                    ? Long.compare(asked, other.asked)
                    : Long.compare(atMs, other.atMs);
        }
    }

    public long nowMs() {
        return nowMs;
    }

    /// Lets something happen so long from now.
    public void after(Duration delay, Runnable what) {
        events.add(new Event(nowMs + delay.toMillis(), asked++, what));
    }

    /// Lets the next thing happen; answers false when nothing is going to happen any more.
    public boolean next() {
        var event = events.poll();
        if (event == null) {
            return false;
        }
        nowMs = event.atMs;
        event.what.run();
        return true;
    }

    /// How much is going to happen, as far as is known yet.
    public int awaited() {
        return events.size();
    }

    /// A clock that goes right.
    public Clock clock() {
        return new WrongClock(this, Duration.ZERO);
    }
}
