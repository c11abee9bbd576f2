package org.odradek.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.odradek.core.entry.EntryId;
import org.odradek.core.entry.SealedEntry;
import org.odradek.store.snapshot.LogCut;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a clone is made of, and vouched for with.
final class LogCutTest {
    private static final int SMALL = 1_000;

    @TempDir Path folder;
    private Desk desk;

    @BeforeEach
    void layDesk() {
        desk = new Desk(folder);
    }

    @AfterEach
    void clearDesk() {
        desk.close();
    }

    private static List<LogCut.Piece> pieces(LogCut cut) {
        var pieces = new ArrayList<LogCut.Piece>();
        long at = 0;
        while (true) {
            var piece = cut.after(at, SMALL, 4).orElseThrow();
            pieces.add(piece);
            if (!piece.isFull()) {
                return pieces;
            }
            at = piece.upTo();
        }
    }

    private static List<EntryId> ids(List<LogCut.Piece> pieces) {
        return pieces.stream()
                .flatMap(piece -> piece.entries().stream())
                .map(SealedEntry::id)
                .toList();
    }

    @Test
    void givenTwoDevicesEntries_whenTheCutIsRead_thenAnEmptyDeviceMakesTheSameViewOfIt() {
        var one = desk.device();
        var two = desk.device();
        var id = one.note("Trip", "one two");
        desk.exchange();
        for (int i = 0; i < 10; i++) {
            one.type(id, 0, 0, "a");
            two.type(id, 0, 0, "b");
        }
        desk.exchange();
        var cut = one.store.cut();

        var pieces = pieces(cut);

        assertTrue(pieces.size() > 2, "one piece alone");
        var third = desk.device();
        pieces.forEach(
                piece -> assertEquals(0, third.store.receive(piece.entries()).waiting(), "order"));
        assertEquals(cut.entries(), third.store.received());
        assertEquals(cut.viewHash(), third.store.view().viewHash());
    }

    @Test
    void givenEditsAfterTheCut_whenItIsRead_thenItHoldsNoneOfThemAndALaterOneBeginsAlike() {
        var one = desk.device();
        var id = one.note("Trip", "");
        for (int i = 0; i < 10; i++) {
            one.type(id, 0, 0, "a");
        }
        var cut = one.store.cut();
        var before = ids(pieces(cut));
        one.type(id, 0, 0, "later");

        var after = pieces(cut);
        var later = pieces(one.store.cut());

        assertEquals(before, ids(after));
        assertEquals(before.size() + 1, ids(later).size());
        assertEquals(
                ids(after.subList(0, after.size() - 1)), ids(later.subList(0, after.size() - 1)));
    }

    @Test
    void givenEditsAfterTheCut_whenItsViewIsMadeAnew_thenItIsTheViewOfThatMoment() {
        var one = desk.device();
        var id = one.note("Trip", "");
        var cut = one.store.cut();
        one.type(id, 0, 0, "later");

        var made = one.store.doctor().viewHashOf(cut.entries(), () -> false);

        assertEquals(Optional.of(cut.viewHash()), made);
        assertNotEquals(made, Optional.of(one.store.view().viewHash()));
    }

    @Test
    void givenEntriesThatWait_whenTheCutIsRead_thenTheyStandBehindTheOthersWhateverArrivesSince() {
        var one = desk.device();
        var two = desk.device();
        var absent = desk.device();
        one.note("Trip", "");
        var id = absent.note("Nowhere", "");
        var causes = absent.store.undelivered(100);
        two.store.receive(causes);
        for (int i = 0; i < 10; i++) {
            two.type(id, 0, 0, "b");
        }
        var upon = two.store.undelivered(100);
        one.store.receive(upon.subList(causes.size(), upon.size()));
        assertEquals(10, one.store.standing().waiting());
        var cut = one.store.cut();
        var before = ids(pieces(cut));
        assertEquals(10, cut.entries().seq(two.store.profile().device()));
        assertEquals(
                Optional.of(cut.viewHash()),
                one.store.doctor().viewHashOf(cut.entries(), () -> false));

        one.store.receive(causes);
        one.note("Later", "");

        assertEquals(11, before.size());
        assertEquals(before, ids(pieces(cut)));
        var third = desk.device();
        pieces(cut).forEach(piece -> third.store.receive(piece.entries()));
        assertEquals(cut.entries(), third.store.cut().entries());
        assertEquals(cut.viewHash(), third.store.view().viewHash());
        assertEquals(0, one.store.standing().waiting());
        assertEquals(one.store.received(), one.store.cut().entries());
    }
}
