package org.odradek.sync.simulation;

import org.odradek.sync.simulation.device.SimulatedDevice;
import org.odradek.sync.simulation.fault.Fault;
import org.odradek.sync.simulation.fault.Faults;
import org.odradek.sync.simulation.network.LyingServer;
import org.odradek.sync.simulation.network.SimulatedNetwork;
import org.odradek.sync.simulation.network.Weather;
import org.odradek.sync.simulation.server.SimulatedServer;
import org.odradek.sync.simulation.time.VirtualTime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/// Lets one thing after another go wrong, until all is to be well again.
final class Mischief {
    private static final Duration SERVER_OFF_MAX = Duration.ofSeconds(40);
    private static final Duration OFF_MAX = Duration.ofMinutes(2);
    private static final Duration CUT_OFF_MAX = Duration.ofMinutes(3);
    private static final Duration LYING_MAX = Duration.ofMinutes(3);
    private static final Duration SWEPT_BEFORE_MORNING = Duration.ofMinutes(1);
    private static final int NIGHTS_AWAY_MAX = 4;

    /// Mostly days, now and then more than a year.
    private static final int NIGHT_DAYS_MAX = 9;

    private static final int LONG_NIGHT_DAYS = 400;

    /// Beyond what a device adopts from others' clocks.
    private static final int JUMP_HOURS_MAX = 72;

    private static final List<Fault> EVENTS =
            List.of(
                    Fault.DEVICE_CUT_OFF,
                    Fault.DEVICE_CUT_OFF,
                    Fault.DEVICE_RESTARTED,
                    Fault.POWER_CUT,
                    Fault.POWER_CUT,
                    Fault.DISK_FULL,
                    Fault.CLOCK_JUMPS,
                    Fault.SERVER_RESTARTED,
                    Fault.SERVER_KILLED,
                    Fault.SERVER_SET_BACK,
                    Fault.SERVER_SET_BACK,
                    Fault.SERVER_WIPED,
                    Fault.DEVICE_AWAY,
                    Fault.DEVICE_AWAY,
                    Fault.DEVICE_REMOVED,
                    Fault.DEVICE_ADDED,
                    Fault.SERVER_LEAVES_OUT,
                    Fault.SERVER_REORDERS,
                    Fault.SERVER_REPEATS,
                    Fault.SERVER_SUBSTITUTES,
                    Fault.SERVER_TAMPERS,
                    Fault.SERVER_SWALLOWS,
                    Fault.SERVER_FORKS);

    private final RandomGenerator random;
    private final VirtualTime time;
    private final Faults faults;
    private final Devices devices;
    private final SimulatedNetwork network;
    private final SimulatedServer server;
    private final LyingServer liar;
    private final Members members;
    private final Course course;
    private final Consumer<String> trace;

    /// @param calm the longest time from one event to the next
    Mischief(
            RandomGenerator random,
            VirtualTime time,
            Faults faults,
            Devices devices,
            SimulatedNetwork network,
            SimulatedServer server,
            LyingServer liar,
            Members members,
            Duration calm,
            Consumer<String> trace) {
        this.random = random;
        this.time = time;
        this.faults = faults;
        this.devices = devices;
        this.network = network;
        this.server = server;
        this.liar = liar;
        this.members = members;
        this.course = new Course(random, time, devices, calm, this::goWrong);
        this.trace = trace;
    }

    void begin() {
        network.weather(Weather.random(random, faults));
        course.begin();
    }

    Duration off() {
        return course.next(OFF_MAX);
    }

    private void goWrong() {
        if (random.nextInt(6) == 0) {
            network.weather(Weather.random(random, faults));
        } else {
            faults.oneOf(random, EVENTS).ifPresent(this::goWrong);
        }
    }

    private void goWrong(Fault fault) {
        switch (fault) {
            case DEVICE_CUT_OFF -> anyOn().ifPresent(this::cutOff);
            case DEVICE_RESTARTED -> anyOn().ifPresent(this::restart);
            case POWER_CUT ->
                    anyOn().ifPresent(
                                    device -> {
                                        faults.strikes(Fault.POWER_CUT);
                                        device.cutPowerSoon();
                                    });
            case DISK_FULL -> anyOn().ifPresent(this::fill);
            case CLOCK_JUMPS -> anyOn().ifPresent(this::jump);
            case SERVER_RESTARTED, SERVER_KILLED, SERVER_SET_BACK, SERVER_WIPED ->
                    serverGoesDown(fault);
            case DEVICE_AWAY -> nights();
            case DEVICE_REMOVED -> {
                if (!liar.forks()) {
                    anyOn().ifPresent(members::remove);
                }
            }
            case DEVICE_ADDED -> {
                if (!liar.forks()) {
                    members.add();
                }
            }
            case SERVER_LEAVES_OUT,
                    SERVER_REORDERS,
                    SERVER_REPEATS,
                    SERVER_SUBSTITUTES,
                    SERVER_TAMPERS,
                    SERVER_SWALLOWS,
                    SERVER_FORKS ->
                    lie(fault);
            default -> throw new IllegalArgumentException(fault + " is no event");
        }
    }

    private Optional<SimulatedDevice> anyOn() {
        var on = devices.members().stream().filter(SimulatedDevice::isOn).toList();
        return on.isEmpty() ? Optional.empty() : Optional.of(on.get(random.nextInt(on.size())));
    }

    private void cutOff(SimulatedDevice device) {
        faults.strikes(Fault.DEVICE_CUT_OFF);
        trace.accept(device.name() + " is cut off");
        network.cutOff(device.name());
        time.after(course.next(CUT_OFF_MAX), () -> network.heal(device.name()));
    }

    private void restart(SimulatedDevice device) {
        faults.strikes(Fault.DEVICE_RESTARTED);
        trace.accept(device.name() + " is restarted");
        devices.off(device, off());
    }

    private void fill(SimulatedDevice device) {
        faults.strikes(Fault.DISK_FULL);
        trace.accept(device.name() + "'s disk is full");
        device.full(true);
        time.after(course.next(CUT_OFF_MAX), () -> device.full(false));
    }

    private void jump(SimulatedDevice device) {
        faults.strikes(Fault.CLOCK_JUMPS);
        var wrongBy = Duration.ofHours(random.nextInt(2 * JUMP_HOURS_MAX) - JUMP_HOURS_MAX);
        trace.accept(device.name() + "'s clock is wrong by " + wrongBy);
        device.clock().jump(wrongBy);
    }

    /// A server comes back as it was, as it was at its last backup, or with nothing.
    private void serverGoesDown(Fault fault) {
        boolean forgets = fault == Fault.SERVER_SET_BACK || fault == Fault.SERVER_WIPED;
        if (!server.isServing() || forgets && members.haveFewer()) {
            return;
        }
        try {
            if (fault == Fault.SERVER_SET_BACK && !server.hasBackup()) {
                trace.accept("the server is backed up");
                server.backUp();
                return;
            }
            trace.accept("it happens that " + fault);
            faults.strikes(fault);
            if (fault == Fault.SERVER_KILLED) {
                server.kill();
            } else {
                server.stop();
            }
            if (fault == Fault.SERVER_SET_BACK) {
                server.restore();
            } else if (fault == Fault.SERVER_WIPED) {
                server.wipe();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        time.after(course.next(SERVER_OFF_MAX), server::start);
    }

    private void lie(Fault lie) {
        if (lie == Fault.SERVER_FORKS && members.haveChanged()) {
            return;
        }
        var misled =
                devices.all().stream()
                        .map(SimulatedDevice::name)
                        .filter(_ -> random.nextBoolean())
                        .toList();
        liar.begin(lie, misled);
        time.after(course.next(LYING_MAX), () -> liar.end(lie));
    }

    /// Everybody sleeps for days; one device stays away for longer, off or without a network, and may be edited on meanwhile.
    private void nights() {
        if (devices.isNight()) {
            return;
        }
        var leaving = anyOn();
        if (leaving.isPresent() && random.nextInt(3) > 0) {
            var device = leaving.get();
            faults.strikes(Fault.DEVICE_AWAY);
            int nights = 1 + random.nextInt(NIGHTS_AWAY_MAX);
            if (random.nextBoolean()) {
                devices.leave(device, nights);
            } else {
                trace.accept(device.name() + " has no network for long");
                network.cutOff(device.name());
            }
        }
        int days = random.nextInt(12) == 0 ? LONG_NIGHT_DAYS : 1 + random.nextInt(NIGHT_DAYS_MAX);
        trace.accept("everybody sleeps for " + days + " days");
        devices.sleep(Duration.ofDays(days));
        // The server does not sleep.
        time.after(Duration.ofDays(days).minus(SWEPT_BEFORE_MORNING), server::sweep);
    }

    /// Nothing goes wrong any more, and what did is made good.
    void end() {
        course.end();
        trace.accept("all is well again");
        network.weather(Weather.FINE);
        EVENTS.forEach(liar::end);
        for (var device : devices.all()) {
            network.heal(device.name());
            device.full(false);
        }
        devices.comeHome();
        members.hurry();
    }
}
