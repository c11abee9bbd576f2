package org.odradek.sync.server.log.table;

import org.odradek.core.entry.AccountId;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Where the accounts stand whose logs one thread changes, and nobody else: so that an append reads nothing. Kept in that thread's memory,
/// and read again from the database by whoever begins anew. Whoever takes back what was written calls [#clear()].
///
/// What appends come to is only planned at first, so that many of them share statements.
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

    private final List<AppendPlan.Write> planned = new ArrayList<>();

    /// Takes the standing out, as whoever changes the account must: what it comes to is kept once it is written.
    Standing take(Sql sql, AccountId account) throws SQLException {
        var standing = kept.remove(account);
        return standing == null ? Standing.of(sql, account) : standing;
    }

    void keep(Standing standing) {
        kept.put(standing.account().account(), standing);
    }

    /// Keeps where an append leads, which is not in the tables yet.
    void plan(Standing after, AppendPlan.Write write) {
        keep(after);
        planned.add(write);
    }

    /// Puts what is planned into the tables, as has to be done before anything looks there for it.
    public void write(Sql sql) throws SQLException {
        if (!planned.isEmpty()) {
            Records.write(sql, planned);
            planned.clear();
        }
    }

    boolean areEnoughFor(Change.Append append) {
        var standing = kept.get(append.account());
        return standing != null && standing.isEnoughFor(append.entries(), append.heads());
    }

    void forget(AccountId account) {
        kept.remove(account);
    }

    public void clear() {
        kept.clear();
        planned.clear();
    }
}
