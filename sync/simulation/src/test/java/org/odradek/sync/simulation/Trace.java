package org.odradek.sync.simulation;

import org.odradek.sync.simulation.time.VirtualTime;

import java.util.ArrayList;
import java.util.List;

/// What happened, in order, by which a failure is understood and two runs of one seed are compared.
final class Trace {
    /// What a reader of a failure still reads.
    private static final int LINES_TOLD = Integer.getInteger("odradek.told", 150);

    private final VirtualTime time;
    private final List<String> lines = new ArrayList<>();

    Trace(VirtualTime time) {
        this.time = time;
    }

    void line(String what) {
        lines.add(time.nowMs() + " " + what);
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    /// The last of it.
    @Override
    public String toString() {
        return String.join(
                "\n", lines.subList(Math.max(0, lines.size() - LINES_TOLD), lines.size()));
    }
}
