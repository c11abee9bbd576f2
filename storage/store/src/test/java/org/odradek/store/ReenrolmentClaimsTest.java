package org.odradek.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.odradek.core.action.Action;
import org.odradek.core.action.Field;
import org.odradek.core.action.ItemKind;
import org.odradek.core.action.Value;
import org.odradek.core.causality.Hlc;
import org.odradek.core.causality.VersionVector;
import org.odradek.core.entry.Causal;
import org.odradek.core.entry.ContentKeys;
import org.odradek.core.entry.Entry;
import org.odradek.core.entry.EntryId;
import org.odradek.core.entry.EntrySealer;
import org.odradek.core.entry.Gesture;
import org.odradek.core.entry.GestureId;
import org.odradek.core.entry.Origin;
import org.odradek.core.entry.SealedEntry;
import org.odradek.store.view.ListQuery;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;

/// Another device says that it has seen entries of this one that its account does not hold.
final class ReenrolmentClaimsTest {
    private static final long NOON_MS = 1_795_000_000_000L;

    @TempDir Path folder;
    private Copies copies;
    private Desk.Device other;
    private Desk.Device copy;

    @BeforeEach
    void open() throws IOException {
        copies = new Copies(folder);
        other = copies.other;
        copy = copies.copyOf(copies.first);
    }

    @AfterEach
    void close() {
        copies.desk.close();
    }

    /// The other device's next entry, a note, which says that so many of the first one's were seen beyond what the account holds.
    private SealedEntry claiming(long beyond) {
        var profile = other.store.profile();
        var sealer =
                new EntrySealer(
                        profile.account(),
                        ContentKeys.of(profile.keys().contentKeys()),
                        other.options.randomBytes());
        var before = Copies.made(other, profile.device(), 0).getLast();
        var item = other.newId();
        var causal =
                new Causal(
                        VersionVector.EMPTY.with(new EntryId(copies.old, copies.held + beyond)),
                        new TreeSet<>(),
                        new Hlc(NOON_MS, 0),
                        NOON_MS,
                        "Europe/Berlin",
                        Origin.USER,
                        new Gesture(new GestureId(new UUID(9, beyond)), 0, true),
                        null);
        var entry =
                new Entry(
                        new EntryId(profile.device(), before.id().seq() + 1),
                        causal,
                        List.of(
                                new Action.CreateItem(item, ItemKind.NOTE),
                                Edit.set(item, Field.TITLE, Value.text("Claim"))));
        return sealer.seal(entry, before.header().hash());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 1_000_000_000})
    void givenAClaimToHaveSeenWhatIsNotWritten_whenReenrolled_thenItWaitsAndHindersNothing(
            long beyond) throws IOException {
        copy.store.receive(List.of(claiming(beyond)));
        copy.type(copies.note, 0, 0, "x");

        var answer = copies.reenrol(copy, copies.held, 1);

        assertEquals(new Rehoming.Done(1, "set-aside-1"), answer);
        assertEquals(1, copy.store.standing().waiting());
        assertTrue(copy.item(copies.note).body().startsWith("xAnother"));
    }

    @Test
    void givenAnEntryUponWhatAnotherCopyWrote_whenReenrolled_thenItIsTakenWithThat()
            throws IOException {
        copies.first.note("Milk", "");
        other.store.receive(Copies.made(copies.first, copies.old, copies.held));
        other.note("Salt", "");
        copy.store.receive(Copies.made(other, other.store.profile().device(), 0));
        copy.note("Butter", "");

        assertInstanceOf(Rehoming.Done.class, copies.reenrol(copy, copies.held, 1));

        copies.exchange(copies.first, other, copy);
        assertEquals(
                List.of("Bread", "Butter", "Milk", "Salt"), copy.titles(new ListQuery.Scope.All()));
    }

    @Test
    void givenOwnEntriesThatBuildOnAClaim_whenReenrolled_thenItIsRefusedAndNothingChanges()
            throws IOException {
        copy.store.receive(List.of(claiming(1)));
        copy.type(copies.note, 0, 0, "x");
        var third = copies.desk.device();
        third.note("Salt", "");
        copy.store.receive(Copies.made(third, third.store.profile().device(), 0));
        copy.note("Butter", "");

        assertInstanceOf(Rehoming.Refused.class, copies.reenrol(copy, copies.held, 1));

        assertEquals(copies.old, copy.store.profile().device());
        assertEquals(
                List.of("Bread", "Butter", "Claim", "Salt"),
                copy.titles(new ListQuery.Scope.All()));
    }
}
