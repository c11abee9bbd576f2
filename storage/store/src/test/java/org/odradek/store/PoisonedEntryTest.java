package org.odradek.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
import org.odradek.core.entry.Origin;
import org.odradek.core.entry.SealedEntry;
import org.odradek.core.text.Splice;
import org.odradek.store.view.ListQuery.Scope;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;

/// Entries of a device of the account that no honest one writes: they are kept and counted, and the rest goes on.
final class PoisonedEntryTest {
    private static final DeviceId POISONER = new DeviceId(new UUID(6, 6));
    private static final long NOON_MS = 1_795_000_000_000L;

    @TempDir Path folder;
    private final List<SealedEntry> written = new ArrayList<>();
    private Desk desk;
    private Desk.Device one;

    @BeforeEach
    void layDesk() {
        desk = new Desk(folder);
        one = desk.device();
    }

    @AfterEach
    void clearDesk() {
        desk.close();
    }

    private void write(byte[] contentKey, Hlc hlc, Action... actions) {
        var profile = one.store.profile();
        var sealer =
                new EntrySealer(
                        profile.account(),
                        ContentKeys.of(List.of(contentKey)),
                        one.options.randomBytes());
        var causal =
                new Causal(
                        one.store.received(),
                        new TreeSet<>(),
                        hlc,
                        hlc.wallMs(),
                        "Europe/Berlin",
                        Origin.USER,
                        new Gesture(new GestureId(new UUID(9, written.size())), 0, true),
                        null);
        var id = new EntryId(POISONER, written.size() + 1L);
        var previous = written.isEmpty() ? new byte[32] : written.getLast().header().hash();
        written.add(sealer.seal(new Entry(id, causal, List.of(actions)), previous));
    }

    private void write(Action... actions) {
        write(one.store.profile().keys().contentKeys().getFirst(), new Hlc(NOON_MS, 0), actions);
    }

    private void writeANote(String title) {
        var id = one.newId();
        write(
                new Action.CreateItem(id, ItemKind.NOTE),
                Edit.set(id, Field.TITLE, Value.text(title)));
    }

    private void assertTheRestGoesOn() {
        writeANote("Well");

        var reception = one.store.receive(written);

        assertEquals(List.of(written.getFirst().id()), reception.parked());
        assertEquals(1, one.store.standing().parked());
        assertEquals(List.of("Trip", "Well"), one.titles(new Scope.All()));
        var hash = one.store.view().viewHash();
        one.restart();
        assertEquals(hash, one.store.view().viewHash());
        assertEquals(1, one.store.standing().parked());
    }

    @Test
    void givenASpliceBeyondTheText_whenReceived_thenItIsParkedAndTheRestGoesOn() {
        var note = one.note("Trip", "one two");
        write(
                new Action.EditBody(
                        note,
                        one.item(note).frontier(),
                        List.of(new Splice(1_000, 5, "poison")),
                        false));

        assertTheRestGoesOn();

        assertEquals("one two", one.item(note).body());
        one.type(note, 7, 0, "!");
        assertEquals("one two!", one.item(note).body());
    }

    @Test
    void givenAnEntryUnderAnotherKey_whenReceived_thenItIsParkedAndTheRestGoesOn() {
        var note = one.note("Trip", "one two");
        var otherKey = new byte[32];
        Arrays.fill(otherKey, (byte) 5);
        write(otherKey, new Hlc(NOON_MS, 0), Edit.set(note, Field.TITLE, Value.text("Poison")));

        assertTheRestGoesOn();
    }

    @Test
    void givenAClockYearsAhead_whenReceived_thenOwnEditsKeepTheirOwnTime() {
        one.note("Trip", "");
        long yearsAheadMs = NOON_MS + Duration.ofDays(3_000).toMillis();
        var id = one.newId();
        write(
                one.store.profile().keys().contentKeys().getFirst(),
                new Hlc(yearsAheadMs, 0),
                new Action.CreateItem(id, ItemKind.NOTE),
                Edit.set(id, Field.TITLE, Value.text("From the future")));
        one.store.receive(written);

        one.note("Now", "");

        var own = new EntryId(one.store.profile().device(), 2);
        var sealed = one.store.sealed(List.of(own)).getFirst();
        var opened =
                new EntrySealer(
                                one.store.profile().account(),
                                ContentKeys.of(one.store.profile().keys().contentKeys()),
                                one.options.randomBytes())
                        .open(sealed);
        assertEquals(List.of("From the future", "Now", "Trip"), one.titles(new Scope.All()));
        assertTrue(opened.causal().hlc().wallMs() < yearsAheadMs);
    }
}
