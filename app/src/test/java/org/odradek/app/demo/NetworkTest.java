package org.odradek.app.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.odradek.sync.client.transport.Transport;
import org.odradek.sync.client.transport.Transport.Raw;
import org.odradek.sync.client.transport.Transport.Request;
import org.odradek.sync.protocol.wire.Token;
import org.odradek.sync.protocol.wire.Wake;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// A network that can be cut, over a way that notes what passes.
final class NetworkTest {
    private static final Request REQUEST = new Request("GET", "/v1/hello", null, null);
    private static final Token TOKEN = new Token("token", 0);

    private final Network network = new Network();
    private final Way way = new Way();
    private final Transport line = network.over(way);

    @Test
    void givenANetwork_whenItIsCut_thenNoRequestPassesUntilItIsMended() {
        network.set(false);
        var cut = line.send(REQUEST);
        network.set(true);
        var mended = line.send(REQUEST);

        assertEquals(
                List.of(new Raw.Silent("the network is cut"), way.answer, List.of("/v1/hello")),
                List.of(cut, mended, way.requests));
    }

    @Test
    void givenARequestUnderWay_whenTheNetworkIsCut_thenItsAnswerIsLost() {
        way.meanwhile = () -> network.set(false);

        assertEquals(new Raw.Silent("the network was cut"), line.send(REQUEST));
        assertEquals(List.of("/v1/hello"), way.requests);
    }

    @Test
    void givenAnOpenChannel_whenTheNetworkIsCut_thenItEndsAndNoFrameComes() {
        var told = new ArrayList<String>();
        line.listen(TOKEN, _ -> told.add("woken"), () -> told.add("closed"));

        network.set(false);
        way.wake();

        assertEquals(List.of("closed"), told);
    }

    @Test
    void givenACutNetwork_whenAChannelIsOpened_thenItEndsAtOnce() {
        var told = new ArrayList<String>();
        network.set(false);

        line.listen(TOKEN, _ -> told.add("woken"), () -> told.add("closed"));

        assertEquals(List.of("closed"), told);
    }

    /// Answers every request, and calls `closed` when a channel is closed, as a real way does.
    private static final class Way implements Transport {
        final Raw answer = new Raw.Arrived(200, new byte[0]);
        final List<String> requests = new ArrayList<>();
        Runnable meanwhile = () -> {};
        private Consumer<Wake> woken = _ -> {};

        @Override
        public Raw send(Request request) {
            requests.add(request.path());
            meanwhile.run();
            return answer;
        }

        @Override
        public AutoCloseable listen(Token token, Consumer<Wake> frames, Runnable closed) {
            woken = frames;
            return closed::run;
        }

        void wake() {
            woken.accept(null);
        }

        @Override
        public void close() {}
    }
}
