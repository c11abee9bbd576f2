package org.odradek.sync.simulation;

import org.odradek.sync.simulation.time.VirtualTime;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// Something that happens again and again after a while at random, but not while everybody sleeps, until it is over. Each course draws from
/// a source of its own, so that worlds without it are what they would be.
final class Course {
    private final RandomGenerator random;
    private final VirtualTime time;
    private final Devices devices;
    private final Duration calm;
    private final Runnable event;
    private boolean isOver;

    /// @param calm the longest time from one event to the next
    Course(
            RandomGenerator random,
            VirtualTime time,
            Devices devices,
            Duration calm,
            Runnable event) {
        this.random = random;
        this.time = time;
        this.devices = devices;
        this.calm = calm;
        this.event = event;
    }

    void begin() {
        time.after(next(calm), this::happen);
    }

    void end() {
        isOver = true;
    }

    /// Any time up to so long.
    Duration next(Duration atMost) {
        return Duration.ofMillis(1 + random.nextLong(atMost.toMillis()));
    }

    private void happen() {
        if (isOver) {
            return;
        }
        if (devices.isNight()) {
            time.after(Devices.NIGHTLY, this::happen);
            return;
        }
        event.run();
        begin();
    }
}
