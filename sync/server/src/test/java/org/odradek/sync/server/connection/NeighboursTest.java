package org.odradek.sync.server.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.odradek.core.entry.AccountId;
import org.odradek.sync.protocol.TestKeys;
import org.odradek.sync.protocol.clone.CloneAnswer;
import org.odradek.sync.protocol.clone.CloneOffer;
import org.odradek.sync.protocol.control.ControlRecord;
import org.odradek.sync.protocol.control.TestAccount;
import org.odradek.sync.protocol.wire.Cursor;
import org.odradek.sync.server.TestClock;
import org.odradek.sync.server.TestCredentials;
import org.odradek.sync.server.blob.FileBlobs;
import org.odradek.sync.server.downgrade.LeastRecentlyUsed;
import org.odradek.sync.server.limit.Limits;
import org.odradek.sync.server.limit.LimitsInForce;
import org.odradek.sync.server.log.AccountLog;
import org.odradek.sync.server.log.h2.H2AccountLog;
import org.odradek.sync.server.wake.InProcessWakeBus;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/// What one account does, or what is wrong with it, costs the others nothing.
final class NeighboursTest {
    private static final int DESK = 11;

    @TempDir private Path data;

    private final TestClock clock = new TestClock();
    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final TestAccount account = TestAccount.with(1, DESK);
    private final AccountId broken = TestAccount.with(2, DESK).account();
    private AccountLog log;
    private int offers;

    @BeforeEach
    void open() {
        log =
                H2AccountLog.open(
                        "jdbc:h2:file:" + data.resolve("log"), TestKeys.bytes(32, 1), meters);
        log.signUp(
                TestCredentials.of(account, "maria", 1),
                account.log().stream().map(ControlRecord::decode).toList(),
                1);
    }

    @AfterEach
    void close() {
        log.close();
    }

    /// The same log, which has another account that cannot be read.
    private AccountLog withABrokenAccount() {
        return (AccountLog)
                Proxy.newProxyInstance(
                        AccountLog.class.getClassLoader(),
                        new Class<?>[] {AccountLog.class},
                        (_, method, arguments) -> {
                            if (method.getName().equals("accounts")) {
                                return Objects.equals(arguments[0], account.account())
                                        ? List.of()
                                        : List.of(broken, account.account());
                            }
                            if (arguments != null && broken.equals(arguments[0])) {
                                throw new IllegalStateException("a fault, as the test wants it");
                            }
                            offers += method.getName().equals("offerClone") ? 1 : 0;
                            try {
                                return method.invoke(log, arguments);
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        });
    }

    @Test
    void givenAnAccountThatCannotBeRead_whenSwept_thenTheOthersAreLookedAfter() {
        var watched = withABrokenAccount();
        var limits = new LimitsInForce(Limits.DEFAULT, null);
        var shelf = shelf(watched);
        var downgrading =
                new Downgrading(watched, shelf, new LeastRecentlyUsed(), limits, clock, meters);
        var channels = new Channels(watched, shelf, downgrading, limits, clock);
        var upkeep =
                new Upkeep(
                        watched,
                        shelf,
                        downgrading,
                        channels,
                        new InProcessWakeBus(),
                        limits,
                        meters);

        upkeep.sweep();

        assertEquals(1, meters.get("odradek.held.accounts").gauge().value());
    }

    private CloneShelf shelf(AccountLog of) {
        return new CloneShelf(of, new FileBlobs(data.resolve("blobs")), clock);
    }

    @Test
    void givenACloneThatIsHeld_whenItIsOfferedAgainAndAgain_thenNothingIsWritten() {
        var shelf = shelf(withABrokenAccount());
        var offer =
                new CloneOffer(
                        TestKeys.device(DESK), Cursor.START, TestKeys.bytes(200, 1), List.of(), 1);
        for (int i = 0; i < 3; i++) {
            assertInstanceOf(CloneAnswer.Offered.class, shelf.offer(account.account(), offer));
        }

        assertEquals(1, offers);
    }
}
