package org.odradek.sync.server.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.odradek.core.entry.EntryId;
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.SignedHead;
import org.odradek.sync.protocol.TestKeys;
import org.odradek.sync.protocol.wire.AccountChain;
import org.odradek.sync.protocol.wire.Cursor;
import org.odradek.sync.protocol.wire.LogRecord;
import org.odradek.sync.protocol.wire.LostCursor;
import org.odradek.sync.protocol.wire.NewEpoch;
import org.odradek.sync.protocol.wire.PullAnswer;
import org.odradek.sync.protocol.wire.SignUpAnswer;
import org.odradek.sync.server.TestDevice;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// What every engine does with records that came together: however it keeps them, each is there on its own.
abstract class TogetherContract extends CloneContract {
    @Test
    void givenRecordsThatCameTogether_whenAskedForAnyPosition_thenItsCursorAndWhatFollows() {
        append(desk.write(30), List.of(desk.headAt(7), desk.head()));
        append(laptop.write(1), List.of());
        append(desk.write(3), List.of(desk.head()));
        var all = page(Cursor.START).records();
        var cursors = cursors(Cursor.START, all);

        assertEquals(37, all.size());
        assertEquals(cursors, log.cursors(account.account(), positions(all)));
        for (int i = 0; i < all.size(); i++) {
            var rest = all.subList(i + 1, all.size());
            assertEquals(rest, page(cursors.get(i)).records());
            assertEquals(new Held(rest.size(), bytes(rest)), held(cursors.get(i)));
            assertTrue(log.acknowledge(account.account(), laptop.id(), cursors.get(i), i));
        }
    }

    @Test
    void givenRecordsThatCameTogether_whenReadInPagesOfAnySize_thenAllComeOnce() {
        append(desk.write(40), List.of(desk.head()));
        append(desk.write(1), List.of());
        append(List.of(sealed(desk, "long ".repeat(3_000))), List.of());
        append(desk.write(12), List.of(desk.head()));
        var all = page(Cursor.START).records();

        assertEquals(56, all.size());
        for (int recordsMax : List.of(1, 2, 7, 40, 41, 56)) {
            assertEquals(all, read(recordsMax, 4 << 20));
        }
        for (int bytesMax : List.of(1, 2_000, 9_000, 20_000)) {
            assertEquals(all, read(1000, bytesMax));
        }
    }

    @Test
    void givenManyRowsOfOneRecordAndLongOnesBehind_whenReadInPages_thenEachIsAsFullAsItMayBe() {
        for (int i = 0; i < 70; i++) {
            append(desk.write(1), List.of());
        }
        for (int i = 0; i < 70; i++) {
            append(List.of(sealed(desk, "long ".repeat(4_000))), List.of());
        }
        for (int seq = 72; seq < 78; seq++) {
            assertTrue(log.purge(account.account(), new EntryId(desk.id(), seq), Set.of(0)));
        }
        var all = new ArrayList<LogRecord>();
        var cursor = Cursor.START;
        while (all.size() < 140) {
            var one = page(cursor, 1, 4 << 20);
            all.addAll(one.records());
            cursor = one.next();
        }

        for (int bytesMax : List.of(1, 30_000, 70_000, 500_000, 4 << 20)) {
            for (int first = 0; first < all.size(); ) {
                var after = first == 0 ? Cursor.START : cursors(Cursor.START, all).get(first - 1);
                var page = page(after, 100, bytesMax).records();
                assertEquals(all.subList(first, endOfPage(all, first, 100, bytesMax)), page);
                first += page.size();
            }
        }
    }

    private static int endOfPage(List<LogRecord> all, int first, int recordsMax, int bytesMax) {
        int end = first + 1;
        while (end < all.size()
                && end - first < recordsMax
                && bytes(all.subList(first, end + 1)) <= bytesMax) {
            end++;
        }
        return end;
    }

    @Test
    void givenRecordsThatCameTogether_whenTrimmedAtEachInTurn_thenExactlyTheRestIsThere()
            throws Exception {
        append(desk.write(25), List.of(desk.head()));
        append(desk.write(2), List.of(desk.head()));
        var all = page(Cursor.START).records();
        var cursors = cursors(Cursor.START, all);
        deactivateLaptop();

        for (int i = 0; i < all.size(); i++) {
            var rest = all.subList(i + 1, all.size());
            var cut = cursors.get(i);
            assertTrue(log.acknowledge(account.account(), desk.id(), cut, i));
            trim(cut, i);

            assertEquals(rest, page(cut).records());
            assertEquals(bytes(rest), status().bytes());
            assertEquals(cut.position(), status().trimmed());
            assertEquals(new Held(rest.size(), bytes(rest)), held(cut));
            assertEquals(new Held(rest.size(), bytes(rest)), held(Cursor.START));
            assertEquals(
                    cursors.subList(i, all.size()), log.cursors(account.account(), positions(all)));
            if (i == 11) {
                log.close();
                log = reopened(log);
            }
        }
    }

    @Test
    void givenAPurgeAmongOthers_whenReadCountedAndTrimmed_thenTheOthersAreWhatTheyWere() {
        append(desk.write(9), List.of(desk.head()));
        var all = page(Cursor.START).records();
        var cursors = cursors(Cursor.START, all);

        assertTrue(log.purge(account.account(), new EntryId(desk.id(), 4), Set.of(0)));

        var purged = page(Cursor.START).records();
        assertEquals(all.subList(0, 3), purged.subList(0, 3));
        assertTrue(bytes(purged) < bytes(all));
        assertEquals(all.subList(4, 10), purged.subList(4, 10));
        assertEquals(cursors, cursors(Cursor.START, purged));
        assertEquals(bytes(purged), status().bytes());
        for (int i = 0; i < all.size(); i++) {
            var rest = all.subList(i + 1, all.size());
            assertEquals(new Held(rest.size(), bytes(rest)), held(cursors.get(i)));
        }
        deactivateLaptop();
        assertTrue(log.acknowledge(account.account(), desk.id(), cursors.get(5), 1));
        trim(cursors.get(5), 1);
        assertEquals(all.subList(6, 10), page(cursors.get(5)).records());
        assertEquals(bytes(all.subList(6, 10)), status().bytes());
    }

    @Test
    void givenHeadsThatCameWithTheirEntryAndLater_whenPushedAgain_thenNoneIsThereTwice() {
        var sealed = desk.write(6);
        append(sealed, List.of(desk.headAt(2), desk.head(), desk.headAt(2)));
        append(List.of(), List.of(desk.headAt(4)));
        append(desk.write(1), List.of(desk.headAt(3)));

        for (int seq = 1; seq <= 6; seq++) {
            append(sealed, List.of(desk.headAt(seq), desk.headAt(seq)));
            append(List.of(), List.of(desk.headAt(seq)));
        }

        var each = Stream.of(2, 6, 4, 3, 1, 5).map(desk::headAt).toList();
        assertEquals(each, heads(page(Cursor.START).records()));
    }

    /// Whatever an engine remembers of where an account stands.
    @Test
    void givenOtherChangesBetweenAppends_whenAppended_thenTheLogGoesOnFromThem() throws Exception {
        var first = append(desk.write(3), List.of()).head();
        assertTrue(log.purge(account.account(), new EntryId(desk.id(), 2), Set.of(0)));
        append(desk.write(1), List.of());
        assertEquals(bytes(page(Cursor.START).records()), status().bytes());
        deactivateLaptop();
        assertTrue(log.acknowledge(account.account(), desk.id(), first, 1));
        trim(first, 1);
        append(desk.write(1), List.of());
        assertEquals(bytes(page(first).records()), status().bytes());
        var common = status().head();
        var seen = new Cursor(1, common.position() + 500, TestKeys.bytes(32, 5));
        var begun = log.beginEpoch(account.account(), new LostCursor(seen, common));
        assertEquals(2, assertInstanceOf(NewEpoch.Begun.class, begun).from().epoch());
        var later = append(desk.write(1), List.of()).head();
        assertTrue(later.position() > seen.position());
        assertEquals(2, later.epoch());
        log.close();
        log = reopened(log);
        append(desk.write(1), List.of(desk.head()));
        assertEquals(List.of(headOf(desk)), log.heads(account.account()));

        assertTrue(log.delete(account.account()));
        assertEquals(new SignUpAnswer.SignedUp(account.account()), signUp("maria", account));

        var anew = new TestDevice(account.account(), DESK);
        append(anew.write(2), List.of(anew.head()));
        assertEquals(3, page(Cursor.START).records().size());
        assertEquals(List.of(headOf(anew)), log.heads(account.account()));
    }

    private static Bytes sealed(TestDevice device, String text) {
        return new Bytes(device.write(text).encode());
    }

    private List<LogRecord> read(int recordsMax, int bytesMax) {
        var read = new ArrayList<LogRecord>();
        var cursor = Cursor.START;
        PullAnswer.Page page;
        do {
            page = page(cursor, recordsMax, bytesMax);
            assertTrue(page.next().position() > cursor.position());
            assertTrue(page.records().size() <= recordsMax);
            assertTrue(page.records().size() == 1 || bytes(page.records()) <= bytesMax);
            read.addAll(page.records());
            cursor = page.next();
        } while (cursor.position() < page.head());
        return read;
    }

    private void deactivateLaptop() {
        assertInstanceOf(
                Deactivation.Inactive.class,
                log.deactivate(account.account(), laptop.id(), "idle", 1));
    }

    /// Under a clone that is as old as it needs to be.
    private void trim(Cursor cut, int number) {
        var clone = clone(desk, cut, number);
        log.offerClone(account.account(), clone, 1);
        assertEquals(
                new TrimAnswer.Trimmed(cut.position()),
                log.trim(account.account(), clone.name(), 1L << 40));
    }

    private Held held(Cursor after) {
        return log.heldAfter(account.account(), after.position());
    }

    private static List<Cursor> cursors(Cursor after, List<LogRecord> records) {
        var cursors = new ArrayList<Cursor>();
        var last = after;
        for (var record : records) {
            last =
                    new Cursor(
                            last.epoch(),
                            record.position(),
                            AccountChain.next(last.hash(), record));
            cursors.add(last);
        }
        return cursors;
    }

    private static List<Long> positions(List<LogRecord> records) {
        return records.stream().map(LogRecord::position).toList();
    }

    private static List<SignedHead> heads(List<LogRecord> records) {
        return records.stream()
                .filter(LogRecord.Head.class::isInstance)
                .map(record -> ((LogRecord.Head) record).head())
                .toList();
    }

    private static long bytes(List<LogRecord> records) {
        return records.stream()
                .mapToLong(
                        record ->
                                switch (record) {
                                    case LogRecord.Entry(_, var sealed) -> sealed.size();
                                    case LogRecord.Head(_, var head) -> head.encode().size();
                                })
                .sum();
    }
}
