package org.odradek.store;

import org.odradek.core.causality.VersionVector;
import org.odradek.core.cbor.MalformedCborException;
import org.odradek.core.entry.DeviceId;
import org.odradek.core.entry.EntryId;
import org.odradek.core.entry.NewerFormatException;
import org.odradek.core.entry.SealedEntry;
import org.odradek.store.doctor.Doctor;
import org.odradek.store.journal.Finding;
import org.odradek.store.journal.JournalRecord;
import org.odradek.store.journal.JournalVisitor;
import org.odradek.store.journal.Place;
import org.odradek.store.journal.RecordKind;
import org.odradek.store.log.LogQuestions;
import org.odradek.store.log.LogTable;
import org.odradek.store.view.ViewCheck;
import org.odradek.store.view.ViewHash;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleConsumer;
import java.util.function.Predicate;

/// Looks at everything that the profile holds, beside its use.
final class Examination implements Doctor {
    /// Where a view is made for comparison; it is deleted afterwards.
    private static final String BESIDE = "view-beside";

    /// An edit made meanwhile changes the live view, so that the comparison is made again.
    private static final int ATTEMPTS_MAX = 3;

    private static final Logger LOG = LoggerFactory.getLogger(Examination.class);

    private final Ledger ledger;

    Examination(Ledger ledger) {
        this.ledger = ledger;
    }

    @Override
    public Report examine(boolean rebuild, DoubleConsumer progress, BooleanSupplier cancelled) {
        var findings = new ArrayList<String>();
        long entries = journal(findings, cancelled);
        if (!isViewWhole()) {
            findings.add("The view's rows do not fit their hash.");
        }
        var viewHash = HexFormat.of().formatHex(ledger.reads().published().viewHash());
        String rebuiltHash = null;
        for (int attempt = 0; rebuild && attempt < ATTEMPTS_MAX; attempt++) {
            var before = ledger.reads().published();
            viewHash = HexFormat.of().formatHex(before.viewHash());
            rebuiltHash = rebuiltHash(progress, cancelled, _ -> true);
            if (viewHash.equals(rebuiltHash)
                    || before.position().equals(ledger.reads().published().position())) {
                break;
            }
        }
        if (rebuiltHash != null && !rebuiltHash.equals(viewHash)) {
            findings.add("The view made anew from the journal differs from the live one.");
        }
        int parked =
                ledger.reads().read((reading, _) -> LogTable.parked(reading.connection()).size());
        return new Report(entries, viewHash, rebuiltHash, findings.isEmpty(), parked, findings);
    }

    private boolean isViewWhole() {
        var hash = new ViewHash(ledger.identity().keys().contentKeys().getFirst());
        return ledger.reads()
                .read(
                        (reading, moment) ->
                                ViewCheck.holds(reading.connection(), hash, moment.viewHash()));
    }

    private long journal(List<String> findings, BooleanSupplier cancelled) {
        var chain = new ChainVisitor(findings, cancelled);
        ledger.journal().replay(Place.START, chain);
        long missing =
                ledger.reads()
                        .read(
                                (reading, _) ->
                                        LogQuestions.missing(reading.connection(), chain.counts()));
        if (missing > 0) {
            findings.add(missing + " entries of the log are missing in the journal.");
        }
        return chain.entries;
    }

    /// Follows each device's hash chain through the journal.
    private static final class ChainVisitor implements JournalVisitor {
        private final List<String> findings;
        private final BooleanSupplier cancelled;
        private final Map<DeviceId, TreeMap<Long, SealedEntry>> waiting = new HashMap<>();
        private final Map<DeviceId, Long> seqs = new HashMap<>();
        private final Map<DeviceId, byte[]> hashes = new HashMap<>();
        private long entries;

        ChainVisitor(List<String> findings, BooleanSupplier cancelled) {
            this.findings = findings;
            this.cancelled = cancelled;
        }

        Map<DeviceId, Long> counts() {
            return seqs;
        }

        @Override
        public void record(JournalRecord record) {
            if (cancelled.getAsBoolean()) {
                throw new Replay.Cancelled();
            }
            if (!record.kind().equals(RecordKind.ENTRY)) {
                return;
            }
            try {
                var entry = SealedEntry.decode(record.payload());
                entries++;
                if (!entry.isWhole()) {
                    findings.add("Entry " + entry.id() + " is not what was sealed.");
                }
                waiting.computeIfAbsent(entry.id().device(), _ -> new TreeMap<>())
                        .put(entry.id().seq(), entry);
                follow(entry.id().device());
            } catch (MalformedCborException e) {
                findings.add("The record at " + record.place() + " holds no entry.");
            } catch (NewerFormatException e) {
                // Kept for a newer version; nothing is wrong with it.
                entries++;
            }
        }

        private void follow(DeviceId device) {
            var ahead = waiting.getOrDefault(device, new TreeMap<>());
            while (true) {
                long next = seqs.getOrDefault(device, 0L) + 1;
                var entry = ahead.remove(next);
                if (entry == null) {
                    return;
                }
                var before = hashes.getOrDefault(device, new byte[32]);
                if (!Arrays.equals(before, entry.header().previousHash())) {
                    findings.add("Entry " + entry.id() + " does not follow the one before it.");
                }
                seqs.put(device, next);
                hashes.put(device, entry.header().hash());
            }
        }

        @Override
        public void finding(Finding finding) {
            findings.add("The journal is not as it was written: " + finding);
        }
    }

    @Override
    public Optional<String> viewHashOf(VersionVector entries, BooleanSupplier cancelled) {
        try {
            return Optional.of(rebuiltHash(_ -> {}, cancelled, entries::covers));
        } catch (Replay.Cancelled e) {
            LOG.debug("Nobody waits for the view of a part of the log any more.", e);
            return Optional.empty();
        }
    }

    private String rebuiltHash(
            DoubleConsumer progress, BooleanSupplier cancelled, Predicate<EntryId> which) {
        var beside = ledger.owned().profile().resolve(BESIDE);
        try {
            deleteIfThere();
            var made =
                    ledger.databases()
                            .build(
                                    beside,
                                    ledger.journal(),
                                    ledger.identity(),
                                    progress,
                                    cancelled,
                                    which);
            try {
                return HexFormat.of().formatHex(made.viewHash());
            } finally {
                made.database.close();
                ViewFolders.delete(beside);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the view was not made anew", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void deleteIfThere() throws IOException {
        var beside = ledger.owned().profile().resolve(BESIDE);
        if (Files.isDirectory(beside)) {
            ViewFolders.delete(beside);
        }
    }
}
