package org.odradek.sync.client.pull;

import org.odradek.core.causality.VersionVector;
import org.odradek.core.cbor.CborReader;
import org.odradek.core.cbor.CborWriter;
import org.odradek.core.entry.DeviceId;
import org.odradek.core.entry.EntryId;
import org.odradek.store.LocalFacts;
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.wire.Cursor;

import java.util.ArrayList;
import java.util.List;

/// How far this device has the account's log at the server, durably, with a few earlier cursors to walk back to when the server turns
/// out to have lost something, and which entries stand before it.
public final class Cursors {
    private static final String FACT = LocalFacts.OF_ACCOUNT + "cursors";

    /// The last one, and earlier ones ever farther apart; enough to find common ground without starting over.
    private static final int KEPT_MAX = 16;

    private final LocalFacts facts;
    private List<Cursor> newestFirst;
    private VersionVector entries;

    public Cursors(LocalFacts facts) {
        this.facts = facts;
        this.newestFirst = new ArrayList<>(List.of(Cursor.START));
        this.entries = VersionVector.EMPTY;
        facts.get(FACT).ifPresent(this::read);
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

    /// Moves on; the entries up to there are durable here.
    public void advance(Cursor cursor, List<EntryId> passed) {
        for (var entry : passed) {
            entries = entries.with(entry);
        }
        if (newestFirst.size() > KEPT_MAX) {
            newestFirst.remove(KEPT_MAX / 2 + (int) (cursor.position() % (KEPT_MAX / 2)));
        }
        newestFirst.addFirst(cursor);
        write();
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
        var out = new CborWriter().array(2).array(newestFirst.size());
        for (var cursor : newestFirst) {
            out.array(3)
                    .integer(cursor.epoch())
                    .integer(cursor.position())
                    .bytes(cursor.hash().array());
        }
        out.map(entries.seqByDevice().size());
        entries.seqByDevice().forEach((device, seq) -> out.bytes(device.bytes()).integer(seq));
        facts.put(FACT, out.toByteArray());
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
