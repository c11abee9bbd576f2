package org.odradek.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.odradek.core.action.Action;
import org.odradek.core.action.Field;
import org.odradek.core.action.ItemKind;
import org.odradek.core.action.Value;
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
import org.odradek.core.text.Splice;
import org.odradek.store.profile.ProfileKeys;
import org.odradek.store.view.ViewChange;
import org.odradek.store.view.ViewPosition;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/// Entries under a key that comes later are parked; once they can be read, the view is made anew, and whoever follows it hears of that.
final class ParkedAndReadTest {
    private static final DeviceId OTHER = new DeviceId(new UUID(6, 6));
    private static final long NOON_MS = 1_795_000_000_000L;
    private static final byte[] LATER_KEY = new byte[32];
    private static final byte[] LAST_KEY = new byte[32];
    private static final int PIECE_BYTES = 1_000;
    private static final int WHOLE_BYTES = 1 << 20;

    @TempDir Path folder;
    private final List<SealedEntry> written = new ArrayList<>();
    private final List<ViewChange> heard = new CopyOnWriteArrayList<>();
    private Desk desk;
    private Desk.Device one;
    private ItemId trip;
    private ItemId untouched;

    static {
        Arrays.fill(LATER_KEY, (byte) 5);
        Arrays.fill(LAST_KEY, (byte) 6);
    }

    @BeforeEach
    void layDesk() {
        desk = new Desk(folder);
        one = desk.device();
        untouched = one.note("Untouched", "as it was");
        trip = one.note("Trip", "one two");
    }

    @AfterEach
    void clearDesk() {
        desk.close();
    }

    private void write(Action... actions) {
        write(keys(), actions);
    }

    private void write(ProfileKeys keys, Action... actions) {
        var sealer =
                new EntrySealer(
                        one.store.profile().account(),
                        ContentKeys.of(keys.contentKeys()),
                        one.options.randomBytes());
        var causal =
                new Causal(
                        one.store.received(),
                        new TreeSet<>(),
                        new Hlc(NOON_MS, 0),
                        NOON_MS,
                        "Europe/Berlin",
                        Origin.USER,
                        new Gesture(new GestureId(new UUID(9, written.size())), 0, true),
                        null);
        var id = new EntryId(OTHER, written.size() + 1L);
        var previous = written.isEmpty() ? new byte[32] : written.getLast().header().hash();
        written.add(sealer.seal(new Entry(id, causal, List.of(actions)), previous));
    }

    private ProfileKeys keys() {
        return with(one.store.profile().keys(), LATER_KEY);
    }

    private static ProfileKeys with(ProfileKeys keys, byte[] key) {
        var contentKeys = new ArrayList<>(keys.contentKeys());
        contentKeys.add(key);
        return keys.withContentKeys(contentKeys);
    }

    /// A note of another device with a text, a new title and more text for the trip.
    private ItemId receiveWhatIsParked() {
        var fresh = new ItemId(new UUID(7, 7));
        write(
                new Action.CreateItem(fresh, ItemKind.NOTE),
                Edit.set(fresh, Field.TITLE, Value.text("Heron")),
                new Action.EditBody(
                        fresh, new TreeSet<>(), List.of(new Splice(0, 0, "by the river")), true));
        write(
                Edit.set(trip, Field.TITLE, Value.text("Journey")),
                new Action.EditBody(
                        trip,
                        one.item(trip).frontier(),
                        List.of(new Splice(7, 0, " three")),
                        false));
        one.store.receive(written);
        assertEquals(2, one.store.standing().parked());
        return fresh;
    }

    @Test
    void givenParkedEntries_whenTheirKeyComes_thenListenersHearOfEveryItemThatIsShownOtherwise() {
        var fresh = receiveWhatIsParked();
        var before = one.item(trip);
        one.store.subscribe(heard::add);

        one.store.profile().replaceKeys(keys());

        assertEquals(1, heard.size());
        var change = heard.getFirst();
        assertEquals(Set.of(fresh, trip), change.items());
        assertEquals(OTHER, change.device());
        assertTrue(!change.own() && change.notebooks() && change.tags() && change.conflicts());
        assertEquals(one.store.view().position(), change.position());
        assertTrue(change.position().compareTo(before.position()) > 0);
        assertEquals(
                new ViewChange.BodyChange(
                        before.frontier(),
                        List.of(new Splice(7, 0, " three")),
                        one.item(trip).frontier()),
                change.bodies().get(trip));
        assertEquals(
                new ViewChange.BodyChange(
                        new TreeSet<>(),
                        List.of(new Splice(0, 0, "by the river")),
                        one.item(fresh).frontier()),
                change.bodies().get(fresh));
        assertEquals(Set.of(fresh, trip), change.bodies().keySet());
        assertEquals("as it was", one.item(untouched).body());
    }

    @Test
    void givenAScreenOfTheViewBefore_whenItIsEdited_thenNothingIsReplacedUnseen() {
        receiveWhatIsParked();
        var upon = one.store.view().position();

        one.store.profile().replaceKeys(keys());
        Desk.accepted(
                one.store.submit(Edit.of(upon, Edit.set(trip, Field.TITLE, Value.text("Voyage")))));

        assertEquals(1, one.store.view().conflicts().size());
        one.set(trip, Field.TITLE, Value.text("Walk"));
        assertEquals(List.of(), one.store.view().conflicts());
    }

    @Test
    void givenAScreenThatLagsBehind_whenAnUnchangedFieldIsEdited_thenItIsReplaced() {
        receiveWhatIsParked();
        var upon = one.store.view().position();

        one.store.profile().replaceKeys(keys());
        Desk.accepted(
                one.store.submit(
                        Edit.of(upon, Edit.set(untouched, Field.TITLE, Value.text("Touched")))));

        assertTrue(
                one.store.view().conflicts().stream()
                        .noneMatch(conflict -> conflict.item().equals(untouched)));
        assertEquals("Touched", one.item(untouched).row().title());
    }

    private List<ItemId> find(String text) {
        return one.store.search().find(text, false, 10, Desk.TODAY).hits().stream()
                .map(hit -> hit.item())
                .toList();
    }

    @Test
    void givenParkedEntries_whenTheirKeyComes_thenTheyAreFound() {
        var fresh = receiveWhatIsParked();
        assertEquals(List.of(trip), find("two"));
        assertEquals(List.of(), find("heron"));

        one.store.profile().replaceKeys(keys());

        assertEquals(List.of(fresh), find("heron"));
        assertEquals(List.of(trip), find("three"));
        assertEquals(List.of(untouched), find("untouched"));
    }

    /// Of the key between only what comes later is known.
    @Test
    void givenAKeyWithAGapBeforeIt_whenTheStoreIsOpenedAgain_thenTheGapCanBeFilled() {
        var fresh = receiveWhatIsParked();
        var first = one.store.profile().keys();
        var profile = one.store.profile();
        profile.takeContentKeys(with(with(first, new byte[0]), LAST_KEY).contentKeys());
        one.restart();
        assertEquals(2, one.store.standing().parked());
        assertEquals(3, one.store.profile().keys().contentKeys().size());
        one.submit(Edit.set(trip, Field.PINNED, Value.flag(true)));

        one.store.profile().takeContentKeys(with(first, LATER_KEY).contentKeys());

        assertEquals(List.of(fresh), find("heron"));
        one.restart();
        var keys = one.store.profile().keys().contentKeys();
        assertArrayEquals(LATER_KEY, keys.get(1));
        assertArrayEquals(LAST_KEY, keys.get(2));
        assertEquals(0, one.store.standing().parked());
    }

    @Test
    void givenAnotherKeyOrAGapForOneThatIsKnown_whenGiven_thenTheKeysStay() {
        var first = one.store.profile().keys();
        one.store.profile().takeContentKeys(keys().contentKeys());
        var profile = one.store.profile();
        var other = with(first, LAST_KEY);
        var gap = with(with(first, new byte[0]), LAST_KEY);

        assertThrows(
                IllegalArgumentException.class, () -> profile.takeContentKeys(other.contentKeys()));
        assertThrows(IllegalArgumentException.class, () -> profile.replaceKeys(gap));

        assertEquals(2, profile.keys().contentKeys().size());
        assertArrayEquals(LATER_KEY, profile.keys().contentKeys().get(1));
    }

    @Test
    void givenAnIndexOfTheViewBefore_whenTheStoreIsOpenedAgain_thenWhatWasParkedIsFound() {
        var fresh = receiveWhatIsParked();
        assertEquals(List.of(), find("heron"));
        one.store.close();
        one.reopen();
        one.store.profile().replaceKeys(keys());
        one.restart();

        assertEquals(List.of(fresh), find("heron"));
    }

    @Test
    void givenAViewMadeAnew_whenMoreIsReceivedAndEdited_thenPositionsGoOn() {
        receiveWhatIsParked();
        one.store.profile().replaceKeys(keys());
        var made = one.store.view().position();
        write(Edit.set(trip, Field.TITLE, Value.text("Further")));
        one.store.subscribe(heard::add);

        one.store.receive(written);
        var accepted = one.submit(Edit.set(trip, Field.PINNED, Value.flag(true)));

        assertEquals(new ViewPosition(made.value() + 1), heard.getFirst().position());
        assertEquals(new ViewPosition(made.value() + 2), accepted.position());
        one.restart();
        assertEquals(accepted.position(), one.store.view().position());
    }

    /// Each view numbers anew what the one before had numbered behind a gap.
    @Test
    void givenACutThatIsRead_whenTheViewIsMadeAnewAgain_thenNoEntryIsPassedOver() {
        receiveWhatIsParked();
        var last = with(keys(), LAST_KEY);
        write(last, Edit.set(trip, Field.PINNED, Value.flag(true)));
        one.store.receive(written);
        one.store.profile().replaceKeys(keys());
        for (int i = 0; i < 20; i++) {
            one.type(trip, 0, 0, "a");
        }
        var cut = one.store.cut();
        long at = 0;
        for (int piece = 0; piece < 4; piece++) {
            at = cut.after(at, PIECE_BYTES, 0).orElseThrow().upTo();
        }

        one.store.profile().replaceKeys(last);

        assertEquals(Optional.empty(), cut.after(at, PIECE_BYTES, 0));
        var again = one.store.cut();
        var whole = again.after(0, WHOLE_BYTES, 0).orElseThrow();
        long all = again.entries().seqByDevice().values().stream().mapToLong(seq -> seq).sum();
        assertEquals(all, whole.entries().size());
        assertEquals(cut.entries(), again.entries());
    }
}
