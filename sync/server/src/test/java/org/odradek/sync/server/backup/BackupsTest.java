package org.odradek.sync.server.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.TestKeys;
import org.odradek.sync.protocol.clone.CloneAnswer;
import org.odradek.sync.protocol.clone.CloneOffer;
import org.odradek.sync.protocol.control.TestAccount;
import org.odradek.sync.protocol.wire.Cursor;
import org.odradek.sync.protocol.wire.LogRecord;
import org.odradek.sync.protocol.wire.PullAnswer;
import org.odradek.sync.protocol.wire.Push;
import org.odradek.sync.protocol.wire.PushAnswer;
import org.odradek.sync.server.ServerConfiguration;
import org.odradek.sync.server.TestClient;
import org.odradek.sync.server.TestDevice;
import org.odradek.sync.server.TestServer;
import org.odradek.sync.server.limit.Limits;
import org.odradek.sync.server.operate.Operation;
import org.odradek.sync.server.operate.OperatorSocket;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

final class BackupsTest {
    private static final int DESK = 11;
    private static final int LAPTOP = 12;
    private static final String CHUNK = TestKeys.bytes(32, 1).toHex();

    @TempDir private Path folder;

    private final TestAccount account = TestAccount.with(1, DESK, LAPTOP);
    private final TestDevice desk = new TestDevice(account.account(), DESK);
    private Path data;
    private Path file;
    private TestServer server;
    private TestClient client;

    @BeforeEach
    void start() throws IOException {
        data = folder.resolve("data");
        file = folder.resolve("backup.zip");
        server = new TestServer(data, Limits.DEFAULT);
        client = server.client();
        client.signUp(account, "maria");
        client.session(desk);
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        server.close();
    }

    private Operation.Outcome backup() throws IOException {
        return OperatorSocket.ask(data, new Operation.Backup(file.toString())).orElseThrow();
    }

    private static String wrong(Backups.Answer answer) {
        return assertInstanceOf(Backups.Answer.Wrong.class, answer).sentence();
    }

    private long heldIn(Path restored) throws IOException {
        long held = 0;
        try (var again = new TestServer(restored, Limits.DEFAULT);
                var reading = again.client()) {
            reading.session(desk);
            assertEquals(200, reading.get("/v1/blobs/" + CHUNK).status());
            var cursor = Cursor.START;
            var page = assertInstanceOf(PullAnswer.Page.class, reading.pull(cursor));
            while (!page.records().isEmpty()) {
                held += page.records().stream().filter(LogRecord.Entry.class::isInstance).count();
                page = assertInstanceOf(PullAnswer.Page.class, reading.pull(page.next()));
            }
        }
        return held;
    }

    @Test
    void givenAServerThatIsWrittenTo_whenBackedUp_thenTheCopyHoldsWhatWasAnsweredBefore()
            throws Exception {
        assertEquals(200, client.send("PUT", "/v1/blobs/" + CHUNK, new byte[500]).status());
        desk.write(50);
        assertInstanceOf(PushAnswer.Appended.class, client.push(desk, 1));
        var isOver = new AtomicBoolean();
        var answered = new AtomicInteger(50);
        var writing = Thread.ofPlatform().start(() -> pushUntil(isOver, answered));
        while (answered.get() < 60) {
            Thread.onSpinWait();
        }

        int before = answered.get();
        var outcome = backup();
        isOver.set(true);
        writing.join();

        assertTrue(outcome.isDone(), outcome.words());
        var verified = assertInstanceOf(Backups.Answer.Fine.class, Backups.verifyBackup(file));
        assertTrue(verified.words().startsWith("All is as it was written: 1 accounts"));
        var restored = folder.resolve("restored");
        assertInstanceOf(Backups.Answer.Fine.class, Backups.restore(file, restored));
        long held = heldIn(restored);
        assertTrue(held >= before && held <= answered.get(), before + " " + held + " " + answered);
        try (var left = Files.list(folder)) {
            assertEquals(3, left.count());
        }
    }

    private void pushUntil(AtomicBoolean isOver, AtomicInteger answered) {
        try {
            while (!isOver.get()) {
                desk.write(1);
                assertInstanceOf(PushAnswer.Appended.class, client.push(desk, answered.get() + 1));
                answered.incrementAndGet();
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void givenAFileOrAFolderThatIsThere_whenWrittenTo_thenRefusedAndNothingIsTouched()
            throws IOException {
        assertTrue(backup().isDone());

        var again = backup();

        assertFalse(again.isDone());
        assertEquals("The file " + file + " is there already.", again.words());
        var full = Files.createDirectory(folder.resolve("full"));
        Files.writeString(full.resolve("diary"), "mine");
        assertEquals("The folder " + full + " is not empty.", wrong(Backups.restore(file, full)));
        assertEquals("mine", Files.readString(full.resolve("diary")));
    }

    @Test
    void givenABackup_whenAnyByteOfItIsChanged_thenItIsNotTaken() throws IOException {
        client.send("PUT", "/v1/blobs/" + CHUNK, new byte[500]);
        assertTrue(backup().isDone());
        long size = Files.size(file);
        for (int i = 0; i < 12; i++) {
            long at = size * i / 12 + 100;
            flip(at);
            var target = folder.resolve("target-" + i);
            var answer = at < size ? Backups.restore(file, target) : null;
            if (answer instanceof Backups.Answer.Wrong) {
                assertFalse(Files.exists(target), "left behind");
            } else if (answer instanceof Backups.Answer.Fine) {
                // A byte of the ZIP's own that nobody reads.
                assertInstanceOf(Backups.Answer.Fine.class, Backups.verifyFolder(target));
            }
            flip(at);
        }
        truncate(size / 2);
        assertTrue(wrong(Backups.restore(file, folder.resolve("half"))).contains("is damaged"));
        assertEquals(
                "There is no backup " + folder.resolve("none") + ".",
                wrong(Backups.restore(folder.resolve("none"), folder.resolve("half"))));
    }

    private void flip(long at) throws IOException {
        try (var opened = new RandomAccessFile(file.toFile(), "rw")) {
            if (at >= opened.length()) {
                return;
            }
            opened.seek(at);
            int was = opened.read();
            opened.seek(at);
            opened.write(was ^ 1);
        }
    }

    private void truncate(long size) throws IOException {
        try (var opened = new RandomAccessFile(file.toFile(), "rw")) {
            opened.setLength(size);
        }
    }

    @Test
    void givenDataThatSomebodyChanged_whenVerified_thenOneSentenceSaysWhat() throws Exception {
        desk.write(1);
        assertInstanceOf(PushAnswer.Appended.class, client.push(desk, 1));
        try (var laptop = server.client()) {
            laptop.session(new TestDevice(account.account(), LAPTOP));
            for (int seq = 2; seq <= 3; seq++) {
                var push = new Push(desk.write(1), List.of(), null);
                laptop.post("/v1/push", push);
            }
        }
        client.send("PUT", "/v1/blobs/" + CHUNK, new byte[500]);
        var page = assertInstanceOf(PullAnswer.Page.class, client.pull(Cursor.START));
        var offer =
                new CloneOffer(
                        desk.id(),
                        page.next(),
                        new Bytes(new byte[40]),
                        List.of(Bytes.ofHex(CHUNK)),
                        1);
        assertInstanceOf(
                CloneAnswer.Offered.class, client.post("/v1/clones", offer).as(CloneAnswer.class));
        server.close();
        assertInstanceOf(Backups.Answer.Fine.class, Backups.verifyFolder(data));

        assertFound("does not follow its device's last", "DELETE FROM record WHERE ordinal = 3");
        assertFound("is not whole", flipped("record", "body", "kind = 1"));
        assertFound("does not end where it should", flipped("account", "chain", "no = 1"));
        assertFound("control record 2 is", flipped("control", "record", "MOD(place, 8) = 2"));
        assertFound("its name leads elsewhere", "UPDATE account SET user_name = 'eve'");
        Files.delete(
                data.resolve("blobs")
                        .resolve(account.account().toString())
                        .resolve(CHUNK.substring(0, 2))
                        .resolve(CHUNK));
        assertTrue(wrong(Backups.verifyFolder(data)).contains("1 chunks of a clone are missing"));
        assertEquals(
                "The folder " + folder.resolve("none") + " holds no log of a server.",
                wrong(Backups.verifyFolder(folder.resolve("none"))));
    }

    private static String flipped(String table, String column, String where) {
        return "UPDATE %s SET %s = SUBSTRING(%s, 1, OCTET_LENGTH(%s) - 1) || X'5a' WHERE %s"
                .formatted(table, column, column, column, where);
    }

    /// Changes a copy of the database by hand, and has it looked at.
    private void assertFound(String what, String statement) throws Exception {
        var copy = folder.resolve("copy-" + what.hashCode());
        try (var paths = Files.walk(data)) {
            for (var path : paths.toList()) {
                Files.copy(path, copy.resolve(data.relativize(path).toString()));
            }
        }
        try (var connection =
                        DriverManager.getConnection(
                                ServerConfiguration.embeddedLog(copy), "sa", "");
                var change = connection.createStatement()) {
            assertTrue(change.executeUpdate(statement) > 0, statement);
        }
        var sentence = wrong(Backups.verifyFolder(copy));
        assertTrue(sentence.startsWith("The account " + account.account()), sentence);
        assertTrue(sentence.contains(what), sentence);
    }
}
