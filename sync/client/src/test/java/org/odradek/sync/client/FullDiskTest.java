package org.odradek.sync.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.odradek.store.Store;
import org.odradek.sync.client.transport.HttpTransport;
import org.odradek.sync.client.transport.ServerApi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Random;

/// A device whose disk takes nothing for a while loses no delivery by it.
final class FullDiskTest {
    private static final String PASSWORD = "correct horse battery staple";

    @TempDir Path folder;

    @Test
    void givenADiskThatRefuses_whenEntriesCome_thenTheyAreDelayedAndComeWhenItTakesThem()
            throws IOException {
        try (var server = new TestServer(folder.resolve("server"));
                var desk = new TestDevice(folder.resolve("desk"), "Desk PC", server.url());
                var laptop = new TestDevice(folder.resolve("laptop"), "Laptop", server.url())) {
            desk.create("ada", PASSWORD);
            laptop.logIn("ada", PASSWORD);
            desk.note("Bread", "");
            desk.sync();
            boolean[] full = {true};
            try (var transport = HttpTransport.to(server.url()).orElseThrow();
                    var sync =
                            new SyncService(
                                    onADisk(laptop.store, full),
                                    new ServerApi(transport),
                                    Clock.systemUTC(),
                                    new Random(1))) {
                assertEquals(SyncState.Kind.DELAYED, rest(sync));
                assertEquals(List.of(), laptop.titles());

                full[0] = false;

                assertEquals(SyncState.Kind.UP_TO_DATE, rest(sync));
                assertEquals(List.of("Bread"), laptop.titles());
            }
        }
    }

    private static SyncState.Kind rest(SyncService sync) {
        do {
            sync.turn();
        } while (sync.state().kind() == SyncState.Kind.MOVING);
        return sync.state().kind();
    }

    private static Store onADisk(Store real, boolean[] full) {
        return (Store)
                Proxy.newProxyInstance(
                        Store.class.getClassLoader(),
                        new Class<?>[] {Store.class},
                        (_, method, arguments) -> {
                            if (full[0] && method.getName().equals("receive")) {
                                throw new UncheckedIOException(
                                        new IOException("No space left on device"));
                            }
                            try {
                                return method.invoke(real, arguments);
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        });
    }
}
