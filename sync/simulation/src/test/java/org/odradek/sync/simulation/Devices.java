package org.odradek.sync.simulation;

import org.odradek.sync.simulation.device.SimulatedDevice;
import org.odradek.sync.simulation.time.VirtualTime;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/// All devices of the household: who is on, who is away for some nights, who was removed from the account.
final class Devices {
    /// How often something happens while everybody sleeps.
    static final Duration NIGHTLY = Duration.ofHours(6);

    private static final Duration A_WHILE = Duration.ofSeconds(10);

    private final VirtualTime time;
    private final Consumer<String> trace;
    private final List<SimulatedDevice> all = new ArrayList<>();
    private final Map<SimulatedDevice, Integer> nightsAway = new HashMap<>();
    private final Set<SimulatedDevice> removed = new HashSet<>();
    private boolean isNight;

    Devices(VirtualTime time, Consumer<String> trace) {
        this.time = time;
        this.trace = trace;
    }

    void add(SimulatedDevice device) {
        all.add(device);
    }

    List<SimulatedDevice> all() {
        return List.copyOf(all);
    }

    /// Those that are the account's.
    List<SimulatedDevice> members() {
        return all.stream().filter(device -> !removed.contains(device)).toList();
    }

    boolean isRemoved(SimulatedDevice device) {
        return removed.contains(device);
    }

    boolean isRemoved(String name) {
        return removed.stream().anyMatch(device -> device.name().equals(name));
    }

    void removed(SimulatedDevice device) {
        removed.add(device);
    }

    boolean isNight() {
        return isNight;
    }

    boolean anyOn() {
        return all.stream().anyMatch(SimulatedDevice::isOn);
    }

    /// Notices who lost its power.
    void noticePowerCuts(Duration off) {
        for (var device : all) {
            if (device.hasLostPower()) {
                trace.accept(device.name() + " has lost its power");
                off(device, off);
            }
        }
    }

    /// Switches a device off, and on again after a while unless it is away.
    void off(SimulatedDevice device, Duration duration) {
        off(device, duration, () -> {});
    }

    /// The same, and lets something happen to what is on its disk meanwhile.
    void off(SimulatedDevice device, Duration duration, Runnable meanwhile) {
        device.end(
                () -> {
                    trace.accept(device.name() + " is off");
                    meanwhile.run();
                    time.after(duration, () -> startUnlessAway(device));
                });
    }

    void startUnlessAway(SimulatedDevice device) {
        if (!isNight && device.isOff() && nightsAway.getOrDefault(device, 0) == 0) {
            trace.accept(device.name() + " starts");
            device.start();
            if (device.isOff()) {
                time.after(A_WHILE, () -> startUnlessAway(device));
            }
        }
    }

    /// Takes a device away for so many nights.
    void leave(SimulatedDevice device, int nights) {
        trace.accept(device.name() + " is away for " + nights + " nights");
        nightsAway.put(device, nights);
        if (device.isOn()) {
            device.end(() -> trace.accept(device.name() + " is off"));
        }
    }

    /// Everybody is off for so long.
    void sleep(Duration duration) {
        isNight = true;
        all.stream()
                .filter(SimulatedDevice::isOn)
                .forEach(device -> device.end(() -> trace.accept(device.name() + " sleeps")));
        time.after(duration, this::morning);
    }

    private void morning() {
        if (isNight) {
            isNight = false;
            trace.accept("it is morning");
            nightsAway.replaceAll((_, nights) -> Math.max(0, nights - 1));
            all.forEach(this::startUnlessAway);
        }
    }

    /// Whoever is away comes back.
    void comeHome() {
        isNight = false;
        nightsAway.clear();
        all.forEach(this::startUnlessAway);
    }
}
