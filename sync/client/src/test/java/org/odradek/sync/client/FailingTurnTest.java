package org.odradek.sync.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.odradek.store.Store;
import org.odradek.sync.client.transport.HttpTransport;
import org.odradek.sync.client.transport.ServerApi;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Random;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// A fault of this program does not end the background thread: it is said, and tried again.
final class FailingTurnTest {
    @TempDir Path folder;

    @Test
    void givenATurnThatFails_whenItGoesWellAgain_thenAPersonWasToldAndTheThreadGoesOn()
            throws IOException, InterruptedException {
        try (var server = new TestServer(folder.resolve("server"));
                var desk = new TestDevice(folder.resolve("desk"), "Desk PC", server.url())) {
            desk.create("ada", "correct horse battery staple");
            desk.note("Bread", "");
            boolean[] fails = {true};
            var states = new LinkedBlockingQueue<SyncState>();
            try (var transport = HttpTransport.to(server.url()).orElseThrow();
                    var sync =
                            new SyncService(
                                    failing(desk.store, fails),
                                    new ServerApi(transport),
                                    Clock.systemUTC(),
                                    new Random(1))) {
                sync.listen(
                        _ -> {
                            throw new IllegalStateException("a listener that fails");
                        });
                sync.listen(states::add);
                sync.start();
                var failed = first(states, SyncState.Kind.NEEDS_YOU);
                assertEquals(PersonNeeded.FAULT.sentence(), failed.reason());

                fails[0] = false;
                sync.poke();

                assertEquals(0, first(states, SyncState.Kind.UP_TO_DATE).waitingEntries());
            }
        }
    }

    private static SyncState first(LinkedBlockingQueue<SyncState> states, SyncState.Kind kind)
            throws InterruptedException {
        while (true) {
            var next = states.poll(60, TimeUnit.SECONDS);
            assertTrue(next != null, "no state " + kind);
            if (next.kind() == kind) {
                return next;
            }
        }
    }

    private static Store failing(Store real, boolean[] fails) {
        return (Store)
                Proxy.newProxyInstance(
                        Store.class.getClassLoader(),
                        new Class<?>[] {Store.class},
                        (_, method, arguments) -> {
                            if (fails[0] && method.getName().equals("undelivered")) {
                                throw new IllegalStateException("a fault of this program");
                            }
                            try {
                                return method.invoke(real, arguments);
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        });
    }
}
