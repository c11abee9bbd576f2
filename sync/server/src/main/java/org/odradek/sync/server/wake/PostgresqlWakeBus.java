package org.odradek.sync.server.wake;

import org.jspecify.annotations.Nullable;
import org.odradek.core.entry.AccountId;
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.server.log.BusyException;
import org.odradek.sync.server.postgresql.Address;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Hints between the nodes of one database, by LISTEN and NOTIFY. Whoever listens at this node is called at once; the other nodes are
/// told by a thread and a connection of their own, never within anybody's append: accounts that move while a notification is on its
/// way go together with the next one. Another thread listens. Both connect again when the database was away; then everybody who
/// listens here is called once, for what was missed. Thread-safe.
public final class PostgresqlWakeBus implements WakeBus {
    private static final String CHANNEL = "odradek_wake";

    /// Accounts that wait to be told of: beyond it hints are lost, and devices poll.
    private static final int DUE_MAX = 100_000;

    /// In one statement; PostgreSQL keeps a notification in memory until every listener has it.
    private static final int TOLD_AT_ONCE = 1000;

    /// How long the listener waits before it looks whether it is to end.
    private static final Duration LISTENING = Duration.ofMillis(500);

    /// After a failure; the connection itself is refused more often than that while the database is away.
    private static final Duration PAUSE = Duration.ofMillis(500);

    private static final Logger LOG = LoggerFactory.getLogger(PostgresqlWakeBus.class);

    private final InProcessWakeBus here = new InProcessWakeBus();
    private final Address address;
    private final String node;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Set<AccountId> due = new LinkedHashSet<>();
    private final Thread telling;
    private final Thread listening;
    private boolean isClosed;

    private PostgresqlWakeBus(Address address, String node, Connection first) {
        this.address = address;
        this.node = node;
        this.telling =
                Thread.ofPlatform().daemon().name("odradek-wake-notify").unstarted(this::tell);
        this.listening =
                Thread.ofPlatform()
                        .daemon()
                        .name("odradek-wake-listen")
                        .unstarted(() -> listen(first));
    }

    /// Connects and listens. A database that knows no LISTEN is an IllegalStateException, one that does not answer now a
    /// [BusyException]; the message of both is for the operator.
    ///
    /// @param node a few random bytes, by which this node knows its own notifications
    public static PostgresqlWakeBus open(Address address, Bytes node) {
        try {
            var bus = new PostgresqlWakeBus(address, node.toHex(), listener(address));
            bus.listening.start();
            bus.telling.start();
            return bus;
        } catch (SQLException e) {
            throw address.refused(
                    "the database passes no hints on, so start with --wake in-process and devices"
                            + " will poll: ",
                    e);
        }
    }

    private static Connection listener(Address address) throws SQLException {
        var connection = address.connect();
        try (var statement = connection.createStatement()) {
            statement.execute("LISTEN " + CHANNEL);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    @Override
    public void publish(AccountId account) {
        here.publish(account);
        lock.lock();
        try {
            if (due.size() < DUE_MAX) {
                due.add(account);
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Subscription subscribe(AccountId account, Runnable listener) {
        return here.subscribe(account, listener);
    }

    private void tell() {
        while (!isClosed()) {
            try (var connection = address.connect();
                    var statement =
                            connection.prepareStatement(
                                    "SELECT pg_notify(?, hint) FROM unnest(?::text[]) AS h"
                                            + " (hint)")) {
                try (var setting = connection.createStatement()) {
                    // A hint is not worth a forced write.
                    setting.execute("SET synchronous_commit = off");
                }
                for (var moved = moved(); !moved.isEmpty(); moved = moved()) {
                    notify(statement, moved);
                }
            } catch (SQLException | BusyException e) {
                LOG.debug("hints are not passed on for a while", e);
                pause();
            }
        }
    }

    /// Waits for accounts to tell of; none when this is closed.
    private List<AccountId> moved() {
        lock.lock();
        try {
            while (due.isEmpty() && !isClosed) {
                changed.awaitUninterruptibly();
            }
            if (isClosed) {
                return List.of();
            }
            var moved = due.stream().limit(TOLD_AT_ONCE).toList();
            moved.forEach(due::remove);
            return moved;
        } finally {
            lock.unlock();
        }
    }

    /// What could not be told is due again.
    private void notify(PreparedStatement statement, List<AccountId> moved) throws SQLException {
        var hints = moved.stream().map(account -> node + ' ' + account).toArray(String[]::new);
        try {
            statement.setString(1, CHANNEL);
            statement.setObject(2, hints);
            statement.execute();
        } catch (SQLException e) {
            lock.lock();
            try {
                due.addAll(moved);
            } finally {
                lock.unlock();
            }
            throw e;
        }
    }

    private void listen(Connection first) {
        var connection = first;
        while (true) {
            try (var open = connection) {
                hear(open);
                return;
            } catch (SQLException | BusyException e) {
                LOG.debug("hints of other nodes were not heard; devices will poll", e);
            }
            var next = reconnected();
            if (next == null) {
                return;
            }
            connection = next;
            here.publishAll();
        }
    }

    private void hear(Connection connection) throws SQLException {
        var notifying = connection.unwrap(PGConnection.class);
        while (!isClosed()) {
            var heard = notifying.getNotifications((int) LISTENING.toMillis());
            for (var notification : heard == null ? new PGNotification[0] : heard) {
                heard(notification.getParameter());
            }
        }
    }

    private void heard(String hint) {
        var words = hint.split(" ");
        if (words.length == 2 && !words[0].equals(node)) {
            try {
                here.publish(AccountId.parse(words[1]));
            } catch (IllegalArgumentException e) {
                LOG.debug("a hint of another version", e);
            }
        }
    }

    /// Null when this is closed.
    private @Nullable Connection reconnected() {
        while (!isClosed()) {
            try {
                return listener(address);
            } catch (SQLException e) {
                // A node of which nobody asks anything knows by this alone that its database is
                // gone.
                address.isAway(e);
                pause();
            } catch (BusyException e) {
                LOG.debug("hints of other nodes cannot be heard; devices will poll", e);
                pause();
            }
        }
        return null;
    }

    private boolean isClosed() {
        lock.lock();
        try {
            return isClosed;
        } finally {
            lock.unlock();
        }
    }

    private void pause() {
        lock.lock();
        try {
            long leftNs = PAUSE.toNanos();
            while (leftNs > 0 && !isClosed) {
                leftNs = changed.awaitNanos(leftNs);
            }
        } catch (InterruptedException e) {
            LOG.debug("nobody interrupts this thread", e);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            isClosed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        try {
            telling.join(LISTENING.multipliedBy(4));
            listening.join(LISTENING.multipliedBy(4));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
