package org.odradek.sync.simulation;

import org.odradek.sync.simulation.fault.Fault;
import org.odradek.sync.simulation.fault.Faults;
import org.odradek.sync.simulation.server.SimulatedServer;
import org.odradek.sync.simulation.time.VirtualTime;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/// What happens to single nodes of a server that has several, while the others serve. It has a course of its own, so that worlds with one
/// node are what they would be without it.
final class Outages {
    private static final Duration CALM = Duration.ofSeconds(30);
    private static final Duration OFF_MAX = Duration.ofSeconds(60);

    /// A request takes some ten of them, a sweep more.
    private static final int STEPS_MAX = 30;

    private static final List<Fault> EVENTS =
            List.of(
                    Fault.NODE_KILLED,
                    Fault.NODE_KILLED,
                    Fault.NODE_RESTARTED,
                    Fault.WAKE_BUS_LOSES);

    private final RandomGenerator random;
    private final VirtualTime time;
    private final Faults faults;
    private final SimulatedServer server;
    private final Consumer<String> trace;
    private final Course course;

    Outages(
            RandomGenerator random,
            VirtualTime time,
            Faults faults,
            Devices devices,
            SimulatedServer server,
            Consumer<String> trace) {
        this.random = random;
        this.time = time;
        this.faults = faults;
        this.server = server;
        this.trace = trace;
        this.course = new Course(random, time, devices, CALM, this::goWrong);
    }

    void begin() {
        if (server.nodes() > 1) {
            trace.accept("the server has " + server.nodes() + " nodes");
            server.whenNodeDies(this::hasDied);
            course.begin();
        }
    }

    private void goWrong() {
        faults.oneOf(random, EVENTS).ifPresent(this::goWrong);
    }

    private void goWrong(Fault fault) {
        var up = server.nodesUp();
        if (fault == Fault.WAKE_BUS_LOSES) {
            server.hintsAstray(random.nextBoolean() ? 0 : random.nextInt(100));
        } else if (!up.isEmpty()) {
            int node = up.get(random.nextInt(up.size()));
            if (fault == Fault.NODE_KILLED) {
                server.killNode(node, random.nextInt(STEPS_MAX), random.nextBoolean());
            } else {
                faults.strikes(fault);
                trace.accept("node " + node + " is restarted");
                server.stopNode(node);
                startLater(node);
            }
        }
    }

    private void hasDied(int node) {
        faults.strikes(Fault.NODE_KILLED);
        trace.accept("node " + node + " dies");
        startLater(node);
    }

    /// A server that is down as a whole starts with all its nodes.
    private void startLater(int node) {
        time.after(
                course.next(OFF_MAX),
                () -> {
                    if (server.isServing() && !server.nodesUp().contains(node)) {
                        trace.accept("node " + node + " starts");
                        server.startNode(node);
                    }
                });
    }

    void end() {
        course.end();
        server.spare();
    }
}
