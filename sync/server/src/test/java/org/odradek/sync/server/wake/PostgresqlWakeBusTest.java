package org.odradek.sync.server.wake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.odradek.core.entry.AccountId;
import org.odradek.sync.protocol.TestKeys;
import org.odradek.sync.server.log.BusyException;
import org.odradek.sync.server.postgresql.CutLine;
import org.odradek.sync.server.postgresql.Database;
import org.odradek.sync.server.postgresql.TestPostgresql;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

final class PostgresqlWakeBusTest {
    private static final AccountId MARIA = TestKeys.root(1).account();
    private static final AccountId OTTO = TestKeys.root(2).account();

    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private Database database;
    private WakeBus near;
    private WakeBus far;

    @BeforeEach
    void start() throws Exception {
        database = Database.open(TestPostgresql.newDatabase());
        near = PostgresqlWakeBus.open(database.address(), TestKeys.bytes(8, 1));
        far = PostgresqlWakeBus.open(database.address(), TestKeys.bytes(8, 2));
    }

    @AfterEach
    void stop() {
        near.close();
        far.close();
        database.close();
    }

    @Test
    void givenListenersAtBothNodes_whenPublishedAtOne_thenEachHearsItOnce() throws Exception {
        near.subscribe(MARIA, () -> heard.add("maria near"));
        far.subscribe(MARIA, () -> heard.add("maria far"));
        far.subscribe(OTTO, () -> heard.add("otto far"));

        near.publish(MARIA);

        assertEquals("maria near", heard.poll());
        assertEquals("maria far", next());
        near.publish(OTTO);
        assertEquals("otto far", next());
        assertTrue(heard.isEmpty());
    }

    @Test
    void givenAClosedSubscription_whenPublishedElsewhere_thenNothingIsHeard() throws Exception {
        var subscription = far.subscribe(MARIA, () -> heard.add("maria"));
        far.subscribe(OTTO, () -> heard.add("otto"));
        subscription.close();

        near.publish(MARIA);
        near.publish(OTTO);

        assertEquals("otto", next());
    }

    @Test
    void givenConnectionsThatBreak_whenTheyAreBack_thenEverybodyIsCalledAndHintsPassAgain()
            throws Exception {
        far.subscribe(MARIA, () -> heard.add("maria"));

        TestPostgresql.breakConnections();

        assertEquals("maria", next());
        near.publish(MARIA);
        assertEquals("maria", next());
    }

    @Test
    void givenANodeOfWhichNobodyAsksAnything_whenItsDatabaseGoes_thenItKnowsUntilItIsBack()
            throws Exception {
        try (var line = new CutLine(TestPostgresql.port());
                var through =
                        Database.open(
                                TestPostgresql.newDatabase()
                                        .replace(
                                                ":" + TestPostgresql.port() + "/",
                                                ":" + line.port() + "/"));
                var bus = PostgresqlWakeBus.open(through.address(), TestKeys.bytes(8, 3))) {
            bus.publish(MARIA);
            assertTrue(through.isThere());

            line.cut();

            while (through.isThere()) {
                Thread.onSpinWait();
            }
            line.mend();
            while (!through.isThere()) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void givenADatabaseThatIsAway_whenOpened_thenOneSentenceSaysThatItMayLater() throws Exception {
        try (var line = new CutLine(TestPostgresql.port());
                var through =
                        Database.open(
                                TestPostgresql.newDatabase()
                                        .replace(
                                                ":" + TestPostgresql.port() + "/",
                                                ":" + line.port() + "/"))) {
            line.cut();

            var refused =
                    assertThrows(
                            BusyException.class,
                            () -> PostgresqlWakeBus.open(through.address(), TestKeys.bytes(8, 3)));

            var sentence = String.valueOf(refused.getMessage());
            assertTrue(sentence.startsWith("the database does not open: Connection to"), sentence);
        }
    }

    private String next() throws InterruptedException {
        var next = heard.poll(30, TimeUnit.SECONDS);
        assertNotNull(next);
        return next;
    }
}
