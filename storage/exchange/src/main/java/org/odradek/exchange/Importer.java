package org.odradek.exchange;

import org.odradek.core.entry.GestureId;
import org.odradek.exchange.portable.ImportSource;
import org.odradek.store.Store;
import org.odradek.store.Submission;
import org.odradek.store.Submission.Refusal;
import org.odradek.store.history.History;

import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;

/// Brings a source's items into the store, as one gesture of several entries. The same source again changes nothing, one that was
/// cut short is completed by running it again, and a text that changed in the source since is merged with what was written here.
/// Blocks; call it on a thread of its own, one import at a time.
public final class Importer {
    private final Store store;
    private final Clock clock;
    private final Supplier<GestureId> newGestures;

    /// @param clock       tells the time zone, and the date of completions that a source does not date
    /// @param newGestures gives fresh random identifiers (UUIDv7)
    public Importer(Store store, Clock clock, Supplier<GestureId> newGestures) {
        this.store = store;
        this.clock = clock;
        this.newGestures = newGestures;
    }

    /// Says what `run` would do, and writes nothing.
    ///
    /// @param into names of the notebook that the source goes into, from the top; empty for the top
    public ImportOutcome preview(ImportSource source, List<String> into, ExchangeWatch watch)
            throws IOException {
        return pass(source, into, true).run(watch);
    }

    /// Imports. Every item that the watch heard of is durable.
    ///
    /// @throws IOException when the source cannot be opened; one that breaks off later is an outcome
    public ImportOutcome run(ImportSource source, List<String> into, ExchangeWatch watch)
            throws IOException {
        return pass(source, into, false).run(watch);
    }

    /// Takes out what an import brought in: its gesture is undone, which leaves the items in the trash and keeps what people did
    /// with them since. The same source can be imported again afterwards.
    public Submission takeOut(ImportReport report) {
        if (report.lastEntry() == null) {
            return new Submission.Refused(Refusal.NOT_POSSIBLE, "Nothing came in.");
        }
        return store.history()
                .planUndo(report.lastEntry())
                .map(this::undo)
                .orElseGet(
                        () ->
                                new Submission.Refused(
                                        Refusal.NOT_POSSIBLE,
                                        "This import was taken out already."));
    }

    private Submission undo(History.UndoPlan plan) {
        return store.history().undo(plan);
    }

    private ImportPass pass(ImportSource source, List<String> into, boolean dryRun) {
        return new ImportPass(store, source, into, dryRun, clock, newGestures.get());
    }
}
