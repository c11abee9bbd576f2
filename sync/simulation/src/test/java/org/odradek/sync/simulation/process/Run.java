package org.odradek.sync.simulation.process;

import org.odradek.sync.simulation.device.Folders;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;

/// Devices and a server, each a process of its own, that write and are troubled for a while and then have to come to rest alike. All
/// time is real.
final class Run implements AutoCloseable {
    /// Of all devices together.
    private static final int ENTRIES_A_SECOND = 50;

    /// Ten runtimes that start at once on a small machine.
    private static final Duration START_MAX = Duration.ofMinutes(3);

    /// Writing without troubles, so that whoever waits to try again does so at once.
    private static final Duration CALM = Duration.ofSeconds(2);

    /// Longer than the longest wait of a device between two tries, a few times.
    private static final Duration REST_MAX = Duration.ofMinutes(3);

    private static final Duration ASKED_EVERY = Duration.ofSeconds(1);

    private static final Duration STEP = Duration.ofMillis(20);

    private final Engine engine;
    private final int lengthMs;
    private final List<Device> devices = new ArrayList<>();
    private final Server server;
    private final Troubles troubles;
    private final long startNs = System.nanoTime();
    private long askedMs;

    /// What came of it.
    sealed interface Outcome {
        record Held(String told) implements Outcome {}

        record Broken(List<String> promises) implements Outcome {}
    }

    /// @param name of its database
    /// @param seed of what the devices write
    record Plan(String name, long seed, Duration length, List<Trouble> troubles) {}

    static Outcome go(Launcher launcher, Family family, Path folder, Engine engine, Plan plan)
            throws IOException, InterruptedException, SQLException {
        Folders.delete(folder);
        Folders.copy(family.folder(), folder);
        var options = engine.begin(plan.name(), family.database());
        try (var run = new Run(launcher, family, folder, engine, options, plan)) {
            return run.outcome();
        } finally {
            engine.drop(plan.name());
        }
    }

    private Run(
            Launcher launcher,
            Family family,
            Path folder,
            Engine engine,
            List<String> options,
            Plan plan)
            throws IOException, InterruptedException {
        this.engine = engine;
        this.lengthMs = (int) plan.length().toMillis();
        int count = family.devices().size();
        var lines = new ArrayList<Line>();
        for (int i = 0; i < count; i++) {
            lines.add(new Line(0));
        }
        this.server =
                Server.start(
                        launcher,
                        folder.resolve(Family.SERVER),
                        options,
                        port -> lines.forEach(line -> line.to(port)));
        var every = Duration.ofSeconds(count).dividedBy(ENTRIES_A_SECOND);
        for (int i = 0; i < count; i++) {
            devices.add(
                    new Device(
                            launcher,
                            i,
                            folder.resolve(family.devices().get(i)),
                            lines.get(i),
                            family.items(),
                            plan.seed(),
                            every));
        }
        this.troubles = new Troubles(plan.troubles(), devices, server, engine);
    }

    private Outcome outcome() throws IOException, InterruptedException {
        if (!until(START_MAX, () -> devices.stream().allMatch(Device::isReady))) {
            return broken("not every device begins");
        }
        long beginMs = nowMs();
        devices.forEach(each -> each.write(true));
        troubles.begin(beginMs);
        until(Duration.ofMillis(lengthMs), () -> false);
        int written = entries();
        devices.forEach(each -> each.write(false));
        troubles.end();
        until(START_MAX, server::isListening);
        devices.forEach(each -> each.write(true));
        until(CALM, () -> false);
        devices.forEach(each -> each.write(false));
        long restMs = nowMs();
        if (!until(REST_MAX, this::isAtRest)) {
            return broken("it does not come to rest");
        }
        long restedMs = nowMs() - restMs;
        devices.forEach(each -> each.say("report"));
        if (!until(REST_MAX, () -> devices.stream().allMatch(each -> each.report() != null))) {
            return broken("not every device says what it shows");
        }
        var promises = new ArrayList<>(broken());
        compare(promises);
        return promises.isEmpty()
                ? new Outcome.Held(
                        "%s, began after %d ms, %d entries a second, %d lines, rest after %d ms, %s"
                                .formatted(
                                        engine.word(),
                                        beginMs,
                                        written * 1000L / lengthMs,
                                        accepted().size(),
                                        restedMs,
                                        troubles))
                : broken(promises);
    }

    /// What devices found, or else what is said here.
    private Outcome broken(String otherwise) {
        return broken(broken().isEmpty() ? List.of(otherwise) : broken());
    }

    private Outcome broken(List<String> promises) {
        var all = new ArrayList<>(promises.subList(0, Math.min(20, promises.size())));
        all.add("happened: " + troubles);
        devices.forEach(each -> all.add(each.name() + ": " + each.standing()));
        return new Outcome.Broken(all);
    }

    private long nowMs() {
        return (System.nanoTime() - startNs) / 1_000_000;
    }

    private int entries() {
        return devices.stream().mapToInt(Device::entries).sum();
    }

    private SortedSet<String> accepted() {
        var all = new TreeSet<String>();
        devices.forEach(each -> all.addAll(each.accepted()));
        return all;
    }

    private interface Condition {
        boolean holds();
    }

    /// Lets happen what is due, until the condition holds or something is broken; answers false when the time is up.
    private boolean until(Duration atMost, Condition condition)
            throws IOException, InterruptedException {
        long endMs = nowMs() + atMost.toMillis();
        while (!condition.holds()) {
            if (nowMs() > endMs || !broken().isEmpty()) {
                return false;
            }
            troubles.go(nowMs());
            LockSupport.parkNanos(STEP.toNanos());
        }
        return true;
    }

    /// What devices found not to hold, and who ended without being killed.
    private List<String> broken() {
        var broken = new ArrayList<String>();
        devices.forEach(each -> broken.addAll(each.broken()));
        devices.forEach(each -> ended(each.name(), each.program(), broken));
        ended("the server", server.program(), broken);
        return broken;
    }

    private static void ended(String who, Program program, List<String> broken) {
        program.endedByItself()
                .ifPresent(exit -> broken.add(who + " has ended with " + exit + ", see its log"));
    }

    private boolean isAtRest() {
        var standings = devices.stream().map(Device::standing).toList();
        var first = standings.getFirst();
        if (standings.stream()
                .allMatch(each -> each != null && each.rests() && each.equals(first))) {
            return true;
        }
        if (nowMs() - askedMs > ASKED_EVERY.toMillis()) {
            askedMs = nowMs();
            devices.forEach(each -> each.say("standing"));
        }
        return false;
    }

    private void compare(List<String> promises) {
        var accepted = accepted();
        var first = devices.getFirst().report();
        for (var device : devices) {
            var report = device.report();
            if (!report.viewHash().equals(first.viewHash())) {
                promises.add(device.name() + " shows another view");
            }
            var lost = new TreeSet<>(accepted);
            lost.removeAll(report.lines());
            if (!lost.isEmpty()) {
                promises.add(device.name() + " lacks what was accepted: " + lost);
            }
        }
    }

    @Override
    public void close() throws IOException {
        for (var device : devices) {
            device.close();
        }
        server.close();
    }
}
