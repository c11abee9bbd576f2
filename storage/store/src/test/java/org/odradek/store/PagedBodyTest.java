package org.odradek.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.odradek.core.entry.ItemId;
import org.odradek.core.entry.SealedEntry;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// A text that two devices write at once, and that a third receives a few entries at a time and writes in as well: what is kept from one
/// page to the next changes nothing.
final class PagedBodyTest {
    private static final int ROUNDS = 12;

    @TempDir Path folder;
    private final List<SealedEntry> waiting = new ArrayList<>();
    private int fetchedOfOne;
    private int fetchedOfTwo;

    private static void type(Desk.Device device, ItemId note, Random random) {
        int length = device.item(note).body().length();
        int at = random.nextInt(length + 1);
        int deleted = random.nextInt(4) == 0 ? Math.min(3, length - at) : 0;
        device.type(note, at, deleted, random.nextInt(4) == 0 ? "\n" : "x" + random.nextInt(10));
    }

    private void fetch(Desk.Device one, Desk.Device two, Random random) {
        var ofOne = own(one);
        var ofTwo = own(two);
        while (fetchedOfOne < ofOne.size() || fetchedOfTwo < ofTwo.size()) {
            boolean isOne = fetchedOfTwo == ofTwo.size() || random.nextBoolean();
            if (isOne && fetchedOfOne < ofOne.size()) {
                waiting.add(ofOne.get(fetchedOfOne++));
            } else if (fetchedOfTwo < ofTwo.size()) {
                waiting.add(ofTwo.get(fetchedOfTwo++));
            }
        }
    }

    private static List<SealedEntry> own(Desk.Device device) {
        return device.store.undelivered(10_000).stream()
                .filter(entry -> entry.id().device().equals(device.store.profile().device()))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void givenATextThatOthersWriteAtOnce_whenItComesByThePage_thenItIsWhatItIsAtOnce(long seed) {
        var random = new Random(seed);
        int met = 0;
        try (var desk = new Desk(folder)) {
            var one = desk.device();
            var two = desk.device();
            var reader = desk.device();
            var note = one.note("List", "one\ntwo\nthree\nfour\n");
            desk.exchange();
            fetchedOfOne = own(one).size();
            for (int round = 0; round < ROUNDS; round++) {
                for (int edit = 0; edit < 4; edit++) {
                    type(random.nextBoolean() ? one : two, note, random);
                }
                if (random.nextInt(3) == 0) {
                    one.store.receive(own(two));
                    two.store.receive(own(one));
                }
                if (random.nextInt(4) == 0) {
                    one.store.receive(own(reader));
                }
                fetch(one, two, random);
                while (!waiting.isEmpty()) {
                    var page = waiting.subList(0, Math.min(waiting.size(), 3));
                    reader.store.receive(List.copyOf(page));
                    page.clear();
                }
                if (random.nextInt(3) == 0) {
                    type(reader, note, random);
                    type(reader, note, random);
                }
                met += compare(desk, reader, note, "seed " + seed + ", round " + round);
            }
        }
        assertTrue(met > 0, "nothing met, seed " + seed);
    }

    private int compare(Desk desk, Desk.Device reader, ItemId note, String where) {
        var fresh = desk.device();
        fresh.store.receive(reader.store.undelivered(10_000));
        var items = List.of(note);
        assertEquals(0, reader.store.standing().parked(), where);
        assertEquals(ConvergenceTest.hash(fresh), ConvergenceTest.hash(reader), where);
        assertEquals(ConvergenceTest.conflicts(fresh), ConvergenceTest.conflicts(reader), where);
        assertEquals(
                ConvergenceTest.shown(fresh, items), ConvergenceTest.shown(reader, items), where);
        int conflicts = reader.item(note).row().conflicts();
        fresh.close();
        return conflicts;
    }
}
