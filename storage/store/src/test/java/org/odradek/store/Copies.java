package org.odradek.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.odradek.core.action.Action;
import org.odradek.core.action.Field;
import org.odradek.core.action.Value;
import org.odradek.core.entry.DeviceId;
import org.odradek.core.entry.EntryId;
import org.odradek.core.entry.ItemId;
import org.odradek.core.entry.SealedEntry;
import org.odradek.store.profile.ProfileIdentity;
import org.odradek.store.view.ListQuery;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.LongStream;

/// Two devices with a past of their own, and copies of their profiles.
final class Copies {
    static final String WHOLE = "a text that counts as a whole operation";

    final Desk desk;
    final Desk.Device first;
    final Desk.Device other;
    final DeviceId old;
    final ItemId note;

    /// How much of the first one's log the other one has.
    final long held;

    Copies(Path folder) {
        desk = new Desk(folder);
        first = desk.device();
        other = desk.device();
        old = first.store.profile().device();
        note = first.note("Bread", WHOLE);
        first.type(note, 0, 1, "A");
        first.submit(new Action.AddTag(note, "home"));
        desk.exchange();
        other.type(note, 1, 0, "nother");
        other.submit(new Action.AddTag(note, "kitchen"));
        desk.exchange();
        first.set(note, Field.PINNED, Value.flag(true));
        held = first.store.received().seq(old);
        desk.exchange();
    }

    Desk.Device copyOf(Desk.Device device) throws IOException {
        device.store.close();
        var made = desk.device(() -> copy(device.folder, desk.next()));
        device.reopen();
        return made;
    }

    private static void copy(Path from, Path to) {
        try (var all = Files.walk(from)) {
            for (var path : all.toList()) {
                Files.copy(path, to.resolve(from.relativize(path).toString()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Who a device is to become.
    static ProfileIdentity anew(Desk.Device device, int number) {
        var profile = device.store.profile();
        return new ProfileIdentity(
                profile.account(),
                new DeviceId(new UUID(0x7000L, number)),
                "Copy " + number,
                profile.keys());
    }

    /// What hinders it is known before.
    Rehoming reenrol(Desk.Device device, long upTo, int number) throws IOException {
        var next = anew(device, number);
        var hindrance = device.store.hindrance(next, upTo);
        device.store.close();
        var answer = Stores.reenrol(device.folder, next, upTo, device.options);
        device.reopen();
        assertEquals(
                hindrance,
                answer instanceof Rehoming.Refused(var sentence)
                        ? Optional.of(sentence)
                        : Optional.empty());
        return answer;
    }

    /// The entries that a device has of a log, behind the first ones.
    static List<SealedEntry> made(Desk.Device device, DeviceId by, long behind) {
        return device.store.sealed(
                LongStream.rangeClosed(behind + 1, device.store.received().seq(by))
                        .mapToObj(seq -> new EntryId(by, seq))
                        .toList());
    }

    /// What the account has: all that the devices made but for what the copy made under the first one's name.
    void exchange(Desk.Device... devices) {
        for (int round = 0; round < 2; round++) {
            for (var from : devices) {
                for (var to : devices) {
                    for (var by : from.store.received().seqByDevice().keySet()) {
                        var taken = to.store.receive(Copies.made(from, by, 0));
                        assertEquals(List.of(), taken.diverged());
                    }
                }
            }
        }
        for (var device : devices) {
            assertEquals(0, device.store.standing().waiting());
            assertEquals(0, device.store.standing().parked());
            assertEquals(first.store.view().viewHash(), device.store.view().viewHash());
            assertTrue(device.store.doctor().examine(true, _ -> {}, () -> false).ok());
        }
    }

    static List<String> shown(Desk.Device device) {
        return device.list(new ListQuery.Scope.All()).stream()
                .map(row -> row.title() + row.tags() + ": " + device.item(row.id()).body())
                .toList();
    }
}
