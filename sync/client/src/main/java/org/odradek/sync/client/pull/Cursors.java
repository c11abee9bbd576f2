package org.odradek.sync.client.pull;

import org.odradek.core.causality.VersionVector;
import org.odradek.core.cbor.CborReader;
import org.odradek.core.cbor.CborWriter;
import org.odradek.core.entry.DeviceId;
import org.odradek.core.entry.EntryId;
import org.odradek.store.LocalFacts;
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.wire.Cursor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// How far this device has the account's log at the server, durably, with a few earlier cursors to walk back to when the server turns
/// out to have lost something, and which entries stand before it.
public final class Cursors {
    private static final Logger LOG = LoggerFactory.getLogger(Cursors.class);
    private static final String FACT = LocalFacts.OF_ACCOUNT + "cursors";

    /// The last one, and earlier ones ever farther apart; enough to find common ground without starting over.
    private static final int KEPT_MAX = 16;

    private final LocalFacts facts;
    private List<Cursor> newestFirst;
    private VersionVector entries;

    /// @param isHere whether all entries of these logs are on this disk; where damage took some, the log is fetched from its beginning
    ///     again, once
    public Cursors(LocalFacts facts, Predicate<VersionVector> isHere) {
        this.facts = facts;
        this.newestFirst = new ArrayList<>(List.of(Cursor.START));
        this.entries = VersionVector.EMPTY;
        facts.get(FACT).ifPresent(this::read);
        if (!isHere.test(entries)) {
            LOG.warn("Entries that were fetched are not here any more; they are fetched again.");
            newestFirst = new ArrayList<>(List.of(Cursor.START));
            entries = VersionVector.EMPTY;
        }
    }

    public Cursor newest() {
        return newestFirst.getFirst();
    }

    public List<Cursor> all() {
        return List.copyOf(newestFirst);
    }

    /// The entries that the log holds up to the newest cursor.
    public VersionVector entries() {
        return entries;
    }

    /// Where the cursor will be, and the fact that says so, to become durable together with the entries up to there.
    @SuppressWarnings("ArrayRecordComponent") // Handed through and never compared.
    public record Step(List<Cursor> newestFirst, VersionVector entries, byte[] fact) {
        public static final String NAME = FACT;
    }

    /// The step to a cursor, these entries on the way.
    public Step next(Cursor cursor, List<EntryId> passed) {
        var cursors = new ArrayList<>(newestFirst);
        if (cursors.size() > KEPT_MAX) {
            cursors.remove(KEPT_MAX / 2 + (int) (cursor.position() % (KEPT_MAX / 2)));
        }
        cursors.addFirst(cursor);
        var upTo = entries.with(passed);
        return new Step(cursors, upTo, encode(cursors, upTo));
    }

    /// Moves on; the step's fact and the entries up to there are durable here.
    public void advance(Step step) {
        newestFirst = step.newestFirst();
        entries = step.entries();
    }

    /// Goes back to common ground after the server lost something.
    public void reset(Cursor cursor) {
        newestFirst =
                new ArrayList<>(
                        newestFirst.stream()
                                .filter(known -> known.position() < cursor.position())
                                .toList());
        if (newestFirst.isEmpty() || newestFirst.getLast().position() != 0) {
            newestFirst.add(Cursor.START);
        }
        newestFirst.addFirst(cursor);
        entries = VersionVector.EMPTY;
        write();
    }

    /// Takes up the log at a cursor, everything before which is here.
    public void begin(Cursor cursor, VersionVector before) {
        reset(cursor);
        entries = before;
        write();
    }

    private void write() {
        facts.put(FACT, encode(newestFirst, entries));
    }

    private static byte[] encode(List<Cursor> newestFirst, VersionVector entries) {
        var out = new CborWriter().array(2).array(newestFirst.size());
        for (var cursor : newestFirst) {
            out.array(3)
                    .integer(cursor.epoch())
                    .integer(cursor.position())
                    .bytes(cursor.hash().array());
        }
        out.map(entries.seqByDevice().size());
        entries.seqByDevice().forEach((device, seq) -> out.bytes(device.bytes()).integer(seq));
        return out.toByteArray();
    }

    private void read(byte[] encoded) {
        var in = new CborReader(encoded);
        in.array();
        var cursors = new ArrayList<Cursor>();
        for (int left = in.array(); left > 0; left--) {
            in.array();
            cursors.add(new Cursor(in.integer(), in.integer(), new Bytes(in.bytes())));
        }
        var vector = VersionVector.EMPTY;
        for (int left = in.map(); left > 0; left--) {
            vector = vector.with(new EntryId(DeviceId.of(in.bytes()), in.integer()));
        }
        newestFirst = cursors;
        entries = vector;
    }
}
