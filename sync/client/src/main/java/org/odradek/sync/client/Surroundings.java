package org.odradek.sync.client;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Notices that this machine has slept or has another network than before: lines that were opened earlier are dead then, though nothing
/// says so, and a server that was out of reach may be there. For one thread.
final class Surroundings {
    private static final Logger LOG = LoggerFactory.getLogger(Surroundings.class);
    private static final Duration LOOKED_EVERY = Duration.ofSeconds(5);

    /// Whoever looks again so late has slept, or its clock was set; a machine that is merely busy may be a little late.
    private static final Duration LATE = Duration.ofSeconds(30);

    /// Until it is closed.
    interface Watch extends AutoCloseable {
        @Override
        void close();
    }

    private final InstantSource clock;
    private final Supplier<Set<String>> networks;
    private Set<String> before;
    private long lookedMs;

    /// @param networks the addresses under which this machine can be reached
    Surroundings(InstantSource clock, Supplier<Set<String>> networks) {
        this.clock = clock;
        this.networks = networks;
        this.before = networks.get();
        this.lookedMs = clock.millis();
    }

    /// Calls `changed` on a thread of its own after each change.
    static Watch watch(InstantSource clock, Runnable changed) {
        var closed = new CountDownLatch(1);
        Thread.ofVirtual()
                .name("surroundings")
                .start(
                        () -> {
                            var here = new Surroundings(clock, Surroundings::addresses);
                            while (here.rest(closed)) {
                                if (here.haveChanged()) {
                                    changed.run();
                                }
                            }
                        });
        return closed::countDown;
    }

    private boolean rest(CountDownLatch closed) {
        try {
            return !closed.await(LOOKED_EVERY.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// Whether they have since this was asked last.
    boolean haveChanged() {
        long nowMs = clock.millis();
        boolean hasSlept = nowMs - lookedMs > LATE.toMillis() || nowMs < lookedMs;
        lookedMs = nowMs;
        var now = networks.get();
        boolean isElsewhere = !now.equals(before);
        before = now;
        return hasSlept || isElsewhere;
    }

    private static Set<String> addresses() {
        var addresses = new TreeSet<String>();
        try {
            NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(address -> !address.isLoopbackAddress())
                    .map(InetAddress::getHostAddress)
                    .forEach(addresses::add);
        } catch (SocketException e) {
            LOG.debug("The machine does not say which networks it has.", e);
        }
        return addresses;
    }
}
