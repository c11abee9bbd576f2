package org.odradek.store.journal;

import java.io.IOException;
import java.util.Optional;
import java.util.UUID;

/// Streams the records behind a place to a visitor, with what is not as it was written.
final class Replay {

    private final Segments segments;
    private final long durableEnd;
    private final Place after;
    private final ChainCheck chain;

    Replay(Segments segments, long durableEnd, UUID profile, Place after) {
        this.segments = segments;
        this.durableEnd = durableEnd;
        this.after = after;
        this.chain = new ChainCheck(Chain.first(profile), after.equals(Place.START));
    }

    void run(JournalVisitor visitor) throws IOException {
        if (segments.isEmpty()) {
            return;
        }
        long firstBase = segments.inOrder().getFirst().base();
        if (firstBase > after.offset()) {
            visitor.finding(new Finding.Gap(after, new Place(firstBase)));
            chain.skip();
        }
        for (Segment segment : segments.from(after)) {
            long limit = segments.limitOf(segment, durableEnd);
            long from = Math.max(segment.firstRecord(), after.offset());
            Optional<SegmentFormat.Header> header = segment.header();
            if (header.isEmpty()) {
                visitor.finding(new Finding.HeaderDamaged(new Place(segment.base())));
            } else if (from == segment.firstRecord()) {
                chain.enter(header.get());
            }
            new RecordWalk(segment, limit).walk(from, new Steps(visitor));
        }
    }

    private final class Steps implements RecordWalk.Steps {

        private final JournalVisitor visitor;

        Steps(JournalVisitor visitor) {
            this.visitor = visitor;
        }

        @Override
        public void record(RecordFormat.Header header, byte[] buffer, int payloadOffset) {
            chain.follow(header).ifPresent(visitor::finding);
            if (header.place().isAfter(after)) {
                visitor.record(RecordWalk.record(header, buffer, payloadOffset));
            }
        }

        @Override
        public void hole(long from, long to) {
            visitor.finding(new Finding.Gap(new Place(from), new Place(to)));
            chain.skip();
        }
    }
}
