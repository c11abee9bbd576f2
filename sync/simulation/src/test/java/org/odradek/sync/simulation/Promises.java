package org.odradek.sync.simulation;

import org.odradek.store.Store;
import org.odradek.store.view.ConflictRow;
import org.odradek.store.view.View;
import org.odradek.sync.simulation.device.SimulatedDevice;
import org.odradek.sync.simulation.user.Memory;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;

/// What must hold once everything has come to rest; each broken promise is one sentence.
final class Promises {
    private final List<SimulatedDevice> devices;
    private final Memory memory;
    private final List<String> broken = new ArrayList<>();

    Promises(List<SimulatedDevice> devices, Memory memory) {
        this.devices = devices;
        this.memory = memory;
    }

    List<String> broken() {
        var first = devices.getFirst().store();
        for (var device : devices) {
            var store = device.store();
            holds(device, "everything is delivered", store.standing().undelivered() == 0);
            holds(device, "nothing waits for its causes", store.standing().waiting() == 0);
            holds(device, "everything can be read", store.standing().parked() == 0);
            nothingIsLost(device);
            nothingIsDoubled(device);
            same(device, "entries", store.received(), first.received());
            same(device, "view", store.view().viewHash(), first.view().viewHash());
            same(
                    device,
                    "open conflicts",
                    told(store.view().conflicts()),
                    told(first.view().conflicts()));
            doctor(device, store);
        }
        return broken;
    }

    private void nothingIsLost(SimulatedDevice device) {
        var store = device.store();
        var received = store.received();
        for (var entry : memory.entries()) {
            holds(device, entry + " is here", received.covers(entry));
        }
        for (var item : memory.items()) {
            holds(device, item + " is known", store.view().knows(item));
        }
    }

    private void nothingIsDoubled(SimulatedDevice device) {
        var view = device.store().view();
        memory.lines()
                .forEach(
                        (line, diary) ->
                                holds(
                                        device,
                                        line
                                                + " is in "
                                                + diary
                                                + " once, not "
                                                + times(view, line, diary),
                                        times(view, line, diary) == 1));
    }

    private static int times(View view, String line, org.odradek.core.entry.ItemId diary) {
        return view.item(diary).map(item -> item.body().split(line, -1).length - 1).orElse(0);
    }

    /// What of a conflict must be equal everywhere; which version is this device's is not.
    private static List<String> told(List<ConflictRow> conflicts) {
        return conflicts.stream()
                .map(
                        row ->
                                row.id()
                                        + " "
                                        + row.item()
                                        + " "
                                        + row.field()
                                        + " "
                                        + row.kind()
                                        + " base "
                                        + row.base()
                                        + " shown "
                                        + row.shown()
                                        + " items "
                                        + row.items()
                                        + " versions "
                                        + row.versions().stream()
                                                .map(
                                                        version ->
                                                                version.n()
                                                                        + ": "
                                                                        + version.entry()
                                                                        + " "
                                                                        + version.value())
                                                .toList()
                                        + " places "
                                        + row.places()
                                        + " resolved "
                                        + row.resolved())
                .toList();
    }

    private void doctor(SimulatedDevice device, Store store) {
        var report = store.doctor().examine(true, _ -> {}, () -> false);
        same(device, "doctor's findings", report.findings(), List.of());
        same(device, "rebuilt view", report.rebuiltHash(), report.viewHash());
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
            extra.removeAll(otherList);
            var missing = new ArrayList<Object>(otherList);
            missing.removeAll(list);
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

    /// Names in their order, for a failure's sentence.
    static String names(List<SimulatedDevice> devices) {
        return String.join(
                ", ", new TreeSet<>(devices.stream().map(SimulatedDevice::name).toList()));
    }
}
