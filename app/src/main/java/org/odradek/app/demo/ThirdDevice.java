package org.odradek.app.demo;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// The third device beside two windows: its long absence is played once, on a thread of its own, until it has ended or was cancelled.
/// Any thread may call it.
public final class ThirdDevice implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ThirdDevice.class);
    private static final Duration LOOK_EVERY = Duration.ofMillis(200);

    /// Joining takes longest of what cannot be cut off: a key is made from the password, for a second or two.
    private static final int ENDS_MAX_S = 60;

    private final TwoDevices devices;
    private final Duration readingTime;
    private final CountDownLatch cancelled = new CountDownLatch(1);
    private @Nullable Thread thread;

    /// @param readingTime how long each sentence is left to be read, however fast the thing itself is
    public ThirdDevice(TwoDevices devices, Duration readingTime) {
        this.devices = devices;
        this.readingTime = readingTime;
    }

    /// Plays it with both devices in their windows; only the first call does something.
    ///
    /// @param network while it is cut, the story waits
    /// @param tell    hears of each chapter, the end included, on the story's thread
    synchronized void begin(
            LongAbsence.Other laptop,
            LongAbsence.Other desk,
            Network network,
            Consumer<Chapter> tell) {
        if (thread == null && cancelled.getCount() > 0) {
            var telling = new Telling(network, tell);
            thread =
                    Thread.ofPlatform()
                            .name("odradek-demo-third")
                            .daemon()
                            .start(() -> play(laptop, desk, telling));
        }
    }

    /// The root of the story's thread.
    private void play(LongAbsence.Other laptop, LongAbsence.Other desk, Telling telling) {
        try (var tablet = devices.newDevice(LongAbsence.TABLET)) {
            var absence =
                    new LongAbsence(
                            devices.server(), tablet, laptop, desk, telling::tell, telling::pause);
            telling.tell(absence.play());
        } catch (CancellationException e) {
            LOG.debug("The third device's story was cancelled.", e);
        } catch (IOException | RuntimeException failed) {
            if (cancelled.getCount() == 0) {
                LOG.debug("What the third device's story needs was closed meanwhile.", failed);
            } else {
                LOG.error("The third device's story failed.", failed);
                telling.tell.accept(Chapter.FAILED);
            }
        }
    }

    /// Tells one chapter after the other, no faster than they can be read.
    private final class Telling {
        private final Network network;
        private final Consumer<Chapter> tell;
        private long nextNs = System.nanoTime();

        Telling(Network network, Consumer<Chapter> tell) {
            this.network = network;
            this.tell = tell;
        }

        void tell(Chapter chapter) {
            rest(nextNs - System.nanoTime());
            nextNs = System.nanoTime() + readingTime.toNanos();
            tell.accept(chapter);
        }

        void pause() {
            do {
                rest(LOOK_EVERY.toNanos());
            } while (!network.isOn());
        }
    }

    /// Ends the story by an exception when it is cancelled meanwhile.
    private void rest(long ns) {
        try {
            if (cancelled.await(ns, TimeUnit.NANOSECONDS)) {
                throw new CancellationException("the demo ends");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("the demo was interrupted");
        }
    }

    /// Has the story end soon, and waits for nothing.
    void cancel() {
        cancelled.countDown();
    }

    private synchronized @Nullable Thread thread() {
        return thread;
    }

    /// Cancels the story and waits until its device is closed.
    @Override
    public void close() {
        cancel();
        var playing = thread();
        if (playing != null) {
            try {
                playing.join(TimeUnit.SECONDS.toMillis(ENDS_MAX_S));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
