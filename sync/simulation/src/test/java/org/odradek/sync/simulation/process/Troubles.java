package org.odradek.sync.simulation.process;

import java.io.IOException;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/// Lets the troubles of a run happen when their time has come, and makes well again what they did. For the run's one thread.
final class Troubles {
    private final List<Trouble> planned;
    private final List<Device> devices;
    private final Server server;
    private final Engine engine;
    private final Map<Trouble.Kind, Integer> happened = new EnumMap<>(Trouble.Kind.class);
    private final PriorityQueue<Due> due = new PriorityQueue<>(Comparator.comparingLong(Due::atMs));
    private long nowMs;

    private record Due(long atMs, Step step) {}

    private interface Step {
        void go() throws IOException, InterruptedException;
    }

    Troubles(List<Trouble> planned, List<Device> devices, Server server, Engine engine) {
        this.planned = planned;
        this.devices = devices;
        this.server = server;
        this.engine = engine;
    }

    /// From now on they happen.
    void begin(long beginMs) {
        planned.forEach(each -> due.add(new Due(beginMs + each.atMs(), () -> happen(each))));
    }

    /// What is due by now.
    void go(long newMs) throws IOException, InterruptedException {
        nowMs = newMs;
        while (!due.isEmpty() && due.peek().atMs() <= nowMs) {
            due.remove().step().go();
        }
    }

    private void happen(Trouble trouble) throws IOException, InterruptedException {
        var device = devices.get(trouble.device());
        if (happens(trouble, device)) {
            happened.merge(trouble.kind(), 1, Integer::sum);
        }
    }

    /// Answers false when there is nobody to whom it could happen.
    private boolean happens(Trouble trouble, Device device)
            throws IOException, InterruptedException {
        switch (trouble.kind()) {
            case DISCONNECT -> device.line().breakOff();
            case CUT -> enter(device, Line.State.CUT, trouble);
            case HELD -> enter(device, Line.State.HELD, trouble);
            case ALL_CUT -> devices.forEach(each -> enter(each, Line.State.CUT, trouble));
            case PAUSE -> {
                return pause(device.program(), trouble);
            }
            case PAUSE_SERVER -> {
                return pause(server.program(), trouble);
            }
            case KILL -> {
                return kill(device.program(), trouble, device::startAgain);
            }
            case KILL_SERVER -> {
                return kill(server.program(), trouble, server::startAgain);
            }
            case CRASH_ENGINE -> {
                return engine.crash();
            }
        }
        return true;
    }

    private void enter(Device device, Line.State state, Trouble trouble) {
        device.line().enter(state);
        later(trouble, () -> device.line().enter(Line.State.OPEN));
    }

    private boolean pause(Program program, Trouble trouble)
            throws IOException, InterruptedException {
        if (!program.isAlive() || program.isPaused()) {
            return false;
        }
        program.pause();
        later(trouble, program::goOn);
        return true;
    }

    private boolean kill(Program program, Trouble trouble, Step startAgain)
            throws InterruptedException {
        if (!program.isAlive()) {
            return false;
        }
        program.kill();
        later(trouble, startAgain);
        return true;
    }

    private void later(Trouble trouble, Step step) {
        due.add(new Due(nowMs + trouble.lastsMs(), step));
    }

    /// What was to be well again later is so now, and nothing more happens.
    void end() throws IOException, InterruptedException {
        while (!due.isEmpty()) {
            due.remove().step().go();
        }
    }

    /// How often each has happened.
    @Override
    public String toString() {
        return happened.toString();
    }
}
