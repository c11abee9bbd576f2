package org.odradek.sync.server.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.odradek.core.entry.SealedEntry;
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.TestKeys;
import org.odradek.sync.protocol.connection.ConnectionState;
import org.odradek.sync.protocol.control.TestAccount;
import org.odradek.sync.protocol.wire.ControlAnswer;
import org.odradek.sync.protocol.wire.CredentialsAnswer;
import org.odradek.sync.protocol.wire.Cursor;
import org.odradek.sync.protocol.wire.DeviceHeads;
import org.odradek.sync.protocol.wire.Pull;
import org.odradek.sync.protocol.wire.PullAnswer;
import org.odradek.sync.protocol.wire.SignUpAnswer;
import org.odradek.sync.protocol.wire.UserName;
import org.odradek.sync.server.TestCredentials;
import org.odradek.sync.server.TestDevice;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/// What every engine does. A subclass opens its engine; [#reopened(AccountLog)] opens the same data again after it was closed.
public abstract class AccountLogContract extends TogetherContract {
    @Test
    void givenControlRecords_whenAppendedOnTheHead_thenKeptOnceAndInOrder() {
        var rename = renamed(1);
        account.add(rename);

        assertEquals(new ControlAnswer.Appended(4), appendControl(rename));
        assertEquals(new ControlAnswer.Appended(4), appendControl(rename));
        assertEquals(account.log(), log.control(account.account(), 0));
        assertEquals(account.headHash(), status().controlHash());
    }

    @Test
    void givenTwoWhoAppendOnTheSameHead_whenBothTry_thenTheSecondIsToldTheHead() {
        var first = renamed(1);
        var second = renamed(2);

        assertEquals(new ControlAnswer.Appended(4), appendControl(first));
        assertEquals(new ControlAnswer.Moved(4, first.hash()), appendControl(second));
    }

    @Test
    void givenARevocation_whenTheDeviceHasLaterEntries_thenToldElseRevoked() {
        append(laptop.write(2), List.of(laptop.head()));
        var early = revocation(1);
        var exact = revocation(2);

        assertEquals(new ControlAnswer.LaterEntries(headOf(laptop)), appendControl(early));
        assertEquals(new ControlAnswer.Appended(4), appendControl(exact));

        var connection = log.connections(account.account()).getLast();
        assertEquals(ConnectionState.REVOKED, connection.state());
        assertEquals(0, connection.heldEntries());
    }

    /// Nobody can take them, and so nobody could ever name them.
    @Test
    void givenARevocation_whenTheLaterEntriesHaveNoHead_thenRevoked() {
        append(laptop.write(1), List.of(laptop.head()));
        append(laptop.write(2), List.of());
        append(laptop.write(1), List.of());

        assertEquals(new ControlAnswer.Appended(4), appendControl(revocation(1)));
    }

    @Test
    void givenARevocationOfADeviceWithoutAnyHead_whenItHasEntries_thenRevoked() {
        append(laptop.write(2), List.of());
        append(desk.write(3), List.of(desk.head()));

        assertEquals(new ControlAnswer.Appended(4), appendControl(revocation(1)));
    }

    @Test
    void givenARevocation_whenTheHeadCameAfterItsEntry_thenToldUpToThere() {
        append(laptop.write(1), List.of(laptop.head()));
        append(laptop.write(3), List.of());
        append(List.of(), List.of(laptop.headAt(3)));
        var third = laptop.entries().get(2);
        var told = new DeviceHeads.DeviceHead(laptop.id(), 3, new Bytes(third.header().hash()));

        assertEquals(new ControlAnswer.LaterEntries(told), appendControl(revocation(2)));
        assertEquals(new ControlAnswer.Appended(4), appendControl(revocation(3)));
    }

    @Test
    void givenARevocationThatWasLost_whenItIsGivenBack_thenLaterEntriesDoNotHinderIt() {
        append(laptop.write(2), List.of(laptop.head()));
        var lost = revocation(1);

        assertEquals(
                new ControlAnswer.Appended(4),
                log.giveBackControl(account.account(), List.of(lost), 2_000));
    }

    @Test
    void givenTwoAccounts_whenOneIsDeleted_thenTheOtherStandsAndTheNameIsFree() {
        var other = TestAccount.with(2, DESK);
        signUp("ada", other);
        append(desk.write(3), List.of(desk.head()));

        assertTrue(log.delete(account.account()));
        assertFalse(log.delete(account.account()));

        assertEquals(Optional.empty(), log.status(account.account()));
        assertEquals(List.of(other.account()), log.accounts(null, 10));
        assertEquals(1, log.accountCount());
        assertEquals(other.log(), log.control(other.account(), 0));
        assertEquals(new SignUpAnswer.SignedUp(account.account()), signUp("maria", account));
        assertEquals(0, status().head().position());
        assertEquals(List.of(), log.heads(account.account()));
    }

    @Test
    void givenSignUps_whenRepeatedChangedOrTaken_thenEachIsTold() {
        var other = TestAccount.with(2, DESK);

        assertEquals(new SignUpAnswer.SignedUp(account.account()), signUp("maria", account));
        assertEquals(new SignUpAnswer.AlreadyThere(), signUp("mariana", account));
        assertEquals(new SignUpAnswer.NameTaken(), signUp("maria", other));
        assertEquals(Optional.of(account.account()), log.accountOf(new UserName("Maria")));
        assertEquals(Optional.empty(), log.accountOf(new UserName("nobody")));
    }

    @Test
    void givenNewCredentials_whenChanged_thenOnlyHigherVersionsCount() {
        var second = TestCredentials.of(account, "maria", 2, TestKeys.bytes(32, 5));

        assertEquals(new CredentialsAnswer.Changed(), log.changeCredentials(second));
        assertEquals(new CredentialsAnswer.Changed(), log.changeCredentials(second));
        assertEquals(
                new CredentialsAnswer.Outdated(2),
                log.changeCredentials(TestCredentials.of(account, "maria", 1)));
        assertEquals(Optional.of(second), log.credentials(account.account()));
    }

    @Test
    void givenTwoAccounts_whenBothAppend_thenNeitherSeesTheOther() {
        var other = TestAccount.with(2, DESK);
        signUp("otto", other);
        var otherDesk = new TestDevice(other.account(), DESK);
        var mine = desk.write(2);
        var theirs = otherDesk.write(3);

        append(mine, List.of());
        log.append(other.account(), incoming(theirs), List.of(), BYTES_MAX);

        assertEquals(mine, entries(page(Cursor.START)));
        var page =
                assertInstanceOf(
                        PullAnswer.Page.class, log.read(other.account(), Pull.after(Cursor.START)));
        assertEquals(theirs, entries(page));
    }

    @Test
    void givenAnUnknownAccountOrDevice_whenUsed_thenNoStatusAndAnArgumentException() {
        var nobody = TestAccount.with(3).account();
        var stranger = new TestDevice(account.account(), 13);

        assertEquals(Optional.empty(), log.status(nobody));
        assertThrows(IllegalArgumentException.class, () -> log.heads(nobody));
        assertThrows(
                IllegalArgumentException.class,
                () ->
                        log.append(
                                account.account(),
                                incoming(stranger.write(1)),
                                List.of(),
                                BYTES_MAX));
    }

    @Test
    void givenEverything_whenReopened_thenAllIsThere() throws Exception {
        var head = append(desk.write(3), List.of(desk.head())).head();
        log.acknowledge(account.account(), laptop.id(), head, 9);
        var connections = log.connections(account.account());
        var page = page(Cursor.START);
        var status = status();
        var secret = log.secret();
        log.close();

        log = reopened(log);

        assertEquals(page, page(Cursor.START));
        assertEquals(connections, log.connections(account.account()));
        assertEquals(status, status());
        assertEquals(secret, log.secret());
        assertEquals(account.log(), log.control(account.account(), 0));
    }

    @Test
    void givenManyWritersAtOnce_whenAllAppend_thenEveryEntryOnceInItsDevicesOrder()
            throws Exception {
        var crowd = TestAccount.with(4, IntStream.range(100, 116).toArray());
        signUp("crowd", crowd);
        var devices =
                IntStream.range(100, 116)
                        .mapToObj(n -> new TestDevice(crowd.account(), n))
                        .toList();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var calls = new ArrayList<Callable<Boolean>>();
            for (var device : devices) {
                calls.add(
                        () -> {
                            for (int i = 0; i < 20; i++) {
                                log.append(
                                        crowd.account(),
                                        incoming(device.write(1)),
                                        List.of(device.head()),
                                        BYTES_MAX);
                            }
                            return true;
                        });
            }
            for (var done : threads.invokeAll(calls)) {
                assertTrue(done.get());
            }
        }

        var page =
                assertInstanceOf(
                        PullAnswer.Page.class, log.read(crowd.account(), Pull.after(Cursor.START)));
        assertEquals(16 * 20 * 2, page.records().size());
        assertEquals(chain(Cursor.START, page.records()), page.next());
        for (var device : devices) {
            var own =
                    entries(page).stream()
                            .filter(
                                    one ->
                                            SealedEntry.decode(one.array())
                                                    .id()
                                                    .device()
                                                    .equals(device.id()))
                            .toList();
            assertEquals(encoded(device), own);
        }
    }

    @Test
    void givenAClosedLog_whenWrittenOrRead_thenBusy() throws Exception {
        var sealed = desk.write(1);
        log.close();

        assertFalse(log.isHealthy());
        assertThrows(BusyException.class, () -> append(sealed, List.of()));
        assertThrows(BusyException.class, () -> log.heads(account.account()));

        log = reopened(log);
    }
}
