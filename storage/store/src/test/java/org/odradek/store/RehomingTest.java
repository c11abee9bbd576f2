package org.odradek.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.odradek.core.action.Action;
import org.odradek.core.action.Field;
import org.odradek.core.action.Value;
import org.odradek.core.causality.VersionVector;
import org.odradek.core.entry.DeviceId;
import org.odradek.core.entry.EntryId;
import org.odradek.core.entry.ItemId;
import org.odradek.store.attachment.Attachments;
import org.odradek.store.profile.KeyFile;
import org.odradek.store.profile.KeyMaking;
import org.odradek.store.profile.ProfileIdentity;
import org.odradek.store.view.ItemRow;
import org.odradek.store.view.ListQuery;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/// A profile that has a past becomes another account's device.
final class RehomingTest {
    private static final String WHOLE = "a text that counts as a whole operation";

    @TempDir Path folder;
    private Desk desk;
    private Desk.Device device;
    private ProfileIdentity next;

    @BeforeEach
    void open() {
        desk = new Desk(folder);
        device = desk.device();
        var random = new Random(77);
        next =
                new KeyMaking(
                                size -> {
                                    var bytes = new byte[size];
                                    random.nextBytes(bytes);
                                    return bytes;
                                })
                        .newIdentity("Laptop", 1_800_000_000_000L);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    private Rehoming rehome() throws IOException {
        device.store.close();
        var answer = Stores.rehome(device.folder, next, device.options);
        device.reopen();
        return answer;
    }

    private List<String> shown() {
        return device.list(new ListQuery.Scope.All()).stream()
                .map(ItemRow::id)
                .map(id -> device.item(id).row().title() + ": " + device.item(id).body())
                .toList();
    }

    private ItemId past() {
        var note = device.note("Bread", WHOLE);
        device.type(note, 0, 1, "A");
        device.type(note, 1, 0, "\n");
        device.set(note, Field.TITLE, Value.text("Loaf"));
        device.type(note, 3, 4, "word");
        device.note("Butter", "");
        return note;
    }

    @Test
    void givenABodyWithManyEdits_whenRehomed_thenEverythingReadsAsBefore() throws IOException {
        past();
        var before = shown();
        long entries = device.store.received().seq(device.store.profile().device());

        var answer = rehome();

        assertEquals(new Rehoming.Done(entries, "set-aside-1"), answer);
        assertEquals(before, shown());
        assertEquals(next.account(), device.store.profile().account());
        assertEquals(
                VersionVector.EMPTY.with(new EntryId(next.device(), entries)),
                device.store.received());
        assertEquals(entries, device.store.standing().undelivered());
        assertTrue(device.store.doctor().examine(true, _ -> {}, () -> false).ok());
    }

    @Test
    void givenARehomedProfile_whenAnotherDeviceReceivesIt_thenBothAreAlike() throws IOException {
        var note = past();
        rehome();
        device.type(note, 0, 0, "more ");
        var other =
                desk.device(
                        new ProfileIdentity(
                                next.account(),
                                new DeviceId(new UUID(0x7000L, 5)),
                                "Desk PC",
                                next.keys()));

        other.store.receive(device.store.undelivered(1000));

        assertEquals(device.store.view().viewHash(), other.store.view().viewHash());
        assertEquals(device.item(note).body(), other.item(note).body());
    }

    @Test
    void givenUndoneAndResolvedEdits_whenRehomed_thenTheyCanBeUndoneFurther() throws IOException {
        var note = device.note("Bread", "");
        device.set(note, Field.TITLE, Value.text("Loaf"));
        desk.pass(Duration.ofMinutes(1));
        device.set(note, Field.TITLE, Value.text("Roll"));
        var history = device.store.history();
        Desk.accepted(history.undo(history.planUndo(null).orElseThrow()));
        rehome();

        var undone = device.store.history().of(note, 10, null).getFirst();
        assertEquals(next.device(), undone.entry().device());
        assertEquals(List.of("Loaf"), device.titles(new ListQuery.Scope.All()));
        device.set(note, Field.TITLE, Value.text("Bun"));

        assertEquals(List.of("Bun"), device.titles(new ListQuery.Scope.All()));
        assertEquals(List.of(), device.store.view().conflicts());
    }

    @Test
    void givenAFile_whenRehomed_thenItOpensUnderTheNewKeys() throws IOException {
        var note = device.note("Bread", "");
        byte[] bytes = {1, 2, 3, 4};
        var kept =
                (Attachments.Kept.Stored)
                        device.store.attachments().keep(new ByteArrayInputStream(bytes));
        device.submit(
                new Action.Attach(note, "loaf.bin", HexFormat.of().parseHex(kept.sha256()), 4));

        rehome();

        try (var content = device.store.attachments().open(kept.sha256()).orElseThrow()) {
            assertArrayEquals(bytes, content.readAllBytes());
        }
    }

    @Test
    void givenFacts_whenRehomed_thenThoseOfTheAccountAreGone() throws IOException {
        device.store.facts().put("offline", new byte[] {1});
        device.store.facts().put("sync.cursors", new byte[] {2});

        rehome();

        assertTrue(device.store.facts().get("offline").isPresent());
        assertTrue(device.store.facts().get("sync.cursors").isEmpty());
    }

    @Test
    void givenADeliveredEntry_whenRehomed_thenItIsRefusedAndNothingChanges() throws IOException {
        past();
        var own = device.store.profile().device();
        device.store.delivered(VersionVector.EMPTY.with(new EntryId(own, 1)));
        var before = device.store.view().viewHash();

        var answer = rehome();

        assertInstanceOf(Rehoming.Refused.class, answer);
        assertEquals(own, device.store.profile().device());
        assertEquals(before, device.store.view().viewHash());
    }

    @Test
    void givenACrashBeforeReady_whenOpened_thenTheProfileIsAsItWas() throws IOException {
        past();
        var before = shown();
        var own = device.store.profile().device();
        device.store.close();
        var prepared = new ProfileSwap(device.folder).begin();
        Files.createDirectories(prepared.resolve("journal"));
        Files.write(prepared.resolve("keys"), new byte[] {1});

        device.reopen();

        assertEquals(before, shown());
        assertEquals(own, device.store.profile().device());
        assertFalse(Files.exists(prepared));
    }

    /// The exchange is cut off before each of its steps in turn.
    @Test
    void givenACrashBeforeAnyStep_whenOpened_thenTheProfileIsTheOldOrTheNewOne()
            throws IOException {
        var ends = new ArrayList<Boolean>();
        for (int steps = 0; ends.size() == steps; steps++) {
            try (var other = new Desk(folder.resolve("cut-" + steps))) {
                var cut = other.device();
                cut.note("Bread", WHOLE);
                var old = cut.store.profile().device();
                cut.store.close();
                boolean whole = cutOff(cut, steps);

                cut.reopen();

                assertEquals(List.of("Bread"), cut.titles(new ListQuery.Scope.All()));
                var now = cut.store.profile().device();
                assertTrue(now.equals(old) || now.equals(next.device()), "after " + steps);
                if (!whole) {
                    ends.add(now.equals(next.device()));
                }
            }
        }
        // Old until what was prepared is ready, new from then on.
        assertEquals(List.of(false, true, true, true, true, true, true), ends);
    }

    /// Answers whether the change came to its end.
    private boolean cutOff(Desk.Device cut, int steps) throws IOException {
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
            var change =
                    new AccountChange(
                            cut.folder,
                            from,
                            next,
                            AccountChange.OF_OTHER_ACCOUNT,
                            cut.options,
                            swap);
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
