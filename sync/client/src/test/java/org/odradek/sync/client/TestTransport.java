package org.odradek.sync.client;

import org.odradek.sync.client.transport.Transport;
import org.odradek.sync.protocol.wire.Token;
import org.odradek.sync.protocol.wire.Wake;

import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/// Stands between a device and the network: sees every request, and decides what comes back.
final class TestTransport implements Transport {
    private final Transport real;
    private final BiFunction<Request, Transport, Raw> between;

    private TestTransport(Transport real, BiFunction<Request, Transport, Raw> between) {
        this.real = real;
        this.between = between;
    }

    static UnaryOperator<Transport> of(BiFunction<Request, Transport, Raw> between) {
        return real -> new TestTransport(real, between);
    }

    @Override
    public Raw send(Request request) {
        return between.apply(request, real);
    }

    @Override
    public AutoCloseable listen(Token token, Consumer<Wake> woken, Runnable closed) {
        return real.listen(token, woken, closed);
    }

    @Override
    public void close() {
        real.close();
    }
}
