package org.odradek.sync.simulation;

import org.odradek.core.causality.VersionVector;
import org.odradek.sync.simulation.device.SimulatedDevice;
import org.odradek.sync.simulation.user.Memory;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What must hold at every moment, looked at after everything that happens; each broken promise is one sentence.
final class Watch {
    /// Requests on their way, late ones too, and a minute's worth of patience with each.
    private static final int EVENTS_AWAITED_MAX = 5_000;

    /// Of all states, one in so many is compared conflict by conflict.
    private static final int CONFLICTS_COMPARED_OF = 4;

    private final Devices devices;
    private final Memory memory;
    private final Map<SimulatedDevice, VersionVector> received = new HashMap<>();
    private final Map<VersionVector, Shown> shown = new HashMap<>();
    private final List<String> broken = new ArrayList<>();

    Watch(Devices devices, Memory memory) {
        this.devices = devices;
        this.memory = memory;
    }

    /// What somebody showed of a set of entries.
    private record Shown(String by, String viewHash, Conflicts conflicts) {}

    List<String> broken() {
        return broken;
    }

    void look(int eventsAwaited) {
        if (!broken.isEmpty()) {
            return;
        }
        if (eventsAwaited > EVENTS_AWAITED_MAX) {
            broken.add(eventsAwaited + " events are awaited");
        }
        for (var device : devices.all()) {
            if (device.isOn() && !device.hasLostPower()) {
                look(device);
            }
        }
    }

    private void look(SimulatedDevice device) {
        var now = device.store().received();
        var before = received.getOrDefault(device, VersionVector.EMPTY);
        if (now.equals(before)) {
            return;
        }
        if (!now.covers(before)) {
            if (!device.rotten().isEmpty()) {
                // What came after a rotten entry waits for it, until it has come back from
                // elsewhere: at the end it has.
                return;
            }
            broken.add(device.name() + " has lost what it had: " + before + ", now " + now);
        }
        received.put(device, now);
        long acknowledged = memory.acknowledgedUpTo(device.device());
        if (now.seq(device.device()) < acknowledged) {
            broken.add(device.name() + " has lost its acknowledged entry " + acknowledged);
        }
        compare(device);
    }

    /// The same entries are shown alike by everybody.
    private void compare(SimulatedDevice device) {
        var store = device.store();
        if (store.standing().parked() > 0) {
            return;
        }
        var cut = store.cut();
        var entries = cut.entries();
        var conflicts =
                Math.floorMod(entries.hashCode(), CONFLICTS_COMPARED_OF) == 0
                        ? Conflicts.of(device)
                        : Conflicts.NONE;
        var now = new Shown(device.name(), cut.viewHash(), conflicts);
        var other = shown.putIfAbsent(entries, now);
        if (other == null) {
            return;
        }
        if (!other.viewHash().equals(now.viewHash())) {
            broken.add(device.name() + " shows the same entries otherwise than " + other.by());
        } else if (!other.conflicts().agree(now.conflicts())) {
            broken.add(
                    device.name()
                            + " shows other conflicts than "
                            + other.by()
                            + "\n  "
                            + now.conflicts()
                            + "\n  "
                            + other.conflicts());
        }
    }
}
