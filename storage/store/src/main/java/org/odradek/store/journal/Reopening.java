package org.odradek.store.journal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Brings a journal that stopped on a failure back to what it had acknowledged.
///
/// Nothing that the failed write or force may have left behind is believed: all of it is overwritten
/// with zeros and forced anew, since a disk may have dropped pages that the cache still shows.
final class Reopening {

    private final JournalFiles files;
    private final JournalOptions options;
    private final Segments acknowledged;
    private final long proven;
    private final long end;
    private final Chain chain;

    /// @param acknowledged the segments that hold acknowledged records, open for reading
    /// @param proven up to where they are known to be on the disk; less than the end only when the
    ///     opening itself had failed
    /// @param end where the acknowledged records end
    /// @param chain the link of the last acknowledged record
    Reopening(
            JournalFiles files,
            JournalOptions options,
            Segments acknowledged,
            long proven,
            long end,
            Chain chain) {
        this.files = files;
        this.options = options;
        this.acknowledged = acknowledged;
        this.proven = proven;
        this.end = end;
        this.chain = chain;
    }

    /// What is missing of the last segment's acknowledged records; empty when all of it is there.
    List<Finding> lost() throws IOException {
        List<Finding> lost = new ArrayList<>();
        if (acknowledged.isEmpty()) {
            return lost;
        }
        Segment last = acknowledged.last();
        Place from = new Place(last.base());
        if (!files.list().contains(last.name())) {
            return List.of(new Finding.Gap(from, new Place(end)));
        }
        Optional<SegmentFormat.Header> header = last.header();
        if (header.isEmpty()) {
            return List.of(new Finding.HeaderDamaged(from));
        }
        ChainCheck check = new ChainCheck(header.get().chainBefore(), true);
        new RecordWalk(last, end).walk(last.firstRecord(), new Comparing(check, lost));
        if (lost.isEmpty() && !check.last().equals(chain)) {
            lost.add(new Finding.ChainBroken(new Place(end)));
        }
        return lost;
    }

    private record Comparing(ChainCheck check, List<Finding> lost) implements RecordWalk.Steps {
        @Override
        public void record(RecordFormat.Header header, byte[] buffer, int payloadOffset) {
            check.follow(header).ifPresent(lost::add);
        }

        @Override
        public void hole(long from, long to) {
            lost.add(new Finding.Gap(new Place(from), new Place(to)));
            check.skip();
        }
    }

    /// Takes back what was written behind the acknowledged end.
    List<Finding> cut() throws IOException {
        TailRepair repair = new TailRepair(files);
        List<String> begun = new ArrayList<>();
        for (String name : files.list()) {
            OptionalLong base = SegmentFormat.base(name);
            if (base.isPresent() && base.getAsLong() >= end) {
                begun.add(name);
            }
        }
        repair.drop(begun);
        return acknowledged.isEmpty()
                ? List.of()
                : repair.secure(acknowledged.last(), proven, end).stream().toList();
    }

    SegmentWriter writer() throws IOException {
        return SegmentWriter.open(files, options, acknowledged, end, chain);
    }
}
