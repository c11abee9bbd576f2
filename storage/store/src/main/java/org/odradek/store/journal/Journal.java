package org.odradek.store.journal;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/// An append-only write-ahead log on files: an append returns when its records are forced to the disk.
///
/// - **Threads**: every method may be called from any thread. Appends meet in a group commit. Thread
///   interrupts neither close the files nor end a wait; the interrupt status is kept.
/// - **Failures**: a failed write or force is not retried (a disk may drop what it failed to force and
///   report success the next time). The journal stops: it still reads, refuses appends, and goes on
///   after [#reopen] has read the tail back and found every acknowledged record.
/// - **Atomicity**: a record is whole or absent. Of a list, after a crash, a leading part may be there, but
///   of an atomic group ([NewRecord#group]) all or none.
/// - **Reading** sees forced records only. Files that cannot be read at all are an
///   [UncheckedIOException]; damaged bytes are results or findings.
public final class Journal implements AutoCloseable {

    private final JournalFiles files;
    private final JournalOptions options;
    private final GroupCommit commits;
    private volatile State state;
    private @Nullable SegmentWriter writer;

    /// What readers see; exchanged as a whole.
    ///
    /// @param proven up to where a force of this process is known to have reached; less than the end
    ///     only while an opening waits to be completed
    private record State(Segments segments, long proven, long durableEnd, Chain chain) {

        static State of(SegmentWriter writer) {
            return new State(writer.segments(), writer.end(), writer.end(), writer.chain());
        }
    }

    private Journal(
            JournalFiles files,
            JournalOptions options,
            State state,
            @Nullable SegmentWriter writer) {
        this.files = files;
        this.options = options;
        this.state = state;
        this.writer = writer;
        this.commits =
                new GroupCommit(
                        new GroupCommit.Writer() {
                            @Override
                            public List<Place> write(List<Prepared> batch) throws IOException {
                                return writeBatch(batch);
                            }

                            @Override
                            public StopCause causeOf(IOException failure) {
                                return files.causeOf(failure);
                            }
                        },
                        options.queueBytesMax());
    }

    /// Opens the journal in a folder, or makes one. Only what follows the trusted place is verified.
    ///
    /// @param trusted place of the last record known to have been durable (the database's last applied
    ///     one), or [Place#START] to verify everything
    public static OpenResult open(JournalFiles files, JournalOptions options, Place trusted) {
        try {
            return new Opening(files, options, trusted).open();
        } catch (IOException e) {
            return new OpenResult.NotOpened(stop(files, e));
        }
    }

    /// The profile whose journal stands in a folder, as far as its headers can be read.
    public static Optional<UUID> profileOf(JournalFiles files) throws IOException {
        Segments segments = Segments.openAll(files);
        try {
            for (Segment segment : segments.inOrder()) {
                Optional<SegmentFormat.Header> header = segment.header();
                if (header.isPresent()) {
                    return header.map(SegmentFormat.Header::profile);
                }
            }
            return Optional.empty();
        } finally {
            segments.close();
        }
    }

    static Journal opened(
            JournalFiles files,
            JournalOptions options,
            Segments segments,
            OpeningScan.Outcome scan,
            @Nullable SegmentWriter writer,
            @Nullable Stop stop) {
        State state =
                writer == null
                        ? new State(segments, scan.proven(), scan.end(), scan.chain())
                        : State.of(writer);
        Journal journal = new Journal(files, options, state, writer);
        journal.commits.exclusively(
                () -> new GroupCommit.Outcome<>(Optional.ofNullable(stop), journal));
        return journal;
    }

    static Stop stop(JournalFiles files, IOException failure) {
        return new Stop(files.causeOf(failure), String.valueOf(failure.getMessage()));
    }

    /// Appends one record; returns when it is on the disk.
    public AppendResult append(RecordKind kind, byte[] payload) {
        return append(List.of(new NewRecord(kind, payload)));
    }

    /// Appends records one behind the other; returns when all of them are on the disk.
    public AppendResult append(List<NewRecord> records) {
        return commits.append(records.stream().map(Prepared::of).toList());
    }

    /// Where the forced records end: every record before this place is on the disk.
    public Place durableEnd() {
        return new Place(state.durableEnd());
    }

    /// Why the journal takes no records, if it has stopped.
    public Optional<Stop> stopped() {
        return commits.stopped();
    }

    /// Reads the record at a place.
    public ReadResult read(Place place) {
        State now = state;
        Optional<Segment> segment = now.segments().at(place);
        if (segment.isEmpty() || place.offset() >= now.durableEnd()) {
            return new ReadResult.Damaged(place);
        }
        long limit = now.segments().limitOf(segment.get(), now.durableEnd());
        try {
            RecordWalk walk = RecordWalk.forOne(segment.get(), limit);
            return walk.whole(place.offset())
                    .<ReadResult>map(header -> new ReadResult.Whole(walk.record(header)))
                    .orElseGet(() -> new ReadResult.Damaged(place));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Hands the forced records behind the one at a place to a visitor, in order, together with what is
    /// not as it was written. From [Place#START] this verifies the whole journal.
    public void replay(Place after, JournalVisitor visitor) {
        State now = state;
        try {
            new Replay(now.segments(), now.durableEnd(), options.profile(), after).run(visitor);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Lets a stopped journal go on: reads back what was acknowledged, compares the chain, takes back
    /// what was not acknowledged.
    public ReopenResult reopen() {
        return commits.exclusively(
                () -> {
                    Optional<Stop> stop = commits.stopped();
                    if (stop.isEmpty()) {
                        return new GroupCommit.Outcome<>(stop, running());
                    }
                    if (stop.get().cause() == StopCause.CLOSED) {
                        return new GroupCommit.Outcome<>(
                                stop, new ReopenResult.StillStopped(stop.get()));
                    }
                    try {
                        return reopenFiles(stop.get());
                    } catch (IOException e) {
                        Stop again = stop(files, e);
                        return new GroupCommit.Outcome<>(
                                Optional.of(again), new ReopenResult.StillStopped(again));
                    }
                });
    }

    /// Ends appending and reading. What was acknowledged is on the disk already.
    @Override
    public void close() {
        Stop closed = new Stop(StopCause.CLOSED, "closed by its owner");
        commits.exclusively(
                () -> {
                    try {
                        closeFiles();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                    return new GroupCommit.Outcome<>(Optional.of(closed), closed);
                });
    }

    private List<Place> writeBatch(List<Prepared> batch) throws IOException {
        SegmentWriter current = Objects.requireNonNull(writer);
        List<Place> places = current.write(batch);
        state = State.of(current);
        return places;
    }

    private ReopenResult running() {
        return new ReopenResult.Running(new JournalState(false, durableEnd(), 0, List.of()));
    }

    private GroupCommit.Outcome<ReopenResult> reopenFiles(Stop stop) throws IOException {
        if (writer != null) {
            writer.close();
            writer = null;
        }
        Reopening reopening =
                new Reopening(
                        files,
                        options,
                        state.segments(),
                        state.proven(),
                        state.durableEnd(),
                        state.chain());
        List<Finding> lost = reopening.lost();
        if (!lost.isEmpty()) {
            return new GroupCommit.Outcome<>(
                    Optional.of(stop), new ReopenResult.AcknowledgedLost(lost));
        }
        List<Finding> cut = reopening.cut();
        SegmentWriter next = reopening.writer();
        writer = next;
        state = State.of(next);
        return new GroupCommit.Outcome<>(
                Optional.empty(),
                new ReopenResult.Running(new JournalState(false, durableEnd(), 0, cut)));
    }

    private void closeFiles() throws IOException {
        if (writer != null) {
            writer.close();
            writer = null;
        }
        state.segments().close();
    }
}
