package org.odradek.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.odradek.core.action.Action;
import org.odradek.core.causality.Hlc;
import org.odradek.core.entry.Causal;
import org.odradek.core.entry.ContentKeys;
import org.odradek.core.entry.DeviceId;
import org.odradek.core.entry.Entry;
import org.odradek.core.entry.EntryId;
import org.odradek.core.entry.EntrySealer;
import org.odradek.core.entry.Gesture;
import org.odradek.core.entry.GestureId;
import org.odradek.core.entry.ItemId;
import org.odradek.core.entry.Origin;
import org.odradek.core.entry.SealedEntry;
import org.odradek.core.text.BodyEventId;
import org.odradek.core.text.Splice;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;

/// Measures how long a text takes that two other devices wrote at the same time, received by the page.
/// `-Dtest=ConcurrentBodyMeasure -Dodradek.concurrent=1000,2000,5000`.
final class ConcurrentBodyMeasure {
    private static final String ENTRIES = System.getProperty("odradek.concurrent", "500");
    private static final int PAGE = 100;
    private static final int WORDS_A_LINE = 10;

    /// How many entries each of them is behind the other; at most as many as there are for two that never see each other.
    private static final int BEHIND = Integer.getInteger("odradek.behind", Integer.MAX_VALUE);

    @TempDir Path folder;

    @Test
    void givenTwoDevicesThatTypeAtOnce_whenReceivedByThePage_thenItsTimeIsPrinted() {
        for (var number : ENTRIES.split(",")) {
            int entries = Integer.parseInt(number);
            try (var desk = new Desk(folder.resolve(number))) {
                var device = desk.device();
                var note = device.note("Both", "Beginning of one\nBeginning of the other\n");
                var pages = new Typing(device, note).pages(entries);
                long start = System.nanoTime();
                for (var page : pages) {
                    device.store.receive(page);
                }
                long ms = (System.nanoTime() - start) / 1_000_000;
                assertEquals(
                        entries + 1,
                        (int)
                                device.store.received().seqByDevice().values().stream()
                                        .mapToLong(s -> s)
                                        .sum());
                System.out.printf(
                        "%,d entries in %,d ms, %,d a second; %d conflicts%n",
                        entries,
                        ms,
                        entries * 1_000L / Math.max(ms, 1),
                        device.item(note).row().conflicts());
            }
        }
    }

    /// What two devices write by turns, neither having seen the other.
    private static final class Typing {
        private final Desk.Device reader;
        private final ItemId note;
        private final EntrySealer sealer;
        private final byte[][] hashes = {new byte[32], new byte[32]};
        private final SortedSet<BodyEventId> begin;
        private final List<List<BodyEventId>> made = List.of(new ArrayList<>(), new ArrayList<>());
        private final List<Integer> ends = new ArrayList<>();
        private final int[] at = new int[2];

        Typing(Desk.Device reader, ItemId note) {
            this.reader = reader;
            this.note = note;
            this.sealer =
                    new EntrySealer(
                            reader.store.profile().account(),
                            ContentKeys.of(reader.store.profile().keys().contentKeys()),
                            reader.options.randomBytes());
            var detail = reader.item(note);
            begin = detail.frontier();
            at[0] = detail.body().indexOf('\n');
            at[1] = detail.body().length() - 1;
        }

        List<List<SealedEntry>> pages(int entries) {
            var pages = new ArrayList<List<SealedEntry>>();
            for (int i = 0; i < entries; i++) {
                if (i % PAGE == 0) {
                    pages.add(new ArrayList<>());
                }
                pages.getLast().add(next(i % 2));
            }
            return pages;
        }

        private SealedEntry next(int who) {
            var device = new DeviceId(new UUID(5, who));
            long seq = made.get(who).size() + 1;
            var word = seq % WORDS_A_LINE == 0 ? " word\n" : " word";
            int seen = (int) Math.clamp(seq - 1 - BEHIND, 0, made.get(1 - who).size());
            var parents = new TreeSet<BodyEventId>();
            if (seq > 1) {
                parents.add(made.get(who).getLast());
            }
            if (seen > 0) {
                parents.add(made.get(1 - who).get(seen - 1));
            }
            int before =
                    who == 1 && seen > 0
                            ? ends.get(seen - 1) - ends.getFirst() + " word".length()
                            : 0;
            var splice = new Splice(before + at[who], 0, word);
            var edit =
                    new Action.EditBody(
                            note, parents.isEmpty() ? begin : parents, List.of(splice), false);
            at[who] += word.length();
            if (who == 0) {
                ends.add(at[who]);
            }
            var id = new EntryId(device, seq);
            long ms = 1_795_000_000_000L + seq;
            var causal =
                    new Causal(
                            reader.store.received(),
                            new TreeSet<>(),
                            new Hlc(ms, 0),
                            ms,
                            "UTC",
                            Origin.USER,
                            new Gesture(new GestureId(new UUID(who, seq)), 0, true),
                            null);
            var sealed = sealer.seal(new Entry(id, causal, List.of(edit)), hashes[who]);
            hashes[who] = sealed.header().hash();
            var event =
                    org.odradek.core.text.BodyEvent.typed(
                            device.bytes(), seq, 0, edit.parents(), edit.splices());
            made.get(who).add(event.id());
            return sealed;
        }
    }
}
