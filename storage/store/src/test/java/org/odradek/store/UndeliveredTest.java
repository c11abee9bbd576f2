package org.odradek.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.odradek.core.action.Action;
import org.odradek.core.action.Field;
import org.odradek.core.action.ItemKind;
import org.odradek.core.action.Value;
import org.odradek.core.causality.VersionVector;
import org.odradek.core.entry.EntryId;
import org.odradek.core.entry.ItemId;
import org.odradek.core.entry.SealedEntry;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;

/// What a person is told of what waits for the server.
final class UndeliveredTest {
    private static final int STEPS = 60;

    @TempDir Path folder;

    @Test
    void givenEditsOfTwoDevices_whenSomeReachTheServer_thenTheOldestOfTheOthersSaysSinceWhen() {
        try (var desk = new Desk(folder)) {
            var one = desk.device();
            var two = desk.device();
            var item = one.note("Apples", "");
            long first = one.store.standing().undeliveredSinceMs();
            desk.pass(Duration.ofHours(1));
            two.note("Bread", "");
            desk.pass(Duration.ofHours(1));
            one.set(item, Field.TITLE, Value.text("Pears"));
            one.store.receive(two.store.undelivered(10));

            assertEquals(new Store.Standing(0, 0, 3, 2, first), one.store.standing());
            one.store.delivered(upTo(one, 1));
            assertEquals(
                    new Store.Standing(0, 0, 2, 2, first + Duration.ofHours(1).toMillis()),
                    one.store.standing());
            one.store.delivered(upTo(one, 1).merge(upTo(two, 1)));
            assertEquals(
                    new Store.Standing(0, 0, 1, 1, first + Duration.ofHours(2).toMillis()),
                    one.store.standing());
            one.store.delivered(upTo(one, 2).merge(upTo(two, 1)));
            assertEquals(new Store.Standing(0, 0, 0, 0, 0), one.store.standing());
        }
    }

    @Test
    void givenEntriesThatWait_whenTheServerLacksThem_thenTheyAreForItBehindTheOthersUpToAGap() {
        try (var desk = new Desk(folder)) {
            var one = desk.device();
            var two = desk.device();
            var absent = desk.device();
            var id = absent.note("Nowhere", "");
            two.note("Apples", "");
            two.store.receive(absent.store.undelivered(10));
            for (int i = 0; i < 4; i++) {
                two.type(id, 0, 0, "b");
            }
            var author = two.store.profile().device();
            one.store.receive(
                    two.store.sealed(
                            LongStream.of(1, 2, 3, 5)
                                    .mapToObj(seq -> new EntryId(author, seq))
                                    .toList()));
            one.note("Bread", "");
            assertEquals(3, one.store.standing().waiting());
            var bread = new EntryId(one.store.profile().device(), 1);

            for (long atServer = 1; atServer <= 3; atServer++) {
                one.store.delivered(upTo(two, atServer));
                var expected = new ArrayList<>(List.of(bread));
                LongStream.rangeClosed(atServer + 1, 3)
                        .forEach(seq -> expected.add(new EntryId(author, seq)));
                assertEquals(
                        expected, one.store.undelivered(10).stream().map(SealedEntry::id).toList());
                assertEquals(1, one.store.standing().undelivered());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void givenAServerThatTakesAndLosesEntries_whenItemsAreCounted_thenAsOftenAsAfterAStart(
            long seed) {
        var random = new Random(seed);
        try (var desk = new Desk(folder)) {
            var one = desk.device();
            var two = desk.device();
            var items = new ArrayList<ItemId>();
            for (int step = 0; step < STEPS; step++) {
                ConvergenceTest.edit(random.nextBoolean() ? one : two, items, random);
                if (random.nextInt(3) == 0) {
                    one.store.receive(two.store.undelivered(1_000));
                }
                if (random.nextInt(3) == 0) {
                    one.store.delivered(part(one.store.received(), random));
                }
                if (random.nextInt(6) == 0) {
                    var told = one.store.standing();
                    one.restart();
                    assertEquals(one.store.standing(), told, "seed " + seed + ", step " + step);
                }
            }
            one.store.delivered(one.store.received());
            assertEquals(0, one.store.standing().undeliveredItems());
        }
    }

    @Test
    void givenItemsThatWait_whenAskedFor_thenTheOneThatHasWaitedLongestComesFirst() {
        try (var desk = new Desk(folder)) {
            var one = desk.device();
            var notebook = one.newId();
            one.submit(
                    new Action.CreateItem(notebook, ItemKind.NOTEBOOK),
                    Edit.set(notebook, Field.NAME, Value.text("Kitchen")));
            var apples = one.note("Apples", "");
            desk.pass(Duration.ofHours(1));
            var bread = one.note("Bread", "");
            desk.pass(Duration.ofHours(1));
            one.set(apples, Field.TITLE, Value.text("Pears"));
            assertEquals(List.of(notebook, apples, bread), one.store.view().undelivered(10));
            assertEquals(List.of(notebook, apples), one.store.view().undelivered(2));

            one.store.delivered(upTo(one, 2));

            assertEquals(List.of(bread, apples), one.store.view().undelivered(10));
            one.store.delivered(one.store.received());
            assertEquals(List.of(), one.store.view().undelivered(10));
        }
    }

    private static VersionVector part(VersionVector received, Random random) {
        var part = VersionVector.EMPTY;
        for (var log : received.seqByDevice().entrySet()) {
            long seq = random.nextLong(log.getValue() + 1);
            if (seq > 0) {
                part = part.with(List.of(new EntryId(log.getKey(), seq)));
            }
        }
        return part;
    }

    private static VersionVector upTo(Desk.Device device, long seq) {
        return VersionVector.EMPTY.with(new EntryId(device.store.profile().device(), seq));
    }
}
