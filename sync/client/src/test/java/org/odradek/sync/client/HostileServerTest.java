package org.odradek.sync.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.SignedHead;
import org.odradek.sync.protocol.wire.LogRecord;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/// A server that alters what it hands out, and keeps its own chain consistent while doing so. Devices take nothing of it.
final class HostileServerTest {
    private static final String PASSWORD = "correct horse battery staple";

    @TempDir Path folder;
    private TestServer server;
    private TestDevice desk;
    private TestDevice laptop;
    private final LyingServer liar = new LyingServer();

    @BeforeEach
    void open() throws IOException {
        server = new TestServer(folder.resolve("server"));
        desk = new TestDevice(folder.resolve("desk"), "Desk PC", server.url());
        laptop =
                new TestDevice(
                        folder.resolve("laptop"),
                        "Laptop",
                        server.url(),
                        TestTransport.of(liar::answer));
        desk.create("ada", PASSWORD);
        laptop.logIn("ada", PASSWORD);
        laptop.note("Mine", "");
        desk.note("Bread", "");
        desk.note("Butter", "");
        assertEquals(SyncState.Kind.UP_TO_DATE, desk.sync().kind());
    }

    @AfterEach
    void close() throws IOException {
        desk.close();
        laptop.close();
        server.close();
    }

    private void assertNothingIsTaken(UnaryOperator<List<LogRecord>> by) {
        assertNothingIsTaken(by, 0);
    }

    /// @param delays how often the server is given time first
    private void assertNothingIsTaken(UnaryOperator<List<LogRecord>> by, int delays) {
        liar.lieBy(by);
        for (int delay = 0; delay < delays; delay++) {
            assertEquals(SyncState.Kind.DELAYED, laptop.look().kind());
        }
        var state = laptop.sync();

        assertTrue(liar.hasLied(), "the server had no occasion to lie");
        assertEquals(SyncState.Kind.NEEDS_YOU, state.kind());
        assertEquals(List.of("Mine"), laptop.titles());
        assertEquals(1, laptop.store.received().seqByDevice().size());

        liar.lieBy(UnaryOperator.identity());
        assertEquals(SyncState.Kind.UP_TO_DATE, laptop.sync().kind());
        assertEquals(List.of("Bread", "Butter", "Mine"), laptop.titles());
    }

    private static UnaryOperator<List<LogRecord>> each(Function<LogRecord, LogRecord> change) {
        return records -> records.stream().map(change).toList();
    }

    @Test
    void givenAChangedEntry_whenPulled_thenNothingIsTaken() {
        assertNothingIsTaken(
                each(
                        record -> {
                            if (record instanceof LogRecord.Entry(var position, var sealed)) {
                                var bytes = sealed.array().clone();
                                bytes[bytes.length - 20] ^= 1;
                                return new LogRecord.Entry(position, new Bytes(bytes));
                            }
                            return record;
                        }));
    }

    @Test
    void givenAForgedHead_whenPulled_thenNothingIsTaken() {
        assertNothingIsTaken(
                each(
                        record ->
                                record instanceof LogRecord.Head(var position, var head)
                                        ? new LogRecord.Head(position, forged(head))
                                        : record));
    }

    private static SignedHead forged(SignedHead head) {
        var bytes = head.signature().array().clone();
        bytes[10] ^= 1;
        return new SignedHead(
                head.account(), head.device(), head.seq(), head.hash(), new Bytes(bytes));
    }

    @Test
    void givenAnEntryLeftOut_whenPulled_thenNothingIsTaken() {
        assertNothingIsTaken(records -> without(records, firstEntry(records)));
    }

    @Test
    void givenHeadsHeldBack_whenPulledAgainAndAgain_thenNothingIsTaken() {
        assertNothingIsTaken(
                records -> records.stream().filter(LogRecord.Entry.class::isInstance).toList(), 6);
    }

    @Test
    void givenEntriesInAnotherOrder_whenPulled_thenNothingIsTaken() {
        assertNothingIsTaken(
                records -> {
                    var entries =
                            records.stream().filter(LogRecord.Entry.class::isInstance).toList();
                    if (entries.size() < 2) {
                        return records;
                    }
                    int one = records.indexOf(entries.get(0));
                    int two = records.indexOf(entries.get(1));
                    var swapped = new ArrayList<>(records);
                    swapped.set(one, at(records.get(two), records.get(one).position()));
                    swapped.set(two, at(records.get(one), records.get(two).position()));
                    return swapped;
                });
    }

    @Test
    void givenAnEntryOfAnotherAccount_whenPulled_thenNothingIsTaken() throws IOException {
        try (var eve = new TestDevice(folder.resolve("eve"), "Eve", server.url())) {
            eve.create("eve", PASSWORD);
            eve.note("Foreign", "");
            var foreign = new Bytes(eve.store.undelivered(1).getFirst().encode());

            assertNothingIsTaken(
                    records -> {
                        int first = firstEntry(records);
                        if (first < 0) {
                            return records;
                        }
                        var pasted = new ArrayList<>(records);
                        pasted.set(
                                first, new LogRecord.Entry(records.get(first).position(), foreign));
                        return pasted;
                    });
        }
    }

    @Test
    void givenEntriesHandedOutTwice_whenPulled_thenEachIsThereOnce() {
        liar.lieBy(
                records -> {
                    if (records.isEmpty()) {
                        return records;
                    }
                    long position = records.getLast().position();
                    var twice = new ArrayList<>(records);
                    for (var record : records) {
                        twice.add(at(record, ++position));
                    }
                    return twice;
                });

        assertEquals(SyncState.Kind.UP_TO_DATE, laptop.sync().kind());

        assertTrue(liar.hasLied());
        assertEquals(List.of("Bread", "Butter", "Mine"), laptop.titles());
        assertEquals(0, laptop.store.standing().waiting());
        assertEquals(0, laptop.store.standing().parked());
    }

    private static LogRecord at(LogRecord record, long position) {
        return switch (record) {
            case LogRecord.Entry(_, var sealed) -> new LogRecord.Entry(position, sealed);
            case LogRecord.Head(_, var head) -> new LogRecord.Head(position, head);
        };
    }

    private static int firstEntry(List<LogRecord> records) {
        return IntStream.range(0, records.size())
                .filter(i -> records.get(i) instanceof LogRecord.Entry)
                .findFirst()
                .orElse(-1);
    }

    private static List<LogRecord> without(List<LogRecord> records, int index) {
        if (index < 0) {
            return records;
        }
        var fewer = new ArrayList<>(records);
        fewer.remove(index);
        return fewer;
    }
}
