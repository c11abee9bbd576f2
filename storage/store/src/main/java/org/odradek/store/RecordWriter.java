package org.odradek.store;

import org.odradek.store.journal.Journal;
import org.odradek.store.journal.NewRecord;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Appends many records to a journal, a group at a time.
final class RecordWriter {
    /// Bounds what is in memory; a group of this size costs one force.
    private static final int BATCH_BYTES = 4 << 20;

    private final Consumer<List<NewRecord>> into;
    private final List<NewRecord> batch = new ArrayList<>();
    private int batchBytes;

    RecordWriter(Journal into) {
        this(records -> into.append(records).placesOrThrow());
    }

    private RecordWriter(Consumer<List<NewRecord>> into) {
        this.into = into;
    }

    /// Writes nothing, to see what would be written.
    static RecordWriter nowhere() {
        return new RecordWriter(_ -> {});
    }

    void add(NewRecord record) {
        batch.add(record);
        batchBytes += record.payload().length;
        if (batchBytes >= BATCH_BYTES) {
            write();
        }
    }

    /// Answers when everything added is durable.
    void write() {
        if (!batch.isEmpty()) {
            into.accept(List.copyOf(batch));
            batch.clear();
            batchBytes = 0;
        }
    }
}
