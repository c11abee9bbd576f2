package org.odradek.sync.server.log.postgresql;

import org.jspecify.annotations.Nullable;
import org.odradek.core.entry.AccountId;
import org.odradek.sync.protocol.SignedHead;
import org.odradek.sync.server.log.AppendAnswer;
import org.odradek.sync.server.log.IncomingEntry;
import org.odradek.sync.server.log.table.AppendPlan;
import org.odradek.sync.server.log.table.Sql;
import org.odradek.sync.server.log.table.Standing;
import org.odradek.sync.server.postgresql.Database;

import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/// Appends in one round trip. A node remembers where the accounts stand that it appended to last, plans the next append upon that, and
/// writes all of it with one statement that begins with a compare-and-set on the account's row. If another node came first, nothing
/// was written, and the append is made again with the row held. So what is remembered is never trusted, only tried. Thread-safe.
final class Appends {
    /// Some hundred bytes each; whoever is forgotten costs the next append three round trips more.
    private static final int KEPT_MAX = 10_000;

    /// Appends of one account by one node come one after the other, else they would only spoil each other's compare-and-set.
    /// Accounts that share a lock wait for each other for no longer than an append.
    private static final int TURNS = 1024;

    private final Database database;
    private final ReentrantLock[] turns = new ReentrantLock[TURNS];
    private final Map<AccountId, Standing> kept =
            new LinkedHashMap<>(64, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<AccountId, Standing> eldest) {
                    return size() > KEPT_MAX;
                }
            };

    Appends(Database database) {
        this.database = database;
        for (int i = 0; i < TURNS; i++) {
            turns[i] = new ReentrantLock();
        }
    }

    AppendAnswer append(
            AccountId account, List<IncomingEntry> entries, List<SignedHead> heads, long bytesMax) {
        var turn = turns[Math.floorMod(account.hashCode(), TURNS)];
        turn.lock();
        try {
            var known = kept(account);
            if (known != null && known.isEnoughFor(entries, heads)) {
                var plan =
                        AppendPlan.of(
                                known.account(), There.nothingOf(known), entries, heads, bytesMax);
                if (plan instanceof AppendPlan.Write write
                        && database.statement(sql -> AppendStatement.isWritten(sql, write))) {
                    keep(account, known.after(write));
                    return new AppendAnswer.Answered(write.answer());
                }
            }
            return appendWithLook(account, entries, heads, bytesMax);
        } catch (SQLException e) {
            throw new IllegalStateException("a plan without a look at the database", e);
        } finally {
            turn.unlock();
        }
    }

    /// Makes every other change of the account wait until the transaction has ended.
    static void hold(Sql sql, AccountId account) throws SQLException {
        sql.first(
                "SELECT no FROM account WHERE account = ? FOR UPDATE",
                row -> row.getLong(1),
                account.bytes());
    }

    /// @param standing where the account stands afterwards
    private record Looked(AppendAnswer answer, Standing standing) {}

    private AppendAnswer appendWithLook(
            AccountId account, List<IncomingEntry> entries, List<SignedHead> heads, long bytesMax) {
        var looked =
                database.transaction(
                        sql -> {
                            hold(sql, account);
                            var standing = Standing.of(sql, account);
                            var there = There.of(sql, standing, entries, heads);
                            var plan =
                                    AppendPlan.of(
                                            standing.account(), there, entries, heads, bytesMax);
                            return switch (plan) {
                                case AppendPlan.Answered(var answer) ->
                                        new Looked(answer, standing);
                                case AppendPlan.Write write -> {
                                    if (!AppendStatement.isWritten(sql, write)) {
                                        throw new IllegalStateException(
                                                "the held row of " + account + " has moved");
                                    }
                                    yield new Looked(
                                            new AppendAnswer.Answered(write.answer()),
                                            standing.after(write));
                                }
                            };
                        },
                        _ -> true);
        keep(account, looked.standing());
        return looked.answer();
    }

    private @Nullable Standing kept(AccountId account) {
        synchronized (kept) {
            return kept.get(account);
        }
    }

    private void keep(AccountId account, Standing standing) {
        synchronized (kept) {
            kept.put(account, standing);
        }
    }
}
