package org.odradek.sync.server.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.odradek.core.entry.EntryId;
import org.odradek.core.entry.SealedEntry;
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.SignedHead;
import org.odradek.sync.protocol.TestKeys;
import org.odradek.sync.protocol.wire.Cursor;
import org.odradek.sync.protocol.wire.LogRecord;
import org.odradek.sync.protocol.wire.Pull;
import org.odradek.sync.protocol.wire.PullAnswer;
import org.odradek.sync.protocol.wire.PushAnswer;
import org.odradek.sync.server.TestDevice;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// What every engine does with entries and heads.
abstract class AppendContract extends AccountLogFixture {
    @Test
    void givenEntriesAndAHead_whenAppended_thenReadBackInOrderWithTheChain() {
        var sealed = desk.write(3);

        var appended = append(sealed, List.of(desk.head()));

        assertEquals(3, appended.positions().size());
        var page = page(Cursor.START);
        assertEquals(sealed, entries(page));
        assertEquals(
                new LogRecord.Head(appended.head().position(), desk.head()),
                page.records().getLast());
        assertEquals(appended.head(), page.next());
        assertEquals(chain(Cursor.START, page.records()), page.next());
        assertTrue(increases(page.records().stream().map(LogRecord::position).toList()));
    }

    @Test
    void givenARetry_whenAppendedAgain_thenTheFirstAnswerAndNothingTwice() {
        var sealed = desk.write(3);
        var first = append(sealed, List.of(desk.head()));

        var again = append(sealed, List.of(desk.head()));

        assertEquals(first, again);
        assertEquals(sealed, entries(page(Cursor.START)));
    }

    @Test
    void givenARetryThatOverlaps_whenAppended_thenOnlyTheRestIsNew() {
        var first = append(desk.write(2), List.of());
        var all = new ArrayList<>(encoded(desk));
        all.addAll(desk.write(1));

        var longer = append(all, List.of(desk.head()));

        assertEquals(first.positions(), longer.positions().subList(0, 2));
        assertEquals(all, entries(page(Cursor.START)));
    }

    @Test
    void givenACopiedProfile_whenItPushesAnotherEntryOfTheSameSeq_thenDiverged() {
        var copy = new TestDevice(account.account(), DESK, 99);
        append(desk.write(1), List.of());
        copy.write(1);

        var answer = log.append(account.account(), incoming(encoded(copy)), List.of(), BYTES_MAX);

        var there = new Bytes(desk.entries().getFirst().header().hash());
        assertEquals(answered(new PushAnswer.Diverged(new EntryId(desk.id(), 1), there)), answer);
        assertEquals(1, entries(page(Cursor.START)).size());
    }

    @Test
    void givenAGap_whenAppended_thenMissingSaysFromWhere() {
        append(desk.write(2), List.of());
        desk.write(2);

        var answer =
                log.append(
                        account.account(),
                        incoming(List.of(encoded(desk).getLast())),
                        List.of(),
                        BYTES_MAX);

        assertEquals(answered(new PushAnswer.Missing(desk.id(), 3)), answer);
    }

    @Test
    void givenAHeadOfAnotherHash_whenAppended_thenWrongHeadAndNothingKept() {
        var sealed = desk.write(1);
        var wrong =
                SignedHead.signed(
                        account.account(),
                        new EntryId(desk.id(), 1),
                        TestKeys.bytes(32, 1),
                        desk.sign().getPrivate());

        var answer = log.append(account.account(), incoming(sealed), List.of(wrong), BYTES_MAX);

        assertEquals(new AppendAnswer.WrongHead(new EntryId(desk.id(), 1)), answer);
        assertEquals(List.of(), page(Cursor.START).records());
    }

    @Test
    void givenMoreThanTheAccountMayHold_whenAppended_thenFullAndRetriesStillAnswered() {
        var first = desk.write(1);
        long bytesMax = first.getFirst().size() + 10L;
        var appended = log.append(account.account(), incoming(first), List.of(), bytesMax);
        var second = desk.write(1);

        var full = log.append(account.account(), incoming(second), List.of(), bytesMax);

        assertEquals(new AppendAnswer.Full(bytesMax), full);
        assertEquals(appended, log.append(account.account(), incoming(first), List.of(), bytesMax));
    }

    @Test
    void givenManyRecords_whenReadInPages_thenBothBoundsHoldAndAllCome() {
        var sealed = desk.write(25);
        append(sealed, List.of());
        int recordBytes = sealed.getFirst().size();

        var read = new ArrayList<Bytes>();
        var cursor = Cursor.START;
        while (read.size() < 25) {
            var page =
                    assertInstanceOf(
                            PullAnswer.Page.class,
                            log.read(account.account(), new Pull(cursor, 10, recordBytes * 4 + 3)));
            assertTrue(page.records().size() <= 4);
            read.addAll(entries(page));
            cursor = page.next();
        }
        assertEquals(sealed, read);
        assertEquals(cursor.position(), page(cursor, 1, 1).head());
    }

    @Test
    void givenAPageSmallerThanARecord_whenRead_thenOneRecordComes() {
        append(desk.write(2), List.of());

        assertEquals(1, page(Cursor.START, 10, 1).records().size());
    }

    @Test
    void givenAPurge_whenRead_thenThePartIsGoneAndTheChainStands() {
        append(desk.write(2), List.of());

        assertTrue(log.purge(account.account(), new EntryId(desk.id(), 1), Set.of(0)));
        assertFalse(log.purge(account.account(), new EntryId(desk.id(), 9), Set.of(0)));

        var page = page(Cursor.START);
        assertEquals(chain(Cursor.START, page.records()), page.next());
        var purged = SealedEntry.decode(entries(page).getFirst().array());
        assertTrue(purged.isWhole());
        assertEquals(1, purged.parts().size());
        assertTrue(purged.parts().stream().allMatch(part -> part == null));
        assertTrue(status().bytes() < sizes(encoded(desk)));
    }

    /// However an engine keeps entries that came together, each of them is there on its own.
    @Test
    void givenManyEntriesOfTwoDevicesInOnePush_whenPushedAgainOneByOne_thenTheFirstPositions() {
        var pushed = new ArrayList<>(desk.write(130));
        pushed.addAll(laptop.write(3));
        for (int i = 0; i < 5; i++) {
            pushed.addAll(desk.write(1));
            pushed.addAll(laptop.write(1));
        }
        var first = append(pushed, List.of(desk.head(), laptop.headAt(2)));

        for (int i = 0; i < pushed.size(); i++) {
            var again = append(List.of(pushed.get(i)), List.of());
            assertEquals(List.of(first.positions().get(i)), again.positions());
        }
        assertEquals(first, append(pushed, List.of(desk.head(), laptop.headAt(2))));
        var positions = append(pushed.subList(40, 60), List.of(desk.headAt(100))).positions();
        assertEquals(first.positions().subList(40, 60), positions);
        assertTrue(log.purge(account.account(), new EntryId(desk.id(), 90), Set.of(0)));
        var read = entries(page(Cursor.START));
        assertEquals(pushed.subList(0, 89), read.subList(0, 89));
        assertFalse(read.get(89).equals(pushed.get(89)));
        assertEquals(pushed.subList(90, 143), read.subList(90, 143));
    }

    @Test
    void givenACopiedProfile_whenItPushesAnotherEntryOfASeqAmongMany_thenDiverged() {
        var copy = new TestDevice(account.account(), DESK, 99);
        append(desk.write(70), List.of());
        copy.write(60);

        var answer =
                log.append(
                        account.account(),
                        incoming(encoded(copy).subList(58, 60)),
                        List.of(),
                        BYTES_MAX);

        var there = new Bytes(desk.entries().get(58).header().hash());
        assertEquals(answered(new PushAnswer.Diverged(new EntryId(desk.id(), 59), there)), answer);
    }
}
