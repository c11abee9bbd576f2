package org.odradek.sync.server.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.odradek.core.entry.AccountId;
import org.odradek.core.entry.DeviceId;
import org.odradek.sync.protocol.TestKeys;
import org.odradek.sync.protocol.connection.ActivateAnswer;
import org.odradek.sync.protocol.connection.Connection;
import org.odradek.sync.protocol.connection.ConnectionState;
import org.odradek.sync.protocol.control.TestAccount;
import org.odradek.sync.protocol.wire.ControlAnswer;
import org.odradek.sync.protocol.wire.Cursor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What every engine does with connections that lose their channel and get it back.
abstract class StateContract extends CursorContract {
    @Test
    void givenAConnectionDeactivated_whenListed_thenItHoldsNothingAndSaysWhy() {
        append(desk.write(3), List.of());

        assertEquals(new Deactivation.Inactive(), deactivate(laptop.id(), "idle", 5_000));
        assertEquals(new Deactivation.Inactive(), deactivate(laptop.id(), "again", 6_000));

        var connection = laptopHere();
        assertEquals(ConnectionState.INACTIVE, connection.state());
        assertEquals("idle", connection.reason());
        assertEquals(5_000, connection.sinceMs());
        assertEquals(0, connection.heldEntries());
        assertEquals(0, connection.heldBytes());
        assertEquals(2, append(laptop.write(2), List.of()).positions().size());
    }

    @Test
    void givenTheLastActiveConnection_whenDeactivated_thenItStaysActive() {
        deactivate(laptop.id(), "idle", 5_000);

        assertEquals(new Deactivation.LastActive(), deactivate(desk.id(), "idle", 6_000));

        assertEquals(ConnectionState.ACTIVE, log.connections(account.account()).getFirst().state());
    }

    @Test
    void givenAnInactiveConnection_whenActivatedAtACursor_thenItHoldsWhatComesAfter() {
        var sealed = desk.write(5);
        var second = append(sealed.subList(0, 2), List.of()).head();
        var fourth = append(sealed.subList(2, 4), List.of()).head();
        log.acknowledge(account.account(), laptop.id(), fourth, 1);
        deactivate(laptop.id(), "idle", 5_000);
        append(sealed.subList(4, 5), List.of());

        assertEquals(new ActivateAnswer.Activated(), activate(second, 7_000));

        var connection = laptopHere();
        assertEquals(ConnectionState.ACTIVE, connection.state());
        assertNull(connection.reason());
        assertEquals(7_000, connection.sinceMs());
        assertEquals(second.position(), connection.acknowledged());
        assertEquals(3, connection.heldEntries());
        assertEquals(sizes(sealed.subList(2, 5)), connection.heldBytes());
    }

    @Test
    void givenAnActiveConnection_whenActivatedAgain_thenItsCursorOnlyMovesForward() {
        var first = append(desk.write(1), List.of()).head();
        var second = append(desk.write(1), List.of()).head();

        assertEquals(new ActivateAnswer.Activated(), activate(second, 7_000));
        assertEquals(new ActivateAnswer.Activated(), activate(first, 8_000));

        assertEquals(second.position(), laptopHere().acknowledged());
        assertEquals(7_000, laptopHere().acknowledgedMs());
    }

    @Test
    void givenACursorOfAnotherHistory_whenActivated_thenItDiffersAndStaysInactive() {
        var head = append(desk.write(2), List.of()).head();
        deactivate(laptop.id(), "idle", 5_000);

        var answer = activate(new Cursor(1, head.position(), TestKeys.bytes(32, 5)), 7_000);

        assertEquals(new ActivateAnswer.CursorDiffers(head), answer);
        assertEquals(ConnectionState.INACTIVE, laptopHere().state());
    }

    @Test
    void givenARevokedConnection_whenDeactivatedOrActivated_thenItStaysRevoked() {
        var head = append(laptop.write(1), List.of()).head();
        assertInstanceOf(ControlAnswer.Appended.class, appendControl(revocation(1)));

        assertEquals(new Deactivation.Revoked(), deactivate(laptop.id(), "idle", 5_000));
        assertThrows(IllegalArgumentException.class, () -> activate(head, 6_000));

        assertEquals(ConnectionState.REVOKED, laptopHere().state());
        assertEquals("revoked", laptopHere().reason());
    }

    @Test
    void givenVisits_whenNoted_thenTheLastRhythmIsThere() {
        log.visited(account.account(), desk.id(), TestKeys.bytes(400, 1), 70);
        log.visited(account.account(), desk.id(), TestKeys.bytes(300, 2), 80);

        assertEquals(Map.of(desk.id(), TestKeys.bytes(300, 2)), log.rhythms(account.account()));
        assertEquals(80, log.connections(account.account()).getFirst().lastSeenMs());
        assertThrows(
                IllegalArgumentException.class,
                () -> log.visited(account.account(), desk.id(), TestKeys.bytes(5000, 3), 90));
    }

    @Test
    void givenVisitsGranted_whenAskedFor_thenTheLastOneIsThere() {
        assertEquals(Optional.empty(), log.visit(account.account(), laptop.id()));

        log.grantVisit(account.account(), laptop.id(), new Visit(5, 100));
        log.grantVisit(account.account(), laptop.id(), new Visit(9, 200));

        var visit = log.visit(account.account(), laptop.id()).orElseThrow();
        assertEquals(new Visit(9, 200), visit);
        assertTrue(visit.isOpen(8, 199));
        assertFalse(visit.isOpen(9, 199));
        assertFalse(visit.isOpen(8, 200));
        assertEquals(Optional.empty(), log.visit(account.account(), desk.id()));
    }

    @Test
    void givenManyAccounts_whenGoneThroughInSteps_thenEachComesOnce() {
        var all = new ArrayList<AccountId>(List.of(account.account()));
        for (int number = 2; number < 9; number++) {
            var other = TestAccount.with(number, DESK);
            signUp("user" + number, other);
            all.add(other.account());
        }

        var seen = new ArrayList<AccountId>(log.accounts(null, 3));
        for (var page = seen; !page.isEmpty(); seen.addAll(page)) {
            page = new ArrayList<>(log.accounts(seen.getLast(), 3));
        }

        assertEquals(all.size(), seen.size());
        assertEquals(all.size(), log.accountCount());
        assertEquals(List.of(), all.stream().filter(one -> !seen.contains(one)).toList());
    }

    @Test
    void givenAPosition_whenAskedWhatComesAfter_thenItsRecordsAndBytes() {
        var sealed = desk.write(3);
        var first = append(sealed.subList(0, 1), List.of()).head();
        append(sealed.subList(1, 3), List.of());

        assertEquals(new Held(3, sizes(sealed)), log.heldAfter(account.account(), 0));
        assertEquals(
                new Held(2, sizes(sealed.subList(1, 3))),
                log.heldAfter(account.account(), first.position()));
    }

    Deactivation deactivate(DeviceId device, String reason, long nowMs) {
        return log.deactivate(account.account(), device, reason, nowMs);
    }

    ActivateAnswer activate(Cursor at, long nowMs) {
        return log.activate(account.account(), laptop.id(), at, nowMs);
    }

    Connection laptopHere() {
        return log.connections(account.account()).getLast();
    }
}
