package org.odradek.sync.simulation;

import org.odradek.sync.client.SyncState;
import org.odradek.sync.simulation.device.Household;
import org.odradek.sync.simulation.device.SimulatedDevice;
import org.odradek.sync.simulation.network.SimulatedNetwork;
import org.odradek.sync.simulation.network.Weather;
import org.odradek.sync.simulation.server.SimulatedServer;
import org.odradek.sync.simulation.time.VirtualTime;
import org.odradek.sync.simulation.user.Memory;
import org.odradek.sync.simulation.user.RandomUser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// One seed's story: a household's devices and their server in a world of virtual time, in which things go wrong, and then all is well again
/// and everything must come to rest.
final class Simulation implements AutoCloseable {
    /// After the last fault everything is at rest within this much virtual time: a few longest backoffs and polls.
    private static final Duration REST_WITHIN = Duration.ofMinutes(15);

    private static final Duration CALM = Duration.ofMinutes(2);
    private static final Duration OFF_MAX = Duration.ofMinutes(3);

    private final Random random;
    private final VirtualTime time = new VirtualTime(Household.START.plus(Duration.ofHours(1)));
    private final Trace trace = new Trace(time);
    private final WireTap tap = new WireTap();
    private final Memory memory = new Memory();
    private final SimulatedServer server;
    private final SimulatedNetwork network;
    private final List<SimulatedDevice> devices = new ArrayList<>();
    private final RandomUser user;
    private int leftToDo;
    private boolean isOver;

    Simulation(Household household, Path folder, long seed) throws IOException {
        this.random = new Random(seed);
        household.copyTo(folder);
        this.server =
                new SimulatedServer(
                        folder.resolve(Household.SERVER),
                        time.clock(Duration.ZERO),
                        Household.bytes(new Random(random.nextLong())));
        this.network =
                new SimulatedNetwork(time, new Random(random.nextLong()), server, tap, trace::line);
        this.user = new RandomUser(new Random(random.nextLong()), memory, trace::line);
        for (var name : household.devices()) {
            devices.add(
                    new SimulatedDevice(
                            name,
                            folder.resolve(name),
                            time,
                            time.clock(Duration.ofSeconds(random.nextInt(601) - 300)),
                            new Random(random.nextLong()),
                            network,
                            trace::line));
        }
    }

    /// How a simulation ended.
    ///
    /// @param trace    everything that happened
    /// @param viewHash of the first device
    record Outcome(List<String> trace, String viewHash, List<String> broken) {}

    /// Lives through so many edits and whatever goes wrong meanwhile.
    Outcome run(int edits) {
        leftToDo = edits;
        server.start();
        devices.forEach(SimulatedDevice::start);
        network.weather(Weather.random(random));
        time.after(Duration.ZERO, this::live);
        time.after(next(Duration.ofMinutes(1)), this::goWrong);
        while (leftToDo > 0) {
            step();
        }
        isOver = true;
        heal();
        var broken = new ArrayList<String>();
        if (cameToRest()) {
            broken.addAll(new Promises(devices, memory).broken());
        } else {
            devices.forEach(
                    device ->
                            broken.add(
                                    device.name()
                                            + " does not come to rest: "
                                            + (device.isOn() ? device.syncState() : "off")));
        }
        broken.addAll(tap.seen());
        return new Outcome(trace.lines(), devices.getFirst().store().view().viewHash(), broken);
    }

    private void step() {
        if (!time.next()) {
            throw new IllegalStateException("nothing happens any more");
        }
        for (var device : devices) {
            if (device.hasLostPower()) {
                trace.line(device.name() + " has lost its power");
                off(device);
            }
        }
    }

    private Duration next(Duration atMost) {
        return Duration.ofMillis(1 + random.nextLong(atMost.toMillis()));
    }

    /// The person does something, pauses, and does something else.
    private void live() {
        if (leftToDo > 0) {
            var device = devices.get(random.nextInt(devices.size()));
            if (device.isOn()) {
                user.act(device);
                leftToDo--;
            }
            time.after(
                    next(random.nextInt(5) == 0 ? Duration.ofMinutes(1) : Duration.ofSeconds(2)),
                    this::live);
        }
    }

    private void goWrong() {
        if (isOver) {
            return;
        }
        var device = devices.get(random.nextInt(devices.size()));
        switch (random.nextInt(9)) {
            case 0, 1 -> {
                if (device.isOn()) {
                    device.cutPowerSoon();
                }
            }
            case 2 -> {
                if (device.isOn()) {
                    trace.line(device.name() + " is restarted");
                    off(device);
                }
            }
            case 3, 4, 5 -> {
                trace.line(device.name() + " is cut off");
                network.cutOff(device.name());
                time.after(next(Duration.ofMinutes(5)), () -> network.heal(device.name()));
            }
            case 6 -> network.weather(Weather.random(random));
            default -> serverGoesDown();
        }
        time.after(next(CALM), this::goWrong);
    }

    private void off(SimulatedDevice device) {
        device.end(
                () -> {
                    trace.line(device.name() + " is off");
                    time.after(next(OFF_MAX), device::start);
                });
    }

    /// A server comes back as it was, as it was at its last backup, or with nothing.
    private void serverGoesDown() {
        if (!server.isUp()) {
            return;
        }
        server.stop();
        try {
            switch (random.nextInt(6)) {
                case 0, 1 -> {
                    server.backUp();
                    trace.line("the server is backed up");
                }
                case 2 -> trace.line("the server is set back: " + server.restore());
                case 3 -> {
                    server.wipe();
                    trace.line("the server is wiped");
                }
                default -> trace.line("the server is restarted");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        time.after(next(CALM), server::start);
    }

    private void heal() {
        trace.line("all is well again");
        network.weather(Weather.FINE);
        devices.forEach(device -> network.heal(device.name()));
    }

    /// Whether everybody has everything, and says so, for longer than a poll.
    private boolean cameToRest() {
        long until = time.nowMs() + REST_WITHIN.toMillis();
        while (time.nowMs() < until) {
            step();
        }
        return devices.stream()
                .allMatch(
                        device ->
                                device.isOn()
                                        && device.syncState().kind() == SyncState.Kind.UP_TO_DATE);
    }

    @Override
    public String toString() {
        return trace.toString();
    }

    /// Switches everything off.
    @Override
    public void close() {
        var on = devices.stream().filter(SimulatedDevice::isOn).toList();
        var open = new int[] {on.size()};
        on.forEach(device -> device.end(() -> open[0]--));
        while (open[0] > 0 && time.next()) {
            // Each device ends in an event of its own.
        }
        devices.forEach(SimulatedDevice::close);
        server.close();
    }
}
