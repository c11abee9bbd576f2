package org.odradek.store.journal;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Reads a journal at opening, from a place known to be durable to the end, and decides where it ends.
///
/// A record tells how far the journal was forced when it was written. So a hole before a place that
/// some later record knows to have been forced is damage, and is left as it is; the first hole behind
/// every such place is where a write was torn, and the journal ends there; or before the record in front of
/// it, when that one counts only together with what is missing.
final class OpeningScan implements RecordWalk.Steps {

    private final Segments segments;
    private final Place trusted;
    private final ChainCheck chain;
    private final List<Finding> findings = new ArrayList<>();
    private final List<Hole> holesInLast = new ArrayList<>();
    private @Nullable Begin group;
    private boolean inLast;
    private boolean trustedReached;
    private long records;
    private long recordsEnd;
    private long forced;

    private OpeningScan(Segments segments, Place trusted, UUID profile) {
        boolean whole = trusted.equals(Place.START);
        this.segments = segments;
        this.trusted = trusted;
        this.chain = new ChainCheck(Chain.first(profile), whole);
        this.trustedReached = whole;
        this.forced = whole ? 0 : trusted.offset() + RecordFormat.HEADER_BYTES;
    }

    /// What was known at a place where the journal may end.
    private record Begin(long from, Chain chain, long records, int findingsBefore) {}

    /// A hole in the last segment.
    ///
    /// @param group begin of the records in front of it that count only together with one behind them
    private record Hole(Begin begin, long to, @Nullable Begin group) {
        long from() {
            return begin.from;
        }
    }

    /// Where the journal ends; what is behind is to be cut off.
    ///
    /// @param proven up to where the last segment is known to be on the disk; what is between this and
    ///     the end was read, but may be in the system's cache alone
    /// @param end logical offset of the next record
    /// @param chain the link before it
    /// @param records whole records after the trusted place and before the end
    /// @param findings what is not as it was written, without the cut itself
    record Outcome(long proven, long end, Chain chain, long records, List<Finding> findings) {}

    /// @param segments without those that were never finished
    /// @param trusted place of a record known to be durable, or [Place#START]
    static Outcome scan(Segments segments, Place trusted, UUID profile) throws IOException {
        return new OpeningScan(segments, trusted, profile).scan();
    }

    private Outcome scan() throws IOException {
        long limit = 0;
        if (!segments.isEmpty()) {
            Segment last = segments.last();
            limit = last.base() + last.file().size();
            forced = Math.max(forced, last.firstRecord());
            long firstBase = segments.inOrder().getFirst().base();
            if (firstBase > trusted.offset()) {
                findings.add(gap(trusted.offset(), firstBase));
                chain.skip();
            }
            for (Segment segment : segments.from(trusted)) {
                inLast = segment.equals(last);
                walk(segment, segments.limitOf(segment, limit));
            }
        }
        return conclude(limit);
    }

    private void walk(Segment segment, long limit) throws IOException {
        RecordWalk walk = new RecordWalk(segment, limit);
        Optional<SegmentFormat.Header> header = segment.header();
        if (header.isEmpty()) {
            findings.add(new Finding.HeaderDamaged(new Place(segment.base())));
        }
        recordsEnd = segment.firstRecord();
        group = null;
        if (trusted.offset() > segment.base() && walk.whole(trusted.offset()).isPresent()) {
            walk.walk(trusted.offset(), this);
        } else {
            header.ifPresent(chain::enter);
            walk.walk(segment.firstRecord(), this);
        }
    }

    @Override
    public void record(RecordFormat.Header record, byte[] buffer, int payloadOffset) {
        if (!record.continued()) {
            group = null;
        } else if (group == null) {
            group = begin(record.place().offset());
        }
        chain.follow(record).ifPresent(findings::add);
        forced = Math.max(forced, record.forcedBefore().offset());
        recordsEnd = record.next().offset();
        if (record.place().isAfter(trusted)) {
            records++;
            trustedReached = true;
        } else if (record.place().equals(trusted)) {
            trustedReached = true;
        }
    }

    @Override
    public void hole(long from, long to) {
        if (inLast) {
            holesInLast.add(new Hole(begin(from), to, group));
        }
        group = null;
        findings.add(gap(from, to));
        chain.skip();
    }

    private Begin begin(long from) {
        return new Begin(from, chain.last(), records, findings.size());
    }

    /// A group of which nothing says that it was forced.
    private Optional<Begin> unforced(@Nullable Begin ofGroup) {
        return Optional.ofNullable(ofGroup).filter(begin -> begin.from >= forced);
    }

    private Outcome conclude(long limit) throws IOException {
        long lastWhole = recordsEnd;
        Optional<Hole> torn =
                holesInLast.stream().filter(hole -> hole.from() >= forced).findFirst();
        Outcome outcome = torn.isPresent() ? endAt(torn.get()) : endBehind(limit);
        if (trustedReached) {
            return outcome;
        }
        List<Finding> more = new ArrayList<>(outcome.findings());
        more.add(new Finding.EndsBeforeTrusted(trusted, new Place(lastWhole)));
        return new Outcome(
                outcome.proven(), outcome.end(), outcome.chain(), outcome.records(), more);
    }

    private Outcome endAt(Hole torn) {
        return endAt(unforced(torn.group).orElse(torn.begin));
    }

    private Outcome endAt(Begin torn) {
        return new Outcome(
                proven(torn.from),
                torn.from,
                torn.chain,
                torn.records,
                List.copyOf(findings.subList(0, torn.findingsBefore)));
    }

    /// No write was torn: every hole is damage to what had been forced, also one at the very end.
    private Outcome endBehind(long limit) throws IOException {
        var torn = unforced(group);
        if (torn.isPresent()) {
            return endAt(torn.get());
        }
        long end = Math.max(limit, forced);
        List<Finding> all = new ArrayList<>(findings);
        if (!holesInLast.isEmpty() && holesInLast.getLast().to() == limit) {
            Hole hole = holesInLast.getLast();
            long content = aligned(segments.last().endOfContent(hole.from()));
            end = Math.max(forced, content);
            all.set(hole.begin.findingsBefore, gap(hole.from(), end));
        } else if (end > limit && limit > 0) {
            all.add(gap(limit, end));
        }
        return new Outcome(proven(end), end, chain.last(), records, all);
    }

    /// A segment without a record has nothing that proves its header.
    private long proven(long end) {
        if (segments.isEmpty()) {
            return end;
        }
        Segment last = segments.last();
        boolean bare = recordsEnd == last.firstRecord() && forced == last.firstRecord();
        return bare ? last.base() : Math.min(forced, end);
    }

    private static Finding gap(long from, long to) {
        return new Finding.Gap(new Place(from), new Place(to));
    }

    private static long aligned(long offset) {
        long step = RecordFormat.ALIGNMENT_BYTES;
        return (offset + step - 1) / step * step;
    }
}
