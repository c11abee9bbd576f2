package org.odradek.store.journal;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Opens a journal: looks at the headers, scans from the trusted place, repairs the tail, makes it ready
/// for writing. Where only the writing part fails, the journal is opened stopped, for reading.
final class Opening {

    private final JournalFiles files;
    private final JournalOptions options;
    private final Place trusted;

    Opening(JournalFiles files, JournalOptions options, Place trusted) {
        this.files = files;
        this.options = options;
        this.trusted = trusted;
    }

    OpenResult open() throws IOException {
        Segments all = Segments.openAll(files);
        boolean keepOpen = false;
        try {
            Optional<OpenResult> refusal = refusal(all);
            if (refusal.isPresent()) {
                return refusal.get();
            }
            Segments kept = withoutUnfinished(all);
            OpeningScan.Outcome scan = OpeningScan.scan(kept, trusted, options.profile());
            OpenResult opened = openForWriting(all, kept, scan);
            keepOpen = true;
            return opened;
        } finally {
            if (!keepOpen) {
                all.close();
            }
        }
    }

    private Optional<OpenResult> refusal(Segments all) throws IOException {
        for (Segment segment : all.inOrder()) {
            Optional<SegmentFormat.Header> header = segment.header();
            if (header.isPresent()) {
                int version = header.get().version();
                if (version > SegmentFormat.VERSION) {
                    return Optional.of(new OpenResult.NewerFormat(version, SegmentFormat.VERSION));
                }
                if (!header.get().profile().equals(options.profile())) {
                    return Optional.of(
                            new OpenResult.OtherProfile(options.profile(), header.get().profile()));
                }
            }
        }
        return Optional.empty();
    }

    /// A last segment without a whole header and without a record was being begun when the power went:
    /// a segment takes records only after its header was forced.
    private Segments withoutUnfinished(Segments all) throws IOException {
        Segments kept = all;
        while (!kept.isEmpty() && isUnfinished(kept.last())) {
            kept = kept.withoutLast();
        }
        return kept;
    }

    private boolean isUnfinished(Segment segment) throws IOException {
        if (trusted.offset() > segment.base() || segment.header().isPresent()) {
            return false;
        }
        long limit = segment.base() + segment.file().size();
        return TailRepair.wholeRecords(segment, segment.firstRecord(), limit) == 0;
    }

    private OpenResult openForWriting(Segments all, Segments kept, OpeningScan.Outcome scan) {
        List<Finding> findings = new ArrayList<>(scan.findings());
        @Nullable SegmentWriter writer = null;
        @Nullable Stop stop = null;
        try {
            TailRepair repair = new TailRepair(files);
            List<Segment> unfinished = all.inOrder().subList(kept.size(), all.size());
            for (Segment segment : unfinished) {
                segment.file().close();
            }
            repair.drop(unfinished.stream().map(Segment::name).toList());
            if (!kept.isEmpty()) {
                repair.secure(kept.last(), scan.proven(), scan.end()).ifPresent(findings::add);
            }
            writer = SegmentWriter.open(files, options, kept, scan.end(), scan.chain());
        } catch (IOException e) {
            stop = Journal.stop(files, e);
        }
        Journal journal = Journal.opened(files, options, kept, scan, writer, stop);
        return new OpenResult.Opened(
                journal,
                new JournalState(kept.isEmpty(), journal.durableEnd(), scan.records(), findings));
    }
}
