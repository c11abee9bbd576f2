package org.odradek.sync.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.odradek.sync.client.account.Joining;
import org.odradek.sync.server.backup.Backups;
import org.odradek.sync.server.operate.Operation;
import org.odradek.sync.server.operate.OperatorSocket;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/// A server is lost and comes back from a backup that is older than what its devices have seen.
final class RestoredServerTest {
    private static final String PASSWORD = "correct horse battery staple";
    private static final Logger ROUND = Logger.getLogger("org.odradek.sync.client.Round");

    @TempDir Path folder;

    private final List<String> said = new ArrayList<>();
    private final Handler listening =
            new Handler() {
                @Override
                public void publish(LogRecord record) {
                    said.add(record.getMessage());
                }

                @Override
                public void flush() {}

                @Override
                public void close() {}
            };
    private TestServer server;
    private TestDevice desk;
    private TestDevice laptop;

    @BeforeEach
    void open() throws IOException {
        ROUND.addHandler(listening);
        server = new TestServer(folder.resolve("server"));
        desk = device("Desk PC");
        laptop = device("Laptop");
        desk.create("ada", PASSWORD);
        assertInstanceOf(Joining.Enrolled.class, laptop.logIn("ada", PASSWORD));
        exchange();
    }

    @AfterEach
    void close() throws IOException {
        ROUND.removeHandler(listening);
        desk.close();
        laptop.close();
        server.close();
    }

    private TestDevice device(String name) {
        return new TestDevice(
                folder.resolve(name),
                name,
                server.url(),
                TestTransport.of((request, real) -> real.send(request)));
    }

    private void exchange() {
        for (var device : List.of(desk, laptop, desk)) {
            var state = device.sync();
            assertEquals(SyncState.Kind.UP_TO_DATE, state.kind(), state.toString());
        }
    }

    /// Takes everything away and puts the backup in its place.
    private void restore(Path file) throws IOException {
        server.stop();
        try (var paths = Files.walk(server.data())) {
            for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
        assertInstanceOf(Backups.Answer.Fine.class, Backups.restore(file, server.data()));
        server.start();
    }

    @Test
    void givenAnOldBackup_whenRestored_thenTheDevicesGiveBackWhatItLacksAndSaySo()
            throws IOException {
        desk.note("Bread", "flour");
        exchange();
        var file = folder.resolve("backup.zip");
        var outcome =
                OperatorSocket.ask(server.data(), new Operation.Backup(file.toString()))
                        .orElseThrow();
        assertTrue(outcome.isDone(), outcome.words());
        desk.note("Butter", "salted");
        laptop.note("Tea", "green");
        exchange();
        assertEquals(List.of(), said);

        restore(file);
        desk.note("Cheese", "");
        exchange();
        exchange();

        assertEquals(List.of("Bread", "Butter", "Cheese", "Tea"), desk.titles());
        assertEquals(desk.titles(), laptop.titles());
        assertEquals(desk.hash(), laptop.hash());
        assertEquals(0, desk.store.standing().undelivered());
        assertEquals(0, laptop.store.standing().undelivered());
        assertEquals(
                List.of(
                        "The server came back with less than it had; this device gives it what it"
                                + " lacks."),
                said.stream().distinct().toList());
        var again = folder.resolve("again.zip");
        assertTrue(
                OperatorSocket.ask(server.data(), new Operation.Backup(again.toString()))
                        .orElseThrow()
                        .isDone());
        assertInstanceOf(Backups.Answer.Fine.class, Backups.verifyBackup(again));
    }
}
