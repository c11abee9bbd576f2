package org.odradek.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.odradek.core.causality.VersionVector;
import org.odradek.core.entry.EntryId;
import org.odradek.core.entry.ItemId;
import org.odradek.core.entry.SealedEntry;
import org.odradek.store.history.History;
import org.odradek.store.profile.ProfileIdentity;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;

/// However entries are gathered into batches and ordered, they give what they give one by one, and what is noted beside them is as durable
/// as they are.
final class BatchingTest {
    private static final int STEPS = 90;
    private static final String FACT = "place";

    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void givenAnyBatchesInAnyOrder_whenAllHaveArrived_thenEverythingIsAsOneByOne(long seed) {
        var random = new Random(seed);
        try (var desk = new Desk(folder)) {
            var items = new ArrayList<ItemId>();
            var entries = written(desk, items, random);
            var oneByOne = desk.device();
            entries.forEach(entry -> oneByOne.store.receive(List.of(entry)));
            var batched = desk.device();
            inBatches(batched, entries, random);
            var pulled = desk.device();
            var atServer = ids(entries);
            Collections.shuffle(entries, random);
            for (var batch : batches(entries, random)) {
                pulled.store.receive(batch, atServer, Map.of(FACT, bytes("at " + batch.size())));
            }

            for (var device : List.of(batched, pulled)) {
                assertEquals(
                        ConvergenceTest.hash(oneByOne),
                        ConvergenceTest.hash(device),
                        "seed " + seed);
                assertEquals(
                        ConvergenceTest.shown(oneByOne, items),
                        ConvergenceTest.shown(device, items),
                        "seed " + seed);
                assertEquals(
                        ConvergenceTest.conflicts(oneByOne),
                        ConvergenceTest.conflicts(device),
                        "seed " + seed);
                assertEquals(pasts(oneByOne, items), pasts(device, items), "seed " + seed);
                assertEquals(0, device.store.standing().waiting(), "seed " + seed);
                assertEquals(
                        List.of(),
                        device.store.doctor().examine(true, _ -> {}, () -> false).findings(),
                        "seed " + seed);
            }
            assertEquals(entries.size(), batched.store.standing().undelivered());
            assertEquals(0, pulled.store.standing().undelivered());
            assertEquals(0, pulled.store.standing().undeliveredItems());
        }
    }

    @Test
    void givenEntriesThatTheServerLostAgain_whenItSaysSo_thenTheyWaitForItWithTheirItems() {
        try (var desk = new Desk(folder)) {
            var items = new ArrayList<ItemId>();
            var entries = written(desk, items, new Random(7));
            var device = desk.device();
            device.store.receive(entries, ids(entries), Map.of());

            device.store.delivered(VersionVector.EMPTY);

            var standing = device.store.standing();
            assertEquals(entries.size(), standing.undelivered());
            assertEquals(
                    entries.stream().map(SealedEntry::id).toList(),
                    device.store.undelivered(10_000).stream().map(SealedEntry::id).toList());
            assertTrue(standing.undeliveredItems() >= items.size(), standing.toString());
        }
    }

    @Test
    void givenWhatIsNotedBesideEntries_whenTheProfileIsOpenedAgain_thenBothAreThere() {
        try (var desk = new Desk(folder)) {
            var entries = written(desk, new ArrayList<>(), new Random(8));
            var device = desk.device();
            device.store.receive(entries, ids(entries), Map.of(FACT, bytes("here")));
            var hash = ConvergenceTest.hash(device);

            device.restart();

            assertEquals(hash, ConvergenceTest.hash(device));
            assertEquals("here", text(device.store.facts().get(FACT).orElseThrow()));
            assertEquals(0, device.store.standing().undelivered());
        }
    }

    @Test
    void givenAnEntryOfAnotherHistory_whenItComesWithOthers_thenNothingIsNotedBesideThem() {
        try (var desk = new Desk(folder)) {
            var author = desk.device();
            author.note("One", "");
            author.note("Two", "");
            var profile = author.store.profile();
            var copy =
                    desk.device(
                            new ProfileIdentity(
                                    profile.account(), profile.device(), "Copy", profile.keys()));
            copy.note("Other", "");
            var device = desk.device();
            var ofCopy = copy.store.undelivered(10);
            var ofAuthor = author.store.undelivered(10);
            var mixed = List.of(ofCopy.getFirst(), ofAuthor.get(1));

            var reception = device.store.receive(mixed, ids(ofAuthor), Map.of(FACT, bytes("no")));

            assertEquals(List.of(ofAuthor.get(1).id()), reception.diverged());
            assertFalse(device.store.facts().get(FACT).isPresent());
            assertEquals(1, device.store.standing().undelivered());
        }
    }

    /// What three devices wrote and told one another, in the order in which one of them applied it.
    private static List<SealedEntry> written(Desk desk, List<ItemId> items, Random random) {
        var authors = List.of(desk.device(), desk.device(), desk.device());
        for (int step = 0; step < STEPS; step++) {
            desk.pass(Duration.ofSeconds(random.nextInt(5)));
            ConvergenceTest.edit(authors.get(random.nextInt(authors.size())), items, random);
            if (random.nextInt(8) == 0) {
                var from = authors.get(random.nextInt(authors.size())).store;
                authors.get(random.nextInt(authors.size())).store.receive(from.undelivered(10_000));
            }
        }
        ConvergenceTest.all(authors, random);
        return new ArrayList<>(authors.getFirst().store.undelivered(10_000));
    }

    private static void inBatches(Desk.Device to, List<SealedEntry> entries, Random random) {
        var shuffled = new ArrayList<>(entries);
        Collections.shuffle(shuffled, random);
        batches(shuffled, random).forEach(to.store::receive);
    }

    private static List<List<SealedEntry>> batches(List<SealedEntry> entries, Random random) {
        var batches = new ArrayList<List<SealedEntry>>();
        for (int from = 0; from < entries.size(); ) {
            int to = Math.min(entries.size(), from + 1 + random.nextInt(40));
            batches.add(List.copyOf(entries.subList(from, to)));
            from = to;
        }
        return batches;
    }

    /// Which entries the items' pasts name, which does not depend on their order.
    private static List<TreeSet<EntryId>> pasts(Desk.Device device, List<ItemId> items) {
        return items.stream()
                .map(
                        item -> {
                            var past = new TreeSet<EntryId>();
                            for (History.Row row : device.store.history().of(item, 10_000, null)) {
                                past.add(row.entry());
                            }
                            return past;
                        })
                .toList();
    }

    private static VersionVector ids(List<SealedEntry> entries) {
        return VersionVector.EMPTY.with(entries.stream().map(SealedEntry::id).toList());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
