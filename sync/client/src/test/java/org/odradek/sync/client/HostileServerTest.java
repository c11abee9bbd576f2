package org.odradek.sync.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.odradek.sync.client.transport.Transport;
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.wire.AccountChain;
import org.odradek.sync.protocol.wire.Cursor;
import org.odradek.sync.protocol.wire.LogRecord;
import org.odradek.sync.protocol.wire.Pull;
import org.odradek.sync.protocol.wire.PullAnswer;
import org.odradek.sync.protocol.wire.SignedHead;
import org.odradek.sync.protocol.wire.Wire;

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
    private UnaryOperator<List<LogRecord>> lie = UnaryOperator.identity();
    private boolean lied;

    /// Where the altered log ends, as a device sees it.
    private @Nullable Cursor end;

    @BeforeEach
    void open() throws IOException {
        server = new TestServer(folder.resolve("server"));
        desk = new TestDevice(folder.resolve("desk"), "Desk PC", server.url());
        laptop =
                new TestDevice(
                        folder.resolve("laptop"),
                        "Laptop",
                        server.url(),
                        TestTransport.of(this::answer));
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

    private Transport.Raw answer(Transport.Request request, Transport real) {
        var raw = real.send(request);
        return request.path().equals("/v1/pull")
                        && raw instanceof Transport.Raw.Arrived arrived
                        && arrived.status() == 200
                ? lieAbout(request, arrived)
                : raw;
    }

    private Transport.Raw lieAbout(Transport.Request request, Transport.Raw.Arrived arrived) {
        var after = Wire.decode(request.body(), Pull.class).after();
        if (after.equals(end)) {
            return answer(new PullAnswer.Page(List.of(), after, after.position(), 0));
        }
        if (!(Wire.decode(arrived.body(), PullAnswer.class) instanceof PullAnswer.Page page)) {
            return arrived;
        }
        var records = lie.apply(page.records());
        if (records.equals(page.records())) {
            return arrived;
        }
        lied = true;
        var at = after;
        for (var record : records) {
            at = new Cursor(at.epoch(), record.position(), AccountChain.next(at.hash(), record));
        }
        end = at;
        return answer(new PullAnswer.Page(records, at, page.head(), page.controlPosition()));
    }

    private static Transport.Raw answer(PullAnswer answer) {
        return new Transport.Raw.Arrived(200, Wire.encode(answer));
    }

    private void assertNothingIsTaken(UnaryOperator<List<LogRecord>> by) {
        lie = by;
        var state = laptop.sync();

        assertTrue(lied, "the server had no occasion to lie");
        assertEquals(SyncState.Kind.NEEDS_YOU, state.kind());
        assertEquals(List.of("Mine"), laptop.titles());
        assertEquals(1, laptop.store.received().seqByDevice().size());

        lie = UnaryOperator.identity();
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
    void givenHeadsHeldBack_whenPulled_thenNothingIsTaken() {
        assertNothingIsTaken(
                records -> records.stream().filter(LogRecord.Entry.class::isInstance).toList());
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
