package org.odradek.store;

import org.odradek.core.action.Action;
import org.odradek.core.entry.SealedEntry;
import org.odradek.store.delivery.Note;
import org.odradek.store.journal.Finding;
import org.odradek.store.journal.JournalRecord;
import org.odradek.store.journal.JournalVisitor;
import org.odradek.store.journal.NewRecord;
import org.odradek.store.journal.RecordKind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Copies a journal of own entries into another one, sealed anew; drafts and facts of this device come along, what was known of an
/// account does not.
final class EntryCopying implements JournalVisitor {
    private static final Logger LOG = LoggerFactory.getLogger(EntryCopying.class);

    private final RecordWriter into;
    private final Resealing resealing;
    private final Map<String, byte[]> facts = new TreeMap<>();
    private final Set<String> attached = new TreeSet<>();
    private long entries;

    EntryCopying(RecordWriter into, Resealing resealing) {
        this.into = into;
        this.resealing = resealing;
    }

    /// Ends the copying for a reason that a person is told.
    static final class NotPossible extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final String sentence;

        NotPossible(String sentence) {
            super(sentence);
            this.sentence = sentence;
        }

        String sentence() {
            return sentence;
        }
    }

    @Override
    public void record(JournalRecord record) {
        if (record.kind().equals(RecordKind.ENTRY)) {
            entry(SealedEntry.decode(record.payload()));
        } else if (record.kind().equals(RecordKind.NOTE)) {
            Note.decode(record.payload()).ifPresent(this::note);
        } else if (record.kind().equals(RecordKind.DRAFT)) {
            into.add(new NewRecord(RecordKind.DRAFT, record.payload()));
        }
    }

    private void entry(SealedEntry sealed) {
        if (!resealing.isOfDevice(sealed.id())) {
            throw delivered();
        }
        if (sealed.id().seq() != entries + 1) {
            throw damaged();
        }
        var again = resealing.next(sealed);
        into.add(new NewRecord(RecordKind.ENTRY, again.sealed().encode()));
        for (var action : again.entry().actions()) {
            if (action instanceof Action.Attach attach) {
                attached.add(HexFormat.of().formatHex(attach.sha256()));
            }
        }
        entries++;
    }

    private void note(Note note) {
        switch (note) {
            case Note.Put(var name, var content) -> facts.put(name, content);
            case Note.Remove(var name) -> facts.remove(name);
            case Note.Delivered(var atServer) -> {
                if (!atServer.seqByDevice().isEmpty()) {
                    throw delivered();
                }
            }
            case Note.SeenBy _ -> throw delivered();
        }
    }

    private static NotPossible delivered() {
        return new NotPossible(
                "This profile belongs to another account already; use another profile for this"
                        + " one.");
    }

    @Override
    public void finding(Finding finding) {
        LOG.error("The journal is not as it was written: {}", finding);
        throw damaged();
    }

    static NotPossible damaged() {
        return new NotPossible("This profile's journal is damaged, so it was left as it is.");
    }

    /// The SHA-256, in hexadecimal digits, of the files that entries attach.
    Set<String> attached() {
        return attached;
    }

    /// Answers how many entries there are when all of them are durable.
    long end() {
        facts.forEach(
                (name, content) -> {
                    if (!name.startsWith(LocalFacts.OF_ACCOUNT)
                            && !name.startsWith(OpenProfile.NAME_FACT)) {
                        into.add(
                                new NewRecord(
                                        RecordKind.NOTE, new Note.Put(name, content).encode()));
                    }
                });
        into.write();
        return entries;
    }
}
