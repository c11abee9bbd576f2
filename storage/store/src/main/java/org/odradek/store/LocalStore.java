package org.odradek.store;

import org.odradek.core.causality.VersionVector;
import org.odradek.core.entry.DeviceId;
import org.odradek.core.entry.EntryId;
import org.odradek.core.entry.ItemId;
import org.odradek.core.entry.SealedEntry;
import org.odradek.core.entry.ServerSight;
import org.odradek.store.attachment.AttachmentFolder;
import org.odradek.store.delivery.Note;
import org.odradek.store.doctor.Doctor;
import org.odradek.store.history.History;
import org.odradek.store.history.HistoryReader;
import org.odradek.store.journal.NewRecord;
import org.odradek.store.journal.RecordKind;
import org.odradek.store.journal.Stop;
import org.odradek.store.profile.Profile;
import org.odradek.store.profile.ProfileIdentity;
import org.odradek.store.search.LuceneSearch;
import org.odradek.store.search.Search;
import org.odradek.store.snapshot.LogCut;
import org.odradek.store.view.View;
import org.odradek.store.view.ViewChange;
import org.odradek.store.view.ViewReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/// The store of one profile on this device's disk. See [Store] for threads.
final class LocalStore implements Store {
    private static final Logger LOG = LoggerFactory.getLogger(LocalStore.class);
    private static final int FACT_BYTES_MAX = 64 << 10;

    private final Ledger ledger;
    private final List<Consumer<ViewChange>> listeners = new CopyOnWriteArrayList<>();
    private final WriteLane lane;
    private final OpenProfile profile;
    private final AttachmentFolder attachments;
    private final View view;
    private final History history;
    private final LuceneSearch search;
    private final SealedReads sealed;
    private final Set<ItemId> delivered = new LinkedHashSet<>();
    private boolean deliveryChanged;

    LocalStore(Ledger ledger, AttachmentFolder attachments, ZoneId zone) {
        this.ledger = ledger;
        this.attachments = attachments;
        this.profile =
                new OpenProfile(
                        ledger.owned().profile(),
                        ledger::identity,
                        ledger.facts(),
                        this::exchangeKeys,
                        (fact, content) -> note(new Note.Put(fact, content)));
        this.sealed = new SealedReads(ledger);
        this.view = new ViewReader(ledger.reads(), profile, attachments::has, ledger::opened);
        this.lane = new WriteLane(this::runBatch);
        this.history =
                new HistoryReader(ledger.reads(), view, profile, ledger::opened, this::submit);
        this.search =
                new LuceneSearch(
                        profile.folder().resolve("search"),
                        new LogFeed(ledger, view, profile),
                        zone);
        lane.start();
    }

    @Override
    public Submission submit(Edit edit) {
        try {
            return lane.call(new SubmitWork(ledger, edit, () -> deliveryChanged = true));
        } catch (WriteLane.Ended e) {
            LOG.error("An edit is refused, since the store has ended.", e);
            return SubmitWork.ENDED;
        }
    }

    @Override
    public Reception receive(List<SealedEntry> entries) {
        return lane.call(new ReceiveWork(ledger, entries, List.of(), _ -> {}));
    }

    @Override
    public Reception receive(
            List<SealedEntry> entries, VersionVector atServer, Map<String, byte[]> facts) {
        var beside = new ArrayList<Note>();
        beside.add(new Note.Delivered(atServer));
        facts.forEach((name, content) -> beside.add(fact(name, content)));
        return lane.call(
                new ReceiveWork(
                        ledger,
                        entries,
                        beside,
                        items -> {
                            delivered.addAll(items);
                            deliveryChanged = true;
                        }));
    }

    private static Note fact(String name, byte[] content) {
        if (content.length > FACT_BYTES_MAX) {
            throw new IllegalArgumentException("a fact of " + content.length + " bytes");
        }
        return new Note.Put(name, content.clone());
    }

    private void note(Note note) {
        lane.call(
                new Work<Boolean>(false) {
                    @Override
                    void run() throws SQLException {
                        ledger.append(new NewRecord(RecordKind.NOTE, note.encode()));
                        delivered.addAll(Notes.apply(ledger.tables(), note));
                        deliveryChanged |=
                                note instanceof Note.Delivered || note instanceof Note.SeenBy;
                    }

                    @Override
                    Boolean answer() {
                        ledger.facts().take(note);
                        return true;
                    }

                    @Override
                    Boolean stopped(Stop stop) {
                        throw Ledger.stopped(stop);
                    }
                });
    }

    private void exchangeKeys(ProfileIdentity next) {
        lane.call(
                new Work<Boolean>(true) {
                    @Override
                    void run() throws SQLException {
                        try {
                            ledger.exchangeKeys(next);
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    }

                    @Override
                    Boolean answer() {
                        return true;
                    }

                    @Override
                    Boolean stopped(Stop stop) {
                        throw Ledger.stopped(stop);
                    }
                });
    }

    /// One transaction for all that waited; after a fault another one, for what was not begun.
    private void runBatch(List<Work<?>> batch) {
        var rest = batch;
        while (!rest.isEmpty()) {
            rest = run(rest);
        }
    }

    /// Answers what is still to be done.
    private List<Work<?>> run(List<Work<?>> batch) {
        delivered.clear();
        deliveryChanged = false;
        int begun = 0;
        try {
            ledger.resumeWriting();
            for (var work : batch) {
                begun++;
                work.run();
            }
            var stopped = ledger.settle();
            if (stopped.isPresent()) {
                ledger.recover();
                tellOfUnheard();
                batch.forEach(work -> work.stop(stopped.get().stop()));
                return List.of();
            }
            var change = commit(batch);
            try {
                change.ifPresent(this::tell);
                tellOfUnheard();
            } finally {
                batch.forEach(Work::complete);
            }
            ledger.checkpointNowAndThen();
            return List.of();
        } catch (VirtualMachineError e) {
            // Nothing can be relied on; the lane ends, and says so to whoever waits.
            throw e;
        } catch (Exception | Error e) {
            // The root of the writing thread: what is durable is replayed, and the callers hear of
            // the fault. Where not even the first could be begun, trying again would never end.
            int tried = ledger.recoverAfter(e) && begun > 0 ? begun : batch.size();
            tellOfUnheard();
            batch.subList(0, tried).forEach(work -> work.fault(e));
            return batch.subList(tried, batch.size());
        }
    }

    private Optional<ViewChange> commit(List<Work<?>> batch) throws SQLException {
        var changes = ledger.commit();
        boolean foreign = batch.getFirst() instanceof ReceiveWork;
        var device =
                batch.getFirst() instanceof ReceiveWork receive
                        ? receive.lastDevice()
                        : ledger.identity().device();
        var items = new LinkedHashSet<>(changes.items());
        items.addAll(delivered);
        boolean any = !items.isEmpty() || deliveryChanged || foreign;
        return any
                ? Optional.of(
                        new ViewChange(
                                ledger.tables().position(),
                                !foreign,
                                device,
                                Set.copyOf(items),
                                changes.bodies(),
                                changes.notebooks(),
                                changes.tags(),
                                changes.conflicts(),
                                deliveryChanged))
                : Optional.empty();
    }

    private void tellOfUnheard() {
        ledger.unheard().ifPresent(this::tell);
    }

    private void tell(ViewChange change) {
        search.changed();
        for (var listener : listeners) {
            try {
                listener.accept(change);
            } catch (VirtualMachineError e) {
                throw e;
            } catch (RuntimeException | Error e) {
                // The edit stands, and the other listeners hear of it.
                LOG.error("A listener of the view failed.", e);
            }
        }
    }

    /// The index reads the view and asks the log which items an entry concerned.
    @Override
    public View view() {
        return view;
    }

    @Override
    public Search search() {
        return search;
    }

    @Override
    public History history() {
        return history;
    }

    @Override
    public AttachmentFolder attachments() {
        return attachments;
    }

    @Override
    public Doctor doctor() {
        return new Examination(ledger);
    }

    @Override
    public Profile profile() {
        return profile;
    }

    @Override
    public Optional<String> hindrance(ProfileIdentity identity, long held) {
        var folder = profile.folder();
        return new AccountChange(
                        folder,
                        ledger.identity(),
                        identity,
                        held,
                        ledger.options(),
                        new ProfileSwap(folder))
                .hindrance(ledger.journal());
    }

    @Override
    public VersionVector received() {
        return ledger.reads().published().received();
    }

    @Override
    public List<SealedEntry> undelivered(int entriesMax, Consumer<EntryId> damaged) {
        return sealed.undelivered(entriesMax, damaged);
    }

    @Override
    public List<SealedEntry> sealed(List<EntryId> entries) {
        return sealed.entries(entries);
    }

    @Override
    public boolean has(VersionVector entries) {
        return sealed.has(entries);
    }

    @Override
    public long held(DeviceId device) {
        return sealed.held(device);
    }

    @Override
    public Optional<byte[]> hash(EntryId entry) {
        return sealed.hash(entry);
    }

    @Override
    public LogCut cut() {
        return LedgerCut.of(ledger);
    }

    @Override
    public void delivered(VersionVector atServer) {
        note(new Note.Delivered(atServer));
    }

    @Override
    public VersionVector delivered() {
        return ledger.reads().published().delivered();
    }

    @Override
    public void seenBy(DeviceId device, VersionVector received, long atMs) {
        note(new Note.SeenBy(device, received, atMs));
    }

    @Override
    public void sighted(ServerSight sight) {
        ledger.own().sight(sight);
    }

    @Override
    public Standing standing() {
        return ledger.reads()
                .read(
                        (reading, moment) ->
                                Undelivered.standing(
                                        reading.connection(), moment.undeliveredItems()));
    }

    @Override
    public LocalFacts facts() {
        return new LocalFacts() {
            @Override
            public Optional<byte[]> get(String name) {
                return Optional.ofNullable(ledger.facts().get(name));
            }

            @Override
            public void put(String name, byte[] value) {
                note(fact(name, value));
            }

            @Override
            public void remove(String name) {
                note(new Note.Remove(name));
            }
        };
    }

    @Override
    public Subscription subscribe(Consumer<ViewChange> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    @Override
    public void close() {
        search.close();
        lane.close();
        ledger.close(lane.isEnded());
    }
}
