package org.odradek.sync.simulation;

import org.odradek.core.action.Action;
import org.odradek.core.action.ItemKind;
import org.odradek.core.causality.VersionVector;
import org.odradek.core.entry.DeviceId;
import org.odradek.core.entry.EntryId;
import org.odradek.core.entry.ItemId;
import org.odradek.core.entry.SealedEntry;
import org.odradek.store.Edit;
import org.odradek.store.Store;
import org.odradek.store.Submission;
import org.odradek.store.view.ItemRow;
import org.odradek.store.view.ListQuery;
import org.odradek.store.view.NotebookRow;
import org.odradek.store.view.View;
import org.odradek.store.view.ViewPosition;
import org.odradek.sync.simulation.device.SimulatedDevice;
import org.odradek.sync.simulation.user.Bins;
import org.odradek.sync.simulation.user.Memory;
import org.odradek.sync.simulation.user.RandomUser;
import org.odradek.sync.simulation.user.Slates;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// What must hold once everything has come to rest; each broken promise is one sentence.
final class Promises {
    private final List<SimulatedDevice> devices;
    private final List<SimulatedDevice> removed;
    private final Memory memory;
    private final Slates slates;
    private final Bins bins;
    private final List<String> broken = new ArrayList<>();

    Promises(Devices devices, Memory memory, RandomUser user) {
        this.devices = devices.members();
        this.removed = devices.all().stream().filter(devices::isRemoved).toList();
        this.memory = memory;
        this.slates = user.slates();
        this.bins = user.bins();
    }

    List<String> broken() {
        var first = Shown.of(devices.getFirst());
        for (var device : devices) {
            var store = device.store();
            var shown = device.equals(first.by()) ? first : Shown.of(device);
            holds(device, "everything is delivered", store.standing().undelivered() == 0);
            holds(device, "nothing waits for its causes", store.standing().waiting() == 0);
            holds(device, "everything can be read", store.standing().parked() == 0);
            nothingIsLost(device, shown.items());
            nothingIsDoubled(device);
            for (var item : slates.items()) {
                same(
                        device,
                        "titles of " + item,
                        List.copyOf(Slates.shown(store.view(), item)),
                        List.copyOf(slates.due(item, store.received())));
            }
            for (var item : bins.items()) {
                same(
                        device,
                        "trash, as " + item,
                        Bins.isTrashed(store.view(), item),
                        bins.isDue(item, store.received()));
            }
            same(device, "rows", shown.rows(), first.rows());
            same(device, "notebooks", shown.notebooks(), first.notebooks());
            var unreadable = new HashSet<>(shown.unreadable());
            unreadable.addAll(first.unreadable());
            same(device, "sealed entries", shown.hashes(unreadable), first.hashes(unreadable));
            same(device, "entries", shown.received(), first.received());
            same(device, "view", shown.viewHash(), first.viewHash());
            if (!shown.conflicts().agree(first.conflicts())) {
                same(device, "open conflicts", shown.conflicts(), first.conflicts());
            }
            doctor(device, store);
        }
        if (broken.isEmpty()) {
            devices.stream()
                    .filter(device -> device.unreadable().isEmpty())
                    .findFirst()
                    .ifPresent(
                            device ->
                                    same(
                                            device,
                                            "clock readings",
                                            Clocks.broken(device.store(), this::clockLeft),
                                            List.of()));
            devices.forEach(this::writesForMembersAlone);
        }
        return broken;
    }

    private List<Long> clockLeft(DeviceId author) {
        return Stream.concat(devices.stream(), removed.stream())
                .filter(device -> device.device().equals(author))
                .findFirst()
                .map(device -> device.clock().leftMs())
                .orElse(List.of());
    }

    /// What a device has and shows at the end, read once.
    ///
    /// @param rows   all that lists show; each device made its own
    /// @param hashes of what the devices sealed, whoever handed it on, but for what is unreadable
    private record Shown(
            SimulatedDevice by,
            List<ItemRow> rows,
            List<NotebookRow> notebooks,
            Set<EntryId> unreadable,
            Map<EntryId, String> hashes,
            VersionVector received,
            String viewHash,
            Conflicts conflicts) {
        static Shown of(SimulatedDevice device) {
            var store = device.store();
            var unreadable = device.unreadable();
            return new Shown(
                    device,
                    rows(store.view()),
                    store.view().notebooks(),
                    unreadable,
                    hashes(store, unreadable),
                    store.received(),
                    store.view().viewHash(),
                    Conflicts.of(device));
        }

        private static List<ItemRow> rows(View view) {
            return Stream.of(new ListQuery.Scope.All(), new ListQuery.Scope.Trash())
                    .map(scope -> ListQuery.of(scope, ListQuery.Sort.CREATED, LocalDate.EPOCH))
                    .flatMap(query -> view.rows(view.ids(query)).stream())
                    .toList();
        }

        private static Map<EntryId, String> hashes(Store store, Set<EntryId> but) {
            var entries = new ArrayList<EntryId>();
            store.received()
                    .seqByDevice()
                    .forEach(
                            (device, last) ->
                                    LongStream.rangeClosed(1, last)
                                            .mapToObj(seq -> new EntryId(device, seq))
                                            .filter(entry -> !but.contains(entry))
                                            .forEach(entries::add));
            return store.sealed(entries).stream()
                    .collect(
                            Collectors.toMap(
                                    SealedEntry::id,
                                    entry -> HexFormat.of().formatHex(entry.header().hash())));
        }

        List<String> hashes(Set<EntryId> but) {
            return hashes.entrySet().stream()
                    .filter(each -> !but.contains(each.getKey()))
                    .map(each -> each.getKey() + " " + each.getValue())
                    .sorted()
                    .toList();
        }

        Set<ItemId> items() {
            return rows.stream().map(ItemRow::id).collect(Collectors.toSet());
        }
    }

    /// @param shown items of which it has been seen that they are known
    private void nothingIsLost(SimulatedDevice device, Set<ItemId> shown) {
        var store = device.store();
        var received = store.received();
        for (var member : devices) {
            long seq = memory.acknowledgedUpTo(member.device());
            holds(
                    device,
                    member.name() + "'s entries up to " + seq + " are here",
                    received.seq(member.device()) >= seq);
        }
        memory.items()
                .forEach(
                        (item, made) ->
                                holds(
                                        device,
                                        item + " is known",
                                        !received.covers(made)
                                                || shown.contains(item)
                                                || store.view().knows(item)));
    }

    private void nothingIsDoubled(SimulatedDevice device) {
        var store = device.store();
        memory.lines()
                .forEach(
                        (line, written) -> {
                            int expected = store.received().covers(written.entry()) ? 1 : 0;
                            int times = times(store.view(), line, written.diary());
                            holds(
                                    device,
                                    "%s is in %s so often: %d, not %d"
                                            .formatted(line, written.diary(), expected, times),
                                    times == expected);
                        });
    }

    private static int times(View view, String line, ItemId diary) {
        return view.item(diary).map(item -> item.body().split(line, -1).length - 1).orElse(0);
    }

    /// No device that was removed can read what is written now.
    private void writesForMembersAlone(SimulatedDevice device) {
        var note = new Action.CreateItem(device.newId(), ItemKind.NOTE);
        var written = device.submit(Edit.of(ViewPosition.NEWEST, List.of(note)));
        if (written.orElse(null) instanceof Submission.Accepted accepted) {
            var sealed = device.store().sealed(List.of(accepted.entry())).getFirst();
            removed.forEach(
                    one ->
                            holds(
                                    device,
                                    "what is written now is closed to " + one.name(),
                                    !one.opens(sealed)));
        }
    }

    private void doctor(SimulatedDevice device, Store store) {
        var report = store.doctor().examine(true, _ -> {}, () -> false);
        if (device.rotten().isEmpty()) {
            same(device, "doctor's findings", report.findings(), List.of());
        } else {
            holds(device, "doctor finds what has rotted", !report.findings().isEmpty());
        }
        if (device.unreadable().isEmpty()) {
            same(device, "rebuilt view", report.rebuiltHash(), report.viewHash());
        }
    }

    private void holds(SimulatedDevice device, String promise, boolean kept) {
        if (!kept) {
            broken.add("on " + device.name() + " it is not so that " + promise);
        }
    }

    private void same(SimulatedDevice device, String what, Object one, Object other) {
        if (Objects.equals(one, other)) {
            return;
        }
        if (one instanceof List<?> list && other instanceof List<?> otherList) {
            var extra = new ArrayList<Object>(list);
            extra.removeAll(new HashSet<>(otherList));
            var missing = new ArrayList<Object>(otherList);
            missing.removeAll(new HashSet<>(list));
            broken.add(
                    device.name()
                            + ": other "
                            + what
                            + "\n  has "
                            + extra
                            + "\n  lacks "
                            + missing);
        } else {
            broken.add(device.name() + ": other " + what + ": " + one + ", not " + other);
        }
    }
}
