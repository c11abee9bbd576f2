package org.odradek.sync.server.account;

import org.jspecify.annotations.Nullable;
import org.odradek.core.cbor.MalformedCborException;
import org.odradek.core.entry.AccountId;
import org.odradek.core.entry.NewerFormatException;
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.control.ControlLog;
import org.odradek.sync.protocol.control.ControlRecord;
import org.odradek.sync.protocol.control.Verdict;
import org.odradek.sync.protocol.wire.ControlAnswer;
import org.odradek.sync.server.log.AccountLog;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// The accounts' control logs as verified from their roots; those used last are kept and caught up with by what came since.
/// Thread-safe.
public final class ControlLogs {
    /// A verified log takes some tens of kB.
    private static final int KEPT_MAX = 2_000;

    private final AccountLog log;
    private final Map<AccountId, ControlLog> kept =
            new LinkedHashMap<>(64, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<AccountId, ControlLog> eldest) {
                    return size() > KEPT_MAX;
                }
            };

    public ControlLogs(AccountLog log) {
        this.log = log;
    }

    /// The account's control log as it stands now; empty for an unknown account.
    public Optional<ControlLog> current(AccountId account) {
        var status = log.status(account);
        if (status.isEmpty()) {
            return Optional.empty();
        }
        var known = kept(account);
        if (known != null
                && known.position() == status.get().controlPosition()
                && known.hash().equals(status.get().controlHash())) {
            return Optional.of(known);
        }
        return Optional.of(caughtUp(account, known));
    }

    private ControlLog caughtUp(AccountId account, @Nullable ControlLog known) {
        var verdict =
                known == null
                        ? ControlLog.verify(account, log.control(account, 0))
                        : longer(known, log.control(account, known.position()));
        if (verdict instanceof Verdict.Verified(var caughtUp)) {
            synchronized (kept) {
                kept.put(account, caughtUp);
            }
            return caughtUp;
        }
        throw new IllegalStateException(
                "the stored control log of " + account + " does not verify: " + verdict);
    }

    private @Nullable ControlLog kept(AccountId account) {
        synchronized (kept) {
            return kept.get(account);
        }
    }

    /// Verifies and appends records that follow the head; those that are there already are passed over.
    ///
    /// @throws NewerFormatException when this server must be upgraded to understand one
    public ControlAnswer append(AccountId account, List<Bytes> encoded, long nowMs) {
        return append(account, encoded, records -> log.appendControl(account, records, nowMs));
    }

    /// The same with records that a device gives back, since the log was set back behind them.
    public ControlAnswer giveBack(AccountId account, List<Bytes> encoded, long nowMs) {
        return append(account, encoded, records -> log.giveBackControl(account, records, nowMs));
    }

    private ControlAnswer append(
            AccountId account,
            List<Bytes> encoded,
            Function<List<ControlRecord>, ControlAnswer> write) {
        var current = current(account);
        if (current.isEmpty()) {
            return new ControlAnswer.UnknownAccount();
        }
        var records = new ArrayList<ControlRecord>();
        try {
            encoded.forEach(record -> records.add(ControlRecord.decode(record)));
        } catch (MalformedCborException e) {
            return new ControlAnswer.Rejected(
                    current.get().position() + 1, Verdict.Reason.MALFORMED);
        }
        var head = current.get();
        var fresh = encoded;
        var there = log.control(account, records.getFirst().position() - 1);
        for (int i = 0;
                i < there.size() && !fresh.isEmpty() && fresh.getFirst().equals(there.get(i));
                i++) {
            fresh = fresh.subList(1, fresh.size());
        }
        if (!fresh.isEmpty()) {
            var first = records.get(records.size() - fresh.size());
            if (first.position() != head.position() + 1
                    || !first.previousHash().equals(head.hash())) {
                return new ControlAnswer.Moved(head.position(), head.hash());
            }
        }
        return switch (longer(head, fresh)) {
            case Verdict.Verified _ -> write.apply(records);
            case Verdict.Rejected(long position, var reason) ->
                    new ControlAnswer.Rejected(position, reason);
            case Verdict.Newer newer ->
                    throw new NewerFormatException("control record " + newer.position());
        };
    }

    private static Verdict longer(ControlLog head, List<Bytes> records) {
        Verdict verdict = new Verdict.Verified(head);
        for (var record : records) {
            if (!(verdict instanceof Verdict.Verified(var verified))) {
                return verdict;
            }
            verdict = verified.after(record);
        }
        return verdict;
    }
}
