package org.odradek.core.text;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

/// Who has seen whom in a window. Events that follow one another without a branch between them form a run; all events of a run stand
/// in the same relation to those of any other run, so that only runs are compared, and a thousand keystrokes are one of them.
final class WindowRuns {
    private final int[] runOf;
    private final List<int[]> members = new ArrayList<>();

    /// Per run, the runs that happened before it.
    private final List<BitSet> before = new ArrayList<>();

    WindowRuns(WindowEvents events) {
        this.runOf = new int[events.size()];
        var children = new int[events.size()];
        for (int event = 0; event < events.size(); event++) {
            for (int parent : events.parents(event)) {
                children[parent]++;
            }
        }
        var growing = new ArrayList<IntList>();
        for (int event = 0; event < events.size(); event++) {
            var parents = events.parents(event);
            if (parents.length == 1 && children[parents[0]] == 1) {
                runOf[event] = runOf[parents[0]];
            } else {
                runOf[event] = growing.size();
                growing.add(new IntList());
                before.add(seenBy(parents));
            }
            growing.get(runOf[event]).add(event);
        }
        growing.forEach(run -> members.add(run.toArray()));
    }

    int size() {
        return members.size();
    }

    int[] members(int run) {
        return members.get(run);
    }

    /// Of the events in each run, the last one.
    Collection<Integer> lastOfEachRun(Collection<Integer> events) {
        var last = new TreeMap<Integer, Integer>();
        events.forEach(event -> last.merge(runOf[event], event, Math::max));
        return last.values();
    }

    boolean concurrent(int run, int other) {
        return run != other && !before.get(run).get(other) && !before.get(other).get(run);
    }

    /// Whether run `later` has seen all of run `earlier`.
    boolean after(int later, int earlier) {
        return before.get(later).get(earlier);
    }

    /// Whether `event` is `other` or came after it.
    boolean knows(int event, int other) {
        return runOf[event] == runOf[other]
                ? event >= other
                : before.get(runOf[event]).get(runOf[other]);
    }

    /// Whether the version with these newest events holds `event`. Every version holds the base.
    boolean holds(int[] version, int event) {
        if (event == WindowEvents.BASE) {
            return true;
        }
        for (int head : version) {
            if (knows(head, event)) {
                return true;
            }
        }
        return false;
    }

    /// Whether the span's text is there in that version.
    boolean visible(Span span, int[] version) {
        if (!holds(version, span.event)) {
            return false;
        }
        for (int deleter : span.deleters) {
            if (holds(version, deleter)) {
                return false;
            }
        }
        return true;
    }

    /// The newest version that both runs had seen before they began.
    int[] common(int one, int other) {
        var rest = (BitSet) before.get(one).clone();
        rest.and(before.get(other));
        var heads = new IntList();
        for (int newest = rest.length() - 1; newest >= 0; newest = rest.length() - 1) {
            var run = members.get(newest);
            heads.add(run[run.length - 1]);
            rest.clear(newest);
            rest.andNot(before.get(newest));
        }
        return heads.reversed();
    }

    private BitSet seenBy(int[] parents) {
        var seen = new BitSet();
        for (int parent : parents) {
            seen.or(before.get(runOf[parent]));
            seen.set(runOf[parent]);
        }
        return seen;
    }
}
