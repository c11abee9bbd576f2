package org.odradek.app.demo;

import org.odradek.sync.client.transport.Transport;
import org.odradek.sync.protocol.wire.Token;
import org.odradek.sync.protocol.wire.Wake;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/// The network between the demo's devices and their server, which a person can cut. Any thread.
///
/// While it is cut nothing passes: a request gets no answer, one that is under way loses its answer, and open wake channels end.
public final class Network {
    private final List<Line> lines = new CopyOnWriteArrayList<>();
    private final List<Consumer<Boolean>> listeners = new CopyOnWriteArrayList<>();
    private volatile boolean on = true;

    public boolean isOn() {
        return on;
    }

    /// Tells of each change, on the thread that made it: whether the network is on.
    public void onChange(Consumer<Boolean> listener) {
        listeners.add(listener);
    }

    /// Cuts the network, or mends it.
    public void set(boolean nowOn) {
        on = nowOn;
        if (!nowOn) {
            lines.forEach(Line::hangUp);
        }
        listeners.forEach(listener -> listener.accept(nowOn));
    }

    /// The same way to the server, over this network.
    public Transport over(Transport way) {
        var line = new Line(way);
        lines.add(line);
        return line;
    }

    private final class Line implements Transport {
        private final Transport way;
        private final List<AutoCloseable> channels = new CopyOnWriteArrayList<>();

        Line(Transport way) {
            this.way = way;
        }

        @Override
        public Raw send(Request request) {
            if (!on) {
                return new Raw.Silent("the network is cut");
            }
            var answer = way.send(request);
            return on ? answer : new Raw.Silent("the network was cut");
        }

        @Override
        public void renew() {
            way.renew();
        }

        /// A channel that is opened on a cut network ends as one does that loses it: by its own transport's word.
        @Override
        public AutoCloseable listen(Token token, Consumer<Wake> woken, Runnable closed) {
            var channel =
                    way.listen(
                            token,
                            wake -> {
                                if (on) {
                                    woken.accept(wake);
                                }
                            },
                            closed);
            channels.add(channel);
            if (!on) {
                hangUp();
            }
            return () -> {
                channels.remove(channel);
                channel.close();
            };
        }

        void hangUp() {
            var open = List.copyOf(channels);
            channels.removeAll(open);
            for (var channel : open) {
                try {
                    channel.close();
                } catch (Exception e) {
                    throw new IllegalStateException("a wake channel that does not close", e);
                }
            }
        }

        @Override
        public void close() {
            lines.remove(this);
            way.close();
        }
    }
}
