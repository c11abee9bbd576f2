package org.odradek.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
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
import org.odradek.core.action.Value;
import org.odradek.core.entry.DeviceId;
import org.odradek.core.entry.ItemId;
import org.odradek.store.attachment.Attachments;
import org.odradek.store.profile.KeyFile;
import org.odradek.store.profile.ProfileIdentity;
import org.odradek.store.view.ListQuery;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/// A profile that was copied, or whose device was removed, becomes another device of its account.
final class ReenrolmentTest {
    @TempDir Path folder;
    private Copies copies;
    private Desk desk;
    private Desk.Device first;
    private Desk.Device other;
    private Desk.Device copy;
    private DeviceId old;
    private ItemId note;
    private long held;

    @BeforeEach
    void open() throws IOException {
        copies = new Copies(folder);
        desk = copies.desk;
        first = copies.first;
        other = copies.other;
        copy = copies.copyOf(first);
        old = copies.old;
        note = copies.note;
        held = copies.held;
    }

    @AfterEach
    void close() {
        desk.close();
    }

    private Rehoming reenrol(Desk.Device device, int number) throws IOException {
        return copies.reenrol(device, held, number);
    }

    @Test
    void givenACopyThatWroteOn_whenReenrolled_thenItShowsTheSameAsTheNewDevice()
            throws IOException {
        copy.type(note, 0, 0, "x");
        copy.type(note, 1, 0, "y");
        copy.note("Butter", Copies.WHOLE);
        var before = Copies.shown(copy);

        var answer = reenrol(copy, 1);

        assertEquals(new Rehoming.Done(3, "set-aside-1"), answer);
        assertEquals(before, Copies.shown(copy));
        assertEquals(new DeviceId(new UUID(0x7000L, 1)), copy.store.profile().device());
        assertEquals(held, copy.store.received().seq(old));
        assertEquals(3, copy.store.received().seq(copy.store.profile().device()));
    }

    @Test
    void givenBothWroteInOneText_whenTheCopyIsReenrolled_thenAllHaveBothAndNothingTwice()
            throws IOException {
        first.type(note, 0, 0, "first ");
        first.note("Milk", "");
        copy.type(note, 0, 0, "copy ");
        copy.type(note, 5, 0, "and more ");
        copy.note("Butter", Copies.WHOLE);

        reenrol(copy, 1);
        copies.exchange(first, other, copy);

        var body = copy.item(note).body();
        for (var words : List.of("first ", "copy and more ", "Another text")) {
            assertEquals(body.indexOf(words), body.lastIndexOf(words), body);
            assertTrue(body.contains(words), body);
        }
        assertEquals(List.of("Bread", "Butter", "Milk"), other.titles(new ListQuery.Scope.All()));
    }

    @Test
    void givenTwoCopiesWithTheSameTyping_whenBothAreReenrolled_thenItIsThereOnce()
            throws IOException {
        copy.type(note, 0, 0, "x");
        copy.type(note, 1, 0, "y");
        copy.note("Butter", "");
        var second = copies.copyOf(copy);
        second.type(note, 2, 0, "z");
        copy.type(note, 2, 0, "c");

        reenrol(copy, 1);
        reenrol(second, 2);
        copies.exchange(first, other, copy, second);

        var body = other.item(note).body();
        assertTrue(body.startsWith("xyzc") || body.startsWith("xycz"), body);
        assertTrue(body.endsWith("Another text that counts as a whole operation"), body);
        assertEquals(
                "xy".length() + 2 + Copies.WHOLE.length() + "nother".length(), body.length(), body);
        assertEquals(1, other.store.view().conflicts().size(), "z and c alone stand in one line");
        assertEquals(List.of("Bread", "Butter"), other.titles(new ListQuery.Scope.All()));
    }

    @Test
    void givenATagThatWasSeenBeforeTheCopy_whenTheCopyRemovesIt_thenItIsRemovedEverywhere()
            throws IOException {
        copy.submit(new Action.RemoveTag(note, "kitchen"));
        other.submit(new Action.AddTag(note, "home"));
        copy.submit(new Action.RemoveTag(note, "home"));

        reenrol(copy, 1);
        copies.exchange(first, other, copy);

        // What the other device added meanwhile the copy had not seen.
        assertEquals(List.of("home"), List.copyOf(other.item(note).row().tags()));
    }

    @Test
    void givenUndoneAndDecidedEdits_whenReenrolled_thenTheyStandEverywhere() throws IOException {
        other.set(note, Field.TITLE, Value.text("Loaf"));
        copy.set(note, Field.TITLE, Value.text("Roll"));
        copy.store.receive(Copies.made(other, other.store.profile().device(), 0));
        assertEquals(1, copy.store.view().conflicts().size());
        copy.set(note, Field.TITLE, Value.text("Decided"));
        desk.pass(Duration.ofMinutes(1));
        copy.set(note, Field.TITLE, Value.text("Undone"));
        var history = copy.store.history();
        Desk.accepted(history.undo(history.planUndo(null).orElseThrow()));
        var twin = copies.copyOf(copy);

        reenrol(copy, 1);
        copies.exchange(first, other, copy);

        assertEquals(List.of("Decided"), first.titles(new ListQuery.Scope.All()));
        assertEquals(List.of(), first.store.view().conflicts());
        for (var device : List.of(twin, copy)) {
            var again = device.store.history();
            Desk.accepted(again.undo(again.planRedo().orElseThrow()));
        }
        assertEquals(Copies.shown(twin), Copies.shown(copy));
        copies.exchange(first, other, copy);
        assertEquals(List.of("Undone"), other.titles(new ListQuery.Scope.All()));
    }

    @Test
    void givenAFileAndFacts_whenReenrolled_thenTheyAreThere() throws IOException {
        byte[] bytes = {1, 2, 3, 4};
        var kept =
                (Attachments.Kept.Stored)
                        copy.store.attachments().keep(new ByteArrayInputStream(bytes));
        copy.submit(new Action.Attach(note, "loaf.bin", HexFormat.of().parseHex(kept.sha256()), 4));
        copy.store.facts().put("sync.cursors", new byte[] {2});
        copy.store.profile().nameDevice(old, "Desk PC");

        reenrol(copy, 1);

        try (var content = copy.store.attachments().open(kept.sha256()).orElseThrow()) {
            assertArrayEquals(bytes, content.readAllBytes());
        }
        assertArrayEquals(new byte[] {2}, copy.store.facts().get("sync.cursors").orElseThrow());
        assertEquals("Desk PC", copy.store.view().deviceName(old));
        assertEquals("Copy 1", copy.store.profile().deviceName());
    }

    @Test
    void givenTheAccountHoldsNothing_whenReenrolled_thenAllIsTheNewDevices() throws IOException {
        copy.store.close();
        var alone = desk.device();
        var mine = alone.note("Alone", Copies.WHOLE);
        alone.type(mine, 0, 0, "more ");
        held = 0;

        assertEquals(new Rehoming.Done(2, "set-aside-1"), reenrol(alone, 3));
        copy.reopen();

        assertEquals(List.of("Alone[]: more " + Copies.WHOLE), Copies.shown(alone));
        assertEquals(1, alone.store.received().seqByDevice().size());
    }

    /// Any edits at all, of which each device has sometimes seen the others' and sometimes not.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void givenAnyEdits_whenTheCopyIsReenrolled_thenItShowsTheSameAndAllAreAlike(long seed)
            throws IOException {
        var random = new Random(seed);
        var milk = first.note("Milk", "");
        held = first.store.received().seq(old);
        desk.exchange();
        copy.store.receive(Copies.made(first, old, 0));
        var items = List.of(note, milk);
        for (int i = 0; i < 60; i++) {
            var device = List.of(first, other, copy).get(random.nextInt(3));
            edit(device, items.get(random.nextInt(2)), random);
            desk.pass(Duration.ofSeconds(random.nextInt(3)));
            if (random.nextInt(6) == 0) {
                other.store.receive(Copies.made(first, old, 0));
                first.store.receive(Copies.made(other, other.store.profile().device(), 0));
            }
            if (random.nextInt(6) == 0 && other.store.received().seq(old) == held) {
                copy.store.receive(Copies.made(other, other.store.profile().device(), 0));
            }
        }
        var before = Copies.shown(copy);
        int conflicts = copy.store.view().conflicts().size();

        assertInstanceOf(Rehoming.Done.class, reenrol(copy, 1), "seed " + seed);

        assertEquals(before, Copies.shown(copy), "seed " + seed);
        assertEquals(conflicts, copy.store.view().conflicts().size(), "seed " + seed);
        copies.exchange(first, other, copy);
    }

    private static void edit(Desk.Device device, ItemId item, Random random) {
        int length = device.item(item).body().length();
        int at = random.nextInt(length + 1);
        switch (random.nextInt(6)) {
            case 0 -> device.set(item, Field.TITLE, Value.text("Title " + random.nextInt(5)));
            case 1 -> device.submit(new Action.AddTag(item, "tag" + random.nextInt(3)));
            case 2 -> device.submit(new Action.RemoveTag(item, "tag" + random.nextInt(3)));
            case 3 -> {
                var history = device.store.history();
                history.planUndo(null).ifPresent(history::undo);
            }
            case 4 -> {
                if (at < length) {
                    device.type(item, at, Math.min(2, length - at), "");
                }
            }
            default -> device.type(item, at, 0, Character.toString('a' + random.nextInt(26)));
        }
    }

    /// The exchange is cut off before each of its steps in turn.
    @Test
    void givenACrashBeforeAnyStep_whenOpened_thenTheProfileIsTheOldOrTheNewOne()
            throws IOException {
        copy.type(note, 0, 0, "x");
        copy.note("Butter", Copies.WHOLE);
        var before = Copies.shown(copy);
        var next = Copies.anew(copy, 1);
        var ends = new ArrayList<Boolean>();
        for (int steps = 0; ends.size() == steps; steps++) {
            var cut = copies.copyOf(copy);
            cut.store.close();
            boolean whole = cutOff(cut, next, steps);

            cut.reopen();

            assertEquals(before, Copies.shown(cut), "after " + steps);
            var now = cut.store.profile().device();
            assertTrue(now.equals(old) || now.equals(next.device()), "after " + steps);
            assertEquals(
                    now.equals(old) ? held + 2 : held, cut.store.received().seq(old), "" + steps);
            if (!whole) {
                ends.add(now.equals(next.device()));
            }
        }
        // Old until what was prepared is ready, new from then on; the files stay where they are.
        assertEquals(List.of(false, true, true, true, true), ends);
    }

    /// Answers whether the change came to its end.
    private boolean cutOff(Desk.Device cut, ProfileIdentity next, int steps) throws IOException {
        var left = new AtomicInteger(steps);
        var swap =
                new ProfileSwap(
                        cut.folder,
                        () -> {
                            if (left.getAndDecrement() == 0) {
                                throw new PowerCut();
                            }
                        });
        var from = new KeyFile(cut.folder).read().orElseThrow();
        try {
            var change = new AccountChange(cut.folder, from, next, held, cut.options, swap);
            assertInstanceOf(Rehoming.Done.class, change.run());
            return true;
        } catch (PowerCut e) {
            return false;
        }
    }

    private static final class PowerCut extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
