package org.odradek.sync.simulation.network;

import org.jspecify.annotations.Nullable;
import org.odradek.sync.client.transport.Transport;
import org.odradek.sync.protocol.wire.Token;
import org.odradek.sync.protocol.wire.Wake;
import org.odradek.sync.simulation.time.Fiber;

import java.time.Duration;
import java.util.function.Consumer;

/// One device's way into the simulated network. Requests are sent by the device's sync fiber, which waits for them in virtual time.
public final class SimulatedTransport implements Transport {
    /// As long as the real one waits.
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final SimulatedNetwork network;
    private final String device;
    private final Runnable poked;
    private @Nullable Fiber fiber;
    private Fiber.Signal answered = new Fiber.Signal();
    private boolean unplugged;

    /// @param poked called after the wake channel said something
    public SimulatedTransport(SimulatedNetwork network, String device, Runnable poked) {
        this.network = network;
        this.device = device;
        this.poked = poked;
    }

    /// The device went off in the middle of a request.
    public static final class Unplugged extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /// Who waits for answers.
    public void fiber(Fiber sync) {
        fiber = sync;
    }

    /// Ends the request under way by [Unplugged], and all later ones.
    public void unplug() {
        unplugged = true;
        answered.fire();
    }

    @Override
    public Raw send(Request request) {
        var waiting = fiber;
        if (waiting == null) {
            throw new IllegalStateException("nobody waits for " + request.path());
        }
        var arrived = new Raw[1];
        var signal = new Fiber.Signal();
        answered = signal;
        network.carry(
                device,
                request,
                raw -> {
                    if (arrived[0] == null) {
                        arrived[0] = raw;
                        signal.fire();
                    }
                });
        boolean inTime = waiting.await(signal, PATIENCE);
        if (unplugged) {
            throw new Unplugged();
        }
        return inTime && arrived[0] != null ? arrived[0] : new Raw.Silent("nothing came back");
    }

    @Override
    public AutoCloseable listen(Token token, Consumer<Wake> woken, Runnable closed) {
        Runnable ended =
                () -> {
                    if (!unplugged) {
                        closed.run();
                        poked.run();
                    }
                };
        if (!network.isReachable(device)) {
            network.later(ended);
            return () -> {};
        }
        return network.server()
                .listen(
                        device,
                        token,
                        wake ->
                                network.wake(
                                        device,
                                        wake,
                                        frame -> {
                                            if (!unplugged) {
                                                woken.accept(frame);
                                                poked.run();
                                            }
                                        }),
                        () -> network.later(ended));
    }

    @Override
    public void close() {}
}
