package org.odradek.sync.simulation;

import org.odradek.sync.client.SyncState;
import org.odradek.sync.server.limit.Limits;
import org.odradek.sync.simulation.device.Household;
import org.odradek.sync.simulation.device.SimulatedDevice;
import org.odradek.sync.simulation.fault.Fault;
import org.odradek.sync.simulation.fault.Faults;
import org.odradek.sync.simulation.network.LyingServer;
import org.odradek.sync.simulation.network.SimulatedNetwork;
import org.odradek.sync.simulation.server.Cluster;
import org.odradek.sync.simulation.server.SimulatedServer;
import org.odradek.sync.simulation.time.VirtualTime;
import org.odradek.sync.simulation.time.WrongClock;
import org.odradek.sync.simulation.user.Memory;
import org.odradek.sync.simulation.user.RandomUser;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;

/// One seed's story: a household's devices and their server in a world of virtual time, in which things go wrong, and then all is well again
/// and everything must come to rest.
final class Simulation implements AutoCloseable {
    /// After the last fault everything is at rest within this much virtual time while nobody waits for a clone. A session lasts longer: what
    /// only a new one would put right is not right.
    private static final Duration REST_WITHIN = Duration.ofMinutes(10);

    /// A clone that was asked of a device that is gone is asked of another after half an hour, twice.
    private static final Duration REST_AT_LAST = Duration.ofMinutes(90);

    /// A little more than a poll.
    private static final Duration LOOKED_EVERY = Duration.ofSeconds(22);

    /// Who has everything looks now and then for more, each at most so often while this looks once: devices that wake each other never rest.
    private static final int QUIET_REQUESTS_MAX = 25;

    private static final Duration SWEPT_EVERY = Duration.ofMinutes(5);
    private static final int CLOCK_WRONG_SECONDS_MAX = 300;

    private static final String TWO_HISTORIES =
            "The server has told your devices different histories.";

    private static final String ESTRANGED = "The server lost what it knew of this device.";

    /// A server that falls back and is written to before anybody notices has told two histories, too, and so has one that hands out the
    /// same entries to one device otherwise than to another, with a chain that fits.
    private static final Set<Fault> MAKING_HISTORIES =
            EnumSet.of(
                    Fault.SERVER_FORKS,
                    Fault.SERVER_SET_BACK,
                    Fault.SERVER_WIPED,
                    Fault.SERVER_LEAVES_OUT,
                    Fault.SERVER_REORDERS,
                    Fault.SERVER_SUBSTITUTES);

    private final Random random;
    private final VirtualTime time = new VirtualTime(Household.START.plus(Duration.ofHours(1)));
    private final Trace trace = new Trace(time);
    private final WireTap tap;
    private final Memory memory = new Memory();
    private final Faults faults;
    private final SimulatedServer server;
    private final Outages outages;
    private final Rot rot;
    private final Devices devices = new Devices(time, trace::line);
    private final LyingServer liar;
    private final SimulatedNetwork network;
    private final Members members;
    private final Mischief mischief;
    private final Watch watch = new Watch(devices, memory);
    private final Claims claims;
    private final RandomUser user;
    private int leftToDo;

    Simulation(Household household, Path folder, long seed, Setting setting) throws IOException {
        this.random = new Random(seed);
        this.leftToDo = setting.edits();
        var apart = new SplittableRandom(seed);
        this.faults = setting.faults(random, apart);
        this.claims = new Claims(devices, faults, () -> liar().isHonest());
        this.tap = new WireTap(devices::isRemoved, claims::taken);
        household.copyTo(folder);
        this.server =
                new SimulatedServer(
                        folder.resolve(Household.SERVER),
                        faults.may(Fault.DEVICE_AWAY) ? tight() : Limits.DEFAULT,
                        time.clock(),
                        Household.bytes(new Random(random.nextLong())),
                        Cluster.drawn(time, apart.split(), faults, trace::line));
        this.outages = new Outages(apart.split(), time, faults, devices, server, trace::line);
        this.rot = new Rot(apart.split(), time, faults, devices, trace::line);
        this.liar =
                new LyingServer(
                        server,
                        folder.resolve("fork"),
                        faults,
                        new Random(random.nextLong()),
                        trace::line);
        this.network =
                new SimulatedNetwork(
                        time,
                        new Random(random.nextLong()),
                        server,
                        liar,
                        faults,
                        tap,
                        trace::line);
        this.user =
                new RandomUser(new Random(random.nextLong()), memory, setting.habit(), trace::line);
        for (var name : household.devices()) {
            devices.add(
                    new SimulatedDevice(
                            name,
                            folder.resolve(name),
                            household.journal(name),
                            time,
                            clock(),
                            new Random(random.nextLong()),
                            network,
                            faults,
                            trace::line));
        }
        this.members =
                new Members(
                        new Random(random.nextLong()),
                        time,
                        faults,
                        devices,
                        network,
                        memory,
                        folder,
                        trace::line);
        this.mischief =
                new Mischief(
                        new Random(random.nextLong()),
                        time,
                        faults,
                        devices,
                        network,
                        server,
                        liar,
                        members,
                        setting.calm(),
                        trace::line);
    }

    /// So few channels and so short ones that devices lose them.
    private Limits tight() {
        var usual = Limits.DEFAULT;
        return new Limits(
                1 + random.nextInt(3),
                1 + random.nextInt(10),
                5 + random.nextInt(60),
                usual.channelBytesMax(),
                usual.accountBytesMax(),
                usual.requestBytesMax(),
                usual.requestsPerMinute(),
                usual.logInsPerMinute());
    }

    private WrongClock clock() {
        if (!faults.may(Fault.CLOCK_WRONG)) {
            return new WrongClock(time, Duration.ZERO);
        }
        faults.strikes(Fault.CLOCK_WRONG);
        int seconds = random.nextInt(2 * CLOCK_WRONG_SECONDS_MAX) - CLOCK_WRONG_SECONDS_MAX;
        return new WrongClock(time, Duration.ofSeconds(seconds));
    }

    /// How a simulation ended.
    ///
    /// @param trace    everything that happened
    /// @param viewHash of the first device
    /// @param entries  how many it has
    /// @param struck   how often each kind of fault did
    record Outcome(
            List<String> trace,
            String viewHash,
            long entries,
            Map<Fault, Integer> struck,
            List<String> broken) {}

    /// Lives through so many edits and whatever goes wrong meanwhile, up to the first broken promise; what must hold at the end is looked at,
    /// too.
    Outcome run() {
        return run(true);
    }

    /// The same for who only compares it with another run: what happens and where it ends.
    Outcome runAgain() {
        return run(false);
    }

    private Outcome run(boolean looksAtEnd) {
        trace.line("this may happen: " + faults.possible().stream().sorted().toList());
        server.start();
        devices.all().forEach(SimulatedDevice::start);
        claims.begin();
        mischief.begin();
        outages.begin();
        rot.begin();
        time.after(SWEPT_EVERY, this::sweep);
        time.after(Duration.ZERO, this::live);
        while (leftToDo > 0 && watch.broken().isEmpty()) {
            step();
        }
        outages.end();
        rot.end();
        mischief.end();
        boolean isAtRest = watch.broken().isEmpty() && cameToRest();
        var broken = new ArrayList<>(watch.broken());
        if (broken.isEmpty() && !isAtRest) {
            devices.all().forEach(device -> broken.add(unrest(device)));
        }
        var first = devices.members().getFirst();
        var viewHash = first.isOn() ? first.store().view().viewHash() : "off";
        long entries =
                first.isOn()
                        ? first.store().received().seqByDevice().values().stream()
                                .mapToLong(Long::longValue)
                                .sum()
                        : 0;
        if (isAtRest && looksAtEnd) {
            broken.addAll(new Promises(devices, memory, user).broken());
        }
        broken.addAll(tap.seen());
        return new Outcome(trace.lines(), viewHash, entries, faults.struck(), broken);
    }

    private static String unrest(SimulatedDevice device) {
        return device.name()
                + " does not come to rest: "
                + (device.isOn()
                        ? device.syncState()
                                + " "
                                + device.store().standing()
                                + " has "
                                + device.store().received().seqByDevice().values()
                        : "off");
    }

    private void step() {
        if (!time.next()) {
            throw new IllegalStateException("nothing happens any more");
        }
        devices.noticePowerCuts(mischief.off());
        watch.look(time.awaited());
    }

    /// The person does something, pauses, and does something else.
    private void live() {
        if (leftToDo > 0) {
            var all = devices.members();
            var device = all.get(random.nextInt(all.size()));
            if (device.isOn()) {
                user.act(device);
                leftToDo--;
                all.stream()
                        .filter(one -> one.isOn() && !one.hasLostPower())
                        .forEach(one -> watch.broken().addAll(claims.broken(one, one == device)));
            }
            var pause = Duration.ofSeconds(random.nextInt(5) == 0 ? 60 : 2);
            time.after(
                    devices.isNight()
                            ? Devices.NIGHTLY
                            : Duration.ofMillis(1 + random.nextLong(pause.toMillis())),
                    this::live);
        }
    }

    /// As often as a server does it, but not while nobody is there.
    private void sweep() {
        if (devices.anyOn()) {
            server.sweep();
        }
        time.after(devices.isNight() ? Devices.NIGHTLY : SWEPT_EVERY, this::sweep);
    }

    /// Whether everybody has everything, and says so, for longer than a poll.
    private boolean cameToRest() {
        long atLast = time.nowMs() + REST_AT_LAST.toMillis();
        long until = time.nowMs() + REST_WITHIN.toMillis();
        int rested = 0;
        while (time.nowMs() < Math.min(until, atLast) && watch.broken().isEmpty()) {
            int requests = network.requests();
            long lookAt = time.nowMs() + LOOKED_EVERY.toMillis();
            while (time.nowMs() < lookAt) {
                step();
            }
            if (anyCloning()) {
                until = time.nowMs() + REST_WITHIN.toMillis();
            }
            boolean isQuiet =
                    network.requests() - requests <= QUIET_REQUESTS_MAX * devices.all().size();
            rested = isQuiet && isAtRest() ? rested + 1 : 0;
            if (rested == 2) {
                return true;
            }
        }
        return false;
    }

    private boolean anyCloning() {
        return devices.members().stream()
                .anyMatch(
                        device ->
                                device.isOn()
                                        && device.syncState().kind() == SyncState.Kind.CLONING);
    }

    private boolean isAtRest() {
        var all = devices.members();
        // Others wait for one that has to sign in again, as does who wants to remove it.
        all.stream().filter(Simulation::isEstranged).forEach(SimulatedDevice::signInAgain);
        return all.stream().allMatch(SimulatedDevice::isOn)
                && all.stream().allMatch(this::isAtRest)
                && members.isSettled()
                && all.stream().map(one -> one.store().received()).distinct().count() == 1;
    }

    private static boolean isEstranged(SimulatedDevice device) {
        return device.isOn() && String.valueOf(device.syncState().reason()).startsWith(ESTRANGED);
    }

    /// A device that was told of two histories has everything, and goes on saying so.
    private boolean isAtRest(SimulatedDevice device) {
        var state = device.syncState();
        return state.kind() == SyncState.Kind.UP_TO_DATE
                || state.kind() == SyncState.Kind.NEEDS_YOU
                        && String.valueOf(state.reason()).startsWith(TWO_HISTORIES)
                        && !Collections.disjoint(faults.possible(), MAKING_HISTORIES);
    }

    @Override
    public String toString() {
        return trace.toString();
    }

    private LyingServer liar() {
        return liar;
    }

    /// Switches everything off.
    @Override
    public void close() {
        members.close();
        var on = devices.all().stream().filter(SimulatedDevice::isOn).toList();
        var open = new int[] {on.size()};
        on.forEach(device -> device.end(() -> open[0]--));
        while (open[0] > 0 && time.next()) {
            // Each device ends in an event of its own.
        }
        devices.all().forEach(SimulatedDevice::close);
        liar.close();
        server.close();
    }
}
