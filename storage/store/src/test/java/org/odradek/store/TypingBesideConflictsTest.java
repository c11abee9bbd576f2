package org.odradek.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.odradek.core.entry.ItemId;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/// Typing in a text that two devices edited at once: what stays open is carried from one piece to the next, and is what whoever looks at
/// the whole history finds. What each carried place holds is for `CarriedPlacesTest`.
final class TypingBesideConflictsTest {
    private static final String LINES = "one\ntwo\nthree\nfour\nfive\nsix\n";
    private static final int PIECES = 12;
    private static final int COMPARED_EVERY = 4;

    @TempDir Path folder;
    private Desk desk;
    private Desk.Device one;
    private Desk.Device two;
    private ItemId note;

    @BeforeEach
    void layDesk() {
        desk = new Desk(folder);
        one = desk.device();
        two = desk.device();
        note = one.note("List", LINES);
        desk.exchange();
    }

    @AfterEach
    void clearDesk() {
        desk.close();
    }

    private List<String> open(Desk.Device device) {
        assertEquals(device.store.view().conflicts().size(), device.item(note).row().conflicts());
        return device.store.view().conflicts().stream()
                .flatMap(
                        conflict ->
                                conflict.places().stream()
                                        .map(place -> conflict.id() + " " + place.base()))
                .toList();
    }

    /// What a device finds that takes everything in at once.
    private List<String> found() {
        var fresh = desk.device();
        fresh.store.receive(one.store.undelivered(100_000));
        assertEquals(one.item(note).body(), fresh.item(note).body());
        return open(fresh);
    }

    private void bothEdit(int at) {
        one.type(note, at, 1, "ONE");
        two.type(note, at + 1, 1, "TWO");
    }

    @Test
    void givenAnOpenPlace_whenItsOwnDeviceTypesElsewhereAndThenThere_thenItStaysAndCloses() {
        bothEdit(LINES.indexOf("three"));
        desk.exchange();
        assertEquals(1, open(one).size());

        one.type(note, 0, 0, "zero ");
        one.type(note, one.item(note).body().length(), 0, "seven");
        assertEquals(found(), open(one));
        assertEquals(1, open(one).size());
        one.type(note, one.item(note).body().indexOf("ONE"), 0, "seen ");

        assertEquals(List.of(), open(one));
        assertEquals(found(), open(one));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void givenOpenPlaces_whenTypedAnywhere_thenTheSameAreOpenAsForWhoeverTakesAllAtOnce(long seed) {
        var random = new Random(seed);
        bothEdit(LINES.indexOf("two"));
        bothEdit(LINES.indexOf("five") + 2);
        desk.exchange();
        assertTrue(!open(one).isEmpty(), () -> "seed " + seed);
        for (int piece = 1; piece <= PIECES; piece++) {
            int length = one.item(note).body().length();
            int at = random.nextInt(length + 1);
            int deleted = random.nextInt(3) == 0 ? Math.min(3, length - at) : 0;
            var inserted = random.nextInt(3) == 0 ? "\n" : "x" + piece;
            one.type(note, at, deleted, inserted);
            if (piece % COMPARED_EVERY == 0) {
                assertEquals(found(), open(one), "seed " + seed + ", piece " + piece);
            }
        }
    }
}
