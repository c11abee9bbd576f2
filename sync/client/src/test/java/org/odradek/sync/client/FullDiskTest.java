package org.odradek.sync.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.odradek.store.LocalFacts;
import org.odradek.store.Store;
import org.odradek.sync.client.account.Joining;
import org.odradek.sync.client.transport.HttpTransport;
import org.odradek.sync.client.transport.ServerApi;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;

/// A device whose disk takes nothing for a while loses no delivery by it, and one without room does not become another halfway.
final class FullDiskTest {
    private static final String PASSWORD = "correct horse battery staple";

    /// What comes in, and when that was.
    private static final Set<String> REFUSED = Set.of("receive", "put sync.last");

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

    @Test
    void givenADiskWithoutRoom_whenARemovedDeviceSignsInAgain_thenNoneIsEnrolledUntilThereIsRoom()
            throws IOException {
        try (var server = new TestServer(folder.resolve("server"));
                var desk = new TestDevice(folder.resolve("desk"), "Desk PC", server.url());
                var laptop = new TestDevice(folder.resolve("laptop"), "Laptop", server.url())) {
            desk.create("ada", PASSWORD);
            laptop.logIn("ada", PASSWORD);
            desk.sync();
            desk.sync.revoke(laptop.store.profile().device());
            laptop.note("Bread", "");
            var much = laptop.folder().resolve("view-1").resolve("much");
            try (var file = new RandomAccessFile(much.toFile(), "rw")) {
                // Of no bytes on the disk, and counted as what has to be written once more, however
                // much room others make meanwhile.
                file.setLength(2 * Files.getFileStore(folder).getUsableSpace());
            }

            var refused = assertInstanceOf(Joining.Refused.class, laptop.staySignedIn(PASSWORD));

            assertTrue(refused.sentence().startsWith("The disk has too little room"));
            desk.sync();
            assertEquals(2, enrolled(desk));
            Files.delete(much);
            assertInstanceOf(Joining.Enrolled.class, laptop.staySignedIn(PASSWORD));
            assertEquals(SyncState.Kind.UP_TO_DATE, laptop.sync().kind());
            desk.sync();
            assertEquals(3, enrolled(desk));
            assertEquals(List.of("Bread"), desk.titles());
        }
    }

    private static int enrolled(TestDevice device) {
        var log = device.facts().controlLog(device.store.profile().account());
        return log.orElseThrow().devices().size();
    }

    @Test
    void givenADiskThatRefuses_whenThereIsNothingToMove_thenThatIsDelayedToo() throws IOException {
        try (var server = new TestServer(folder.resolve("server"));
                var desk = new TestDevice(folder.resolve("desk"), "Desk PC", server.url())) {
            desk.create("ada", PASSWORD);
            desk.sync();
            boolean[] full = {true};
            try (var transport = HttpTransport.to(server.url()).orElseThrow();
                    var sync =
                            new SyncService(
                                    onADisk(desk.store, full),
                                    new ServerApi(transport),
                                    anHourLater(),
                                    new Random(1))) {
                assertEquals(SyncState.Kind.DELAYED, rest(sync));

                full[0] = false;

                assertEquals(SyncState.Kind.UP_TO_DATE, rest(sync));
            }
        }
    }

    /// When the last sync was is noted at most once a minute.
    private static Clock anHourLater() {
        return Clock.offset(Clock.systemUTC(), Duration.ofHours(1));
    }

    private static SyncState.Kind rest(SyncService sync) {
        do {
            sync.turn();
        } while (sync.state().kind() == SyncState.Kind.MOVING);
        return sync.state().kind();
    }

    private static Store onADisk(Store real, boolean[] full) {
        return onADisk(Store.class, real, full);
    }

    private static <T> T onADisk(Class<T> type, T real, boolean[] full) {
        return type.cast(
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (_, method, arguments) -> {
                            var what = method.getName();
                            if (what.equals("put")) {
                                what += " " + arguments[0];
                            }
                            if (full[0] && REFUSED.contains(what)) {
                                throw new UncheckedIOException(
                                        new IOException("No space left on device"));
                            }
                            try {
                                var answer = method.invoke(real, arguments);
                                return answer instanceof LocalFacts facts
                                        ? onADisk(LocalFacts.class, facts, full)
                                        : answer;
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        }));
    }
}
