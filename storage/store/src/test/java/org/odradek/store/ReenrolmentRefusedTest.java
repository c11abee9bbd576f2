package org.odradek.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.odradek.core.entry.DeviceId;
import org.odradek.core.entry.EntryId;
import org.odradek.store.profile.ProfileIdentity;
import org.odradek.store.view.ListQuery;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/// A profile that would lose something, or have it twice, stays the device that it is.
final class ReenrolmentRefusedTest {
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

    private Rehoming reenrol(Desk.Device device) throws IOException {
        return copies.reenrol(device, copies.held, 1);
    }

    @Test
    void givenADeviceThatBuiltOnMore_whenReenrolled_thenItIsRefusedAndNothingChanges()
            throws IOException {
        copy.type(copies.note, 0, 0, "x");
        other.store.receive(Copies.made(copy, copies.old, copies.held));
        other.type(copies.note, 1, 0, "y");
        copy.store.receive(Copies.made(other, other.store.profile().device(), 0));
        var before = copy.store.view().viewHash();

        assertInstanceOf(Rehoming.Refused.class, reenrol(copy));

        assertEquals(copies.old, copy.store.profile().device());
        assertEquals(before, copy.store.view().viewHash());
    }

    @Test
    void givenOtherKeysOrAnotherAccount_whenReenrolled_thenItIsRefused() throws IOException {
        var stranger = copies.desk.device();
        var own = stranger.store.profile();
        var same = new ProfileIdentity(own.account(), own.device(), "Same", own.keys());
        var fewer =
                new ProfileIdentity(
                        own.account(),
                        new DeviceId(new UUID(0x7000L, 8)),
                        "Fewer",
                        own.keys().withContentKeys(List.of(new byte[32])));
        stranger.store.close();

        for (var next : List.of(same, fewer)) {
            assertInstanceOf(
                    Rehoming.Refused.class,
                    Stores.reenrol(stranger.folder, next, 0, stranger.options));
        }

        stranger.reopen();
        assertEquals(own.device(), stranger.store.profile().device());
    }

    /// Changes a bit in the middle of an entry's record.
    private static void damage(Desk.Device device, DeviceId by, long seq) throws IOException {
        var record = device.store.sealed(List.of(new EntryId(by, seq))).getFirst().encode();
        device.store.close();
        Path segment;
        try (var all = Files.list(device.folder.resolve("journal"))) {
            segment = all.filter(file -> isIn(file, record)).findFirst().orElseThrow();
        }
        var bytes = Files.readAllBytes(segment);
        bytes[at(bytes, record) + record.length / 2] ^= 1;
        Files.write(segment, bytes);
        device.reopen();
    }

    private static boolean isIn(Path file, byte[] record) {
        try {
            return at(Files.readAllBytes(file), record) >= 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int at(byte[] bytes, byte[] record) {
        var all = new String(bytes, StandardCharsets.ISO_8859_1);
        return all.indexOf(new String(record, StandardCharsets.ISO_8859_1));
    }

    @Test
    void givenDamageToWhatWasSeen_whenItHasComeBack_thenReenrolled() throws IOException {
        copy.type(copies.note, 0, 0, "x");
        copy.note("Butter", "");
        damage(copy, other.store.profile().device(), 1);
        assertInstanceOf(Rehoming.Refused.class, reenrol(copy));
        copy.store.close();
        try (var inside = Files.list(copy.folder)) {
            for (var view : inside.filter(path -> path.toString().contains("view-")).toList()) {
                Files.move(view, folder.resolve("lost-" + view.getFileName()));
            }
        }
        copy.reopen();
        copy.store.receive(Copies.made(other, other.store.profile().device(), 0));

        assertInstanceOf(Rehoming.Done.class, reenrol(copy));

        copies.exchange(copies.first, other, copy);
        assertEquals(List.of("Bread", "Butter"), other.titles(new ListQuery.Scope.All()));
        assertTrue(
                other.item(copies.note).body().startsWith("xAnother"),
                other.item(copies.note).body());
    }

    @Test
    void givenAnOwnEntryThatIsDamaged_whenReenrolled_thenItIsRefusedAndNothingChanges()
            throws IOException {
        copy.type(copies.note, 0, 0, "x");
        copy.note("Butter", "");
        var before = Copies.shown(copy);
        for (long seq : List.of(1L, copies.held + 1)) {
            var damaged = copies.copyOf(copy);
            damage(damaged, copies.old, seq);

            assertInstanceOf(Rehoming.Refused.class, reenrol(damaged), "" + seq);

            assertEquals(copies.old, damaged.store.profile().device());
            assertEquals(before, Copies.shown(damaged));
        }
    }
}
