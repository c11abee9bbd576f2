package org.odradek.sync.server.log.table;

import org.odradek.core.entry.AccountId;

import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/// Where the accounts stand whose logs one thread changes, and nobody else: so that an append reads nothing. Kept in that thread's memory,
/// and read again from the database by whoever begins anew. Whoever takes back what was written calls [#clear()].
public final class Standings {
    /// Some two kilobytes each.
    private static final int KEPT_MAX = 10_000;

    private final Map<AccountId, Standing> kept =
            new LinkedHashMap<>(64, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<AccountId, Standing> eldest) {
                    return size() > KEPT_MAX;
                }
            };

    /// Takes the standing out, as whoever changes the account must: what it comes to is kept once it is written.
    Standing take(Sql sql, AccountId account) throws SQLException {
        var standing = kept.remove(account);
        return standing == null ? Standing.of(sql, account) : standing;
    }

    void keep(Standing standing) {
        kept.put(standing.account().account(), standing);
    }

    void forget(AccountId account) {
        kept.remove(account);
    }

    public void clear() {
        kept.clear();
    }
}
