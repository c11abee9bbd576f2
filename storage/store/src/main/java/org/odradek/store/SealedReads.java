package org.odradek.store;

import org.odradek.core.causality.VersionVector;
import org.odradek.core.entry.DeviceId;
import org.odradek.core.entry.EntryId;
import org.odradek.core.entry.SealedEntry;
import org.odradek.store.journal.DamagedRecordException;
import org.odradek.store.log.LogQuestions;
import org.odradek.store.log.LogTable;
import org.odradek.store.view.Published;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Reads entries as they were sealed, for those who pass them on. Thread-safe.
final class SealedReads {
    private final Ledger ledger;

    SealedReads(Ledger ledger) {
        this.ledger = ledger;
    }

    /// What is whole of what the server does not keep yet; see [Store#undelivered(int, Consumer)].
    List<SealedEntry> undelivered(int entriesMax, Consumer<EntryId> damaged) {
        return ledger.reads()
                .read(
                        (reading, moment) -> {
                            var entries = new ArrayList<SealedEntry>();
                            var broken = new HashSet<DeviceId>();
                            for (var place : Undelivered.places(reading.connection(), entriesMax)) {
                                var id = moment.devices().entry(place.entryKey());
                                if (entries.size() == entriesMax) {
                                    break;
                                }
                                if (broken.contains(id.device())) {
                                    continue;
                                }
                                try {
                                    entries.add(ledger.read(place.place()));
                                } catch (DamagedRecordException e) {
                                    broken.add(id.device());
                                    damaged.accept(id);
                                }
                            }
                            return entries;
                        });
    }

    List<SealedEntry> entries(List<EntryId> entries) {
        return ledger.reads()
                .read(
                        (reading, moment) -> {
                            var found = new ArrayList<SealedEntry>();
                            for (var entry : entries) {
                                var key = moment.devices().entryKey(entry);
                                if (key.isPresent()) {
                                    LogTable.places(
                                                    reading.connection(),
                                                    key.getAsLong(),
                                                    key.getAsLong(),
                                                    1)
                                            .forEach(each -> found.add(ledger.read(each.place())));
                                }
                            }
                            return found;
                        });
    }

    boolean has(VersionVector entries) {
        return ledger.reads()
                .read(
                        (reading, moment) -> {
                            for (var log : entries.seqByDevice().entrySet()) {
                                var last = new EntryId(log.getKey(), log.getValue());
                                if (moment.received().seq(last.device()) < last.seq()
                                        && !waits(reading.connection(), moment, last)) {
                                    return false;
                                }
                            }
                            return true;
                        });
    }

    /// Whether what is missing of a log up to an entry waits for causes.
    private static boolean waits(Connection connection, Published moment, EntryId last)
            throws SQLException {
        var key = moment.devices().entryKey(last);
        if (key.isEmpty()) {
            return false;
        }
        long first = key.getAsLong() - last.seq() + 1;
        return LogQuestions.count(connection, first, key.getAsLong()) == last.seq();
    }

    long held(DeviceId device) {
        return ledger.reads()
                .read(
                        (reading, moment) -> {
                            long seq = moment.received().seq(device);
                            var first = moment.devices().entryKey(new EntryId(device, 1));
                            if (first.isEmpty()) {
                                return 0L;
                            }
                            long newest = first.getAsLong() + seq - 1;
                            return seq + LogQuestions.waitingBehind(reading.connection(), newest);
                        });
    }

    Optional<byte[]> hash(EntryId entry) {
        return ledger.reads()
                .read(
                        (reading, moment) -> {
                            var key = moment.devices().entryKey(entry);
                            return key.isEmpty()
                                    ? Optional.empty()
                                    : LogQuestions.hash(reading.connection(), key.getAsLong());
                        });
    }
}
