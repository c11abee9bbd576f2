package org.odradek.store.journal;

import static org.junit.jupiter.api.Assertions.fail;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// What the journal's tests share: options, and short ways to open, append and read.
final class Journals {

    static final UUID PROFILE = UUID.fromString("00112233-4455-6677-8899-aabbccddeeff");

    private Journals() {}

    /// Segments of 8 KiB, extended 1 KiB at a time: everything happens soon.
    static JournalOptions smallOptions() {
        return new JournalOptions(PROFILE, 8 << 10, 1 << 10, 64 << 10);
    }

    static OpenResult.Opened open(JournalFiles files, Place trusted) {
        OpenResult result = Journal.open(files, smallOptions(), trusted);
        if (result instanceof OpenResult.Opened opened) {
            return opened;
        }
        return fail("Not opened: " + result);
    }

    static OpenResult.Opened open(JournalFiles files) {
        return open(files, Place.START);
    }

    static Place append(Journal journal, String text) {
        return journal.append(RecordKind.ENTRY, bytes(text)).placesOrThrow().getFirst();
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /// Everything that a replay hands out.
    static final class Collected implements JournalVisitor {
        final List<String> texts = new ArrayList<>();
        final List<JournalRecord> records = new ArrayList<>();
        final List<Finding> findings = new ArrayList<>();

        static Collected from(Journal journal, Place after) {
            Collected collected = new Collected();
            journal.replay(after, collected);
            return collected;
        }

        @Override
        public void record(JournalRecord record) {
            records.add(record);
            texts.add(text(record.payload()));
        }

        @Override
        public void finding(Finding finding) {
            findings.add(finding);
        }
    }
}
