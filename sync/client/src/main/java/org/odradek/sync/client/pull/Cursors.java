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

    /// How many parts the fact had before it said what was fetched.
    private static final int WITHOUT_FETCHED = 2;

    private final LocalFacts facts;
    private List<Cursor> newestFirst;
    private VersionVector entries;

    /// At least what stands before the newest cursor. Going back to common ground leaves open which entries stand before that: then these
    /// are all that stood before the cursor that was left.
    private VersionVector fetched;

    /// @param isHere whether all entries of these logs are on this disk; where damage took some, the log is fetched from its beginning
    ///     again, once
    public Cursors(LocalFacts facts, Predicate<VersionVector> isHere) {
        this.facts = facts;
        this.newestFirst = new ArrayList<>(List.of(Cursor.START));
        this.entries = VersionVector.EMPTY;
        this.fetched = VersionVector.EMPTY;
        facts.get(FACT).ifPresent(this::read);
        if (!isHere.test(fetched)) {
            LOG.warn("Entries that were fetched are not here any more; they are fetched again.");
            newestFirst = new ArrayList<>(List.of(Cursor.START));
            entries = VersionVector.EMPTY;
            fetched = VersionVector.EMPTY;
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
    public record Step(
            List<Cursor> newestFirst, VersionVector entries, VersionVector fetched, byte[] fact) {
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
        var here = fetched.with(passed);
        return new Step(cursors, upTo, here, encode(cursors, upTo, here));
    }

    /// Moves on; the step's fact and the entries up to there are durable here.
    public void advance(Step step) {
        newestFirst = step.newestFirst();
        entries = step.entries();
        fetched = step.fetched();
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
        if (cursor.position() == 0) {
            fetched = VersionVector.EMPTY;
        }
        write();
    }

    /// Takes up the log at a cursor, everything before which is here.
    public void begin(Cursor cursor, VersionVector before) {
        reset(cursor);
        entries = before;
        fetched = before;
        write();
    }

    private void write() {
        facts.put(FACT, encode(newestFirst, entries, fetched));
    }

    private static byte[] encode(
            List<Cursor> newestFirst, VersionVector entries, VersionVector fetched) {
        var out = new CborWriter().array(3).array(newestFirst.size());
        for (var cursor : newestFirst) {
            out.array(3)
                    .integer(cursor.epoch())
                    .integer(cursor.position())
                    .bytes(cursor.hash().array());
        }
        write(entries, out);
        write(fetched, out);
        return out.toByteArray();
    }

    private static void write(VersionVector entries, CborWriter out) {
        out.map(entries.seqByDevice().size());
        entries.seqByDevice().forEach((device, seq) -> out.bytes(device.bytes()).integer(seq));
    }

    private void read(byte[] encoded) {
        var in = new CborReader(encoded);
        int parts = in.array();
        var cursors = new ArrayList<Cursor>();
        for (int left = in.array(); left > 0; left--) {
            in.array();
            cursors.add(new Cursor(in.integer(), in.integer(), new Bytes(in.bytes())));
        }
        newestFirst = cursors;
        entries = vector(in);
        fetched = parts == WITHOUT_FETCHED ? entries : vector(in);
    }

    private static VersionVector vector(CborReader in) {
        var vector = VersionVector.EMPTY;
        for (int left = in.map(); left > 0; left--) {
            vector = vector.with(new EntryId(DeviceId.of(in.bytes()), in.integer()));
        }
        return vector;
    }
}
