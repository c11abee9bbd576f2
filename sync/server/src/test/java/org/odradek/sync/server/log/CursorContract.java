package org.odradek.sync.server.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.odradek.core.entry.EntryId;
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.TestKeys;
import org.odradek.sync.protocol.connection.ConnectionState;
import org.odradek.sync.protocol.wire.Cursor;
import org.odradek.sync.protocol.wire.LostCursor;
import org.odradek.sync.protocol.wire.NewEpoch;
import org.odradek.sync.protocol.wire.Pull;
import org.odradek.sync.protocol.wire.PullAnswer;
import org.odradek.sync.protocol.wire.PushAnswer;
import org.odradek.sync.server.TestDevice;

import java.util.List;

/// What every engine does with cursors and connections.
abstract class CursorContract extends AppendContract {
    @Test
    void givenACopiedProfile_whenItPushesBehindItsOwnPast_thenDiverged() {
        var copy = new TestDevice(account.account(), DESK, 99);
        append(desk.write(1), List.of());
        copy.write(2);

        var second = List.of(encoded(copy).getLast());
        var answer = log.append(account.account(), incoming(second), List.of(), BYTES_MAX);

        var there = new Bytes(desk.entries().getFirst().header().hash());
        assertEquals(answered(new PushAnswer.Diverged(new EntryId(desk.id(), 2), there)), answer);
    }

    @Test
    void givenACursorOfAnotherHistory_whenRead_thenItDiffers() {
        var head = append(desk.write(2), List.of()).head();
        var other = new Cursor(1, head.position(), TestKeys.bytes(32, 5));
        var tooHigh = new Cursor(1, head.position() + 7, head.hash());

        assertEquals(
                new PullAnswer.CursorDiffers(head), log.read(account.account(), Pull.after(other)));
        assertEquals(
                new PullAnswer.CursorDiffers(head),
                log.read(account.account(), Pull.after(tooHigh)));
    }

    @Test
    void givenAServerSetBack_whenADeviceReports_thenANewEpochBeyondEverySeenPosition() {
        var common = append(desk.write(2), List.of()).head();
        var seen = new Cursor(1, common.position() + 500, TestKeys.bytes(32, 5));

        var answer = log.beginEpoch(account.account(), new LostCursor(seen, common));

        var begun = new Cursor(2, common.position(), common.hash());
        assertEquals(new NewEpoch.Begun(begun), answer);
        var position = append(laptop.write(1), List.of()).positions().getFirst();
        assertTrue(position > seen.position());
        var page = page(begun);
        assertEquals(chain(begun, page.records()), page.next());
    }

    @Test
    void givenNothingLost_whenADeviceReports_thenNoNewEpoch() {
        var head = append(desk.write(2), List.of()).head();

        assertEquals(
                new NewEpoch.NotLost(head),
                log.beginEpoch(account.account(), new LostCursor(head, Cursor.START)));
        var unknown = new Cursor(1, 99, TestKeys.bytes(32, 5));
        assertEquals(
                new NewEpoch.NotCommon(),
                log.beginEpoch(account.account(), new LostCursor(unknown, unknown)));
        assertEquals(1, status().head().epoch());
    }

    @Test
    void givenPositions_whenAskedForHashes_thenThoseWithARecordAndZeroAnswer() {
        var first = append(desk.write(1), List.of()).head();
        var second = append(desk.write(1), List.of()).head();

        var cursors =
                log.cursors(
                        account.account(),
                        List.of(
                                second.position(),
                                0L,
                                first.position(),
                                second.position() + 1,
                                -1L));

        assertEquals(List.of(second, Cursor.START, first), cursors);
    }

    @Test
    void givenEntriesOfTwoDevices_whenAskedForHeads_thenEachDevicesNewest() {
        append(desk.write(2), List.of());
        append(laptop.write(1), List.of());

        assertEquals(List.of(headOf(desk), headOf(laptop)), log.heads(account.account()));
    }

    @Test
    void givenAcknowledgements_whenListed_thenCursorsAndWhatIsHeld() {
        var sealed = desk.write(3);
        var first = append(sealed.subList(0, 1), List.of()).head();
        append(sealed.subList(1, 3), List.of());

        assertTrue(log.acknowledge(account.account(), laptop.id(), first, 5_000));

        var connections = log.connections(account.account());
        assertEquals(
                List.of(desk.id(), laptop.id()),
                connections.stream().map(c -> c.device()).toList());
        var deskHere = connections.getFirst();
        var laptopHere = connections.getLast();
        assertEquals(ConnectionState.ACTIVE, deskHere.state());
        assertEquals(3, deskHere.heldEntries());
        assertEquals(sizes(sealed), deskHere.heldBytes());
        assertEquals(first.position(), laptopHere.acknowledged());
        assertEquals(5_000, laptopHere.acknowledgedMs());
        assertEquals(2, laptopHere.heldEntries());
        assertEquals(sizes(sealed.subList(1, 3)), laptopHere.heldBytes());
    }

    @Test
    void givenAnOlderOrUnknownCursor_whenAcknowledged_thenNothingMovesBack() {
        var sealed = desk.write(2);
        var first = append(sealed.subList(0, 1), List.of()).head();
        var second = append(sealed.subList(1, 2), List.of()).head();
        log.acknowledge(account.account(), laptop.id(), second, 1);
        long before = status().acknowledgements();

        assertTrue(log.acknowledge(account.account(), laptop.id(), first, 2));
        var unknown = new Cursor(1, second.position(), TestKeys.bytes(32, 5));
        assertFalse(log.acknowledge(account.account(), laptop.id(), unknown, 3));

        assertEquals(
                second.position(), log.connections(account.account()).getLast().acknowledged());
        assertEquals(before, status().acknowledgements());
    }

    @Test
    void givenAttachedAndVisited_whenListed_thenTheLastOnesAreThere() {
        log.attach(account.account(), desk.id(), TestKeys.bytes(50, 1));
        log.attach(account.account(), desk.id(), TestKeys.bytes(50, 2));
        log.visited(account.account(), desk.id(), TestKeys.bytes(10, 3), 77);

        var connection = log.connections(account.account()).getFirst();

        assertEquals(TestKeys.bytes(50, 2), connection.viewDigest());
        assertEquals(77, connection.lastSeenMs());
    }

    @Test
    void givenADroppedRecord_whenItsEntryIsPushedAgain_thenItIsStillKnown() {
        var sealed = desk.write(3);
        var head = append(sealed, List.of()).head();
        log.acknowledge(account.account(), desk.id(), head, 1);
        log.acknowledge(account.account(), laptop.id(), head, 1);
        var clone = CloneContract.clone(desk, head, 1);
        log.offerClone(account.account(), clone, 2);
        log.confirmClone(account.account(), laptop.id(), clone.name(), 3);

        assertEquals(
                new TrimAnswer.Trimmed(head.position()),
                log.trim(account.account(), clone.name(), 4));

        assertEquals(0, status().bytes());
        assertEquals(sealed.size(), append(sealed, List.of()).positions().size());
        assertEquals(head, status().head());
    }
}
