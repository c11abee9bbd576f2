package org.odradek.sync.simulation;

import org.odradek.core.causality.VersionVector;
import org.odradek.core.entry.EntryId;
import org.odradek.sync.simulation.device.SimulatedDevice;
import org.odradek.sync.simulation.fault.Fault;
import org.odradek.sync.simulation.fault.Faults;
import org.odradek.sync.simulation.time.VirtualTime;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/// Changes bytes on devices' disks that nobody writes. Journals rot on one device alone, and there only what two others have: where
/// several lack different entries that the server has lost, they cannot put them together again. Nor does what a journal wrote last rot,
/// which a torn write looks like. All this has a course of its own, so that worlds without it are what they would be.
final class Rot {
    private static final Duration CALM = Duration.ofSeconds(60);
    private static final Duration OFF_MAX = Duration.ofMinutes(1);
    private static final int OTHERS_MIN = 2;

    private static final List<Fault> EVENTS =
            List.of(
                    Fault.VIEW_FLIPPED,
                    Fault.VIEW_TAIL_LOST,
                    Fault.RECORD_FLIPPED,
                    Fault.RECORD_FLIPPED);

    private final RandomGenerator random;
    private final Faults faults;
    private final Devices devices;
    private final Consumer<String> trace;
    private final Map<SimulatedDevice, VersionVector> before = new HashMap<>();
    private final Course course;

    Rot(
            RandomGenerator random,
            VirtualTime time,
            Faults faults,
            Devices devices,
            Consumer<String> trace) {
        this.random = random;
        this.faults = faults;
        this.devices = devices;
        this.trace = trace;
        this.course = new Course(random, time, devices, CALM, this::goWrong);
    }

    void begin() {
        if (EVENTS.stream().anyMatch(faults::may)) {
            course.begin();
        }
    }

    void end() {
        course.end();
    }

    private void goWrong() {
        var on =
                devices.members().stream()
                        .filter(device -> device.isOn() && !device.hasLostPower())
                        .toList();
        if (!on.isEmpty()) {
            var device = on.get(random.nextInt(on.size()));
            faults.oneOf(random, EVENTS).ifPresent(fault -> goWrong(fault, device, on));
            on.stream()
                    .filter(SimulatedDevice::isOn)
                    .forEach(one -> before.put(one, one.store().received()));
        }
    }

    private void goWrong(Fault fault, SimulatedDevice device, List<SimulatedDevice> on) {
        if (fault == Fault.RECORD_FLIPPED) {
            victim(device, on).ifPresent(entry -> flip(device, entry));
            return;
        }
        devices.off(
                device,
                course.next(OFF_MAX),
                () -> {
                    if (device.rotView(fault)) {
                        trace.accept("on " + device.name() + " it happens that " + fault);
                    }
                });
    }

    /// An entry that the device wrote to its journal some time ago and something after it, and that others have, too.
    private Optional<EntryId> victim(SimulatedDevice device, List<SimulatedDevice> on) {
        var longAgo = before.getOrDefault(device, VersionVector.EMPTY);
        if (longAgo.equals(device.store().received())) {
            return Optional.empty();
        }
        var entries = new ArrayList<EntryId>();
        longAgo.seqByDevice()
                .forEach(
                        (author, last) -> {
                            for (long seq = 1; seq <= last; seq++) {
                                entries.add(new EntryId(author, seq));
                            }
                        });
        entries.removeIf(entry -> !mayRot(device, entry, on));
        return entries.isEmpty()
                ? Optional.empty()
                : Optional.of(entries.get(random.nextInt(entries.size())));
    }

    private boolean mayRot(SimulatedDevice device, EntryId entry, List<SimulatedDevice> on) {
        return devices.all().stream().allMatch(one -> one == device || one.rotten().isEmpty())
                && !device.rotten().contains(entry)
                && device.store().received().covers(entry)
                && on.stream().filter(one -> one.store().received().covers(entry)).count()
                        > OTHERS_MIN;
    }

    private void flip(SimulatedDevice device, EntryId entry) {
        var sealed = device.store().sealed(List.of(entry)).getFirst();
        boolean withView = random.nextBoolean();
        devices.off(
                device,
                course.next(OFF_MAX),
                () -> {
                    if (device.rotRecord(sealed, withView)) {
                        faults.strikes(Fault.RECORD_FLIPPED);
                        trace.accept(
                                "on %s the record of %s rots%s"
                                        .formatted(
                                                device.name(),
                                                entry,
                                                withView ? ", and the view is lost" : ""));
                    }
                });
    }
}
