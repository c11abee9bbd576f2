package org.odradek.core.text;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/// The events of one window of history, numbered as they are walked: a parent always has a smaller number than its child. What
/// happened before the window is its base, known to all of them; parents there are left out. A version is the ascending array of
/// its newest events' numbers; empty is the base.
final class WindowEvents {
    /// Stands for whoever inserted the text that was there before the window.
    static final int BASE = -1;

    private static final byte FROM = 1;
    private static final byte TO = 2;
    private static final byte BOTH = 3;

    private final List<BodyEvent> events = new ArrayList<>();
    private final List<int[]> parents = new ArrayList<>();
    private final Map<BodyEventId, Integer> numbers = new HashMap<>();
    private byte[] sides = new byte[16];

    int size() {
        return events.size();
    }

    BodyEvent event(int number) {
        return events.get(number);
    }

    int[] parents(int number) {
        return parents.get(number);
    }

    /// The event's number, or null if it is not in the window.
    @Nullable Integer number(BodyEventId id) {
        return numbers.get(id);
    }

    int add(BodyEvent event) {
        int number = events.size();
        events.add(event);
        parents.add(version(event.parents()));
        numbers.put(event.id(), number);
        if (sides.length <= number) {
            sides = Arrays.copyOf(sides, sides.length * 2);
        }
        return number;
    }

    /// The version of that frontier; what is not in the window counts as the base.
    int[] version(Frontier frontier) {
        var ids = frontier.ids();
        var version = new int[ids.size()];
        int size = 0;
        for (var id : ids) {
            var number = numbers.get(id);
            if (number != null) {
                version[size++] = number;
            }
        }
        var trimmed = size == version.length ? version : Arrays.copyOf(version, size);
        Arrays.sort(trimmed);
        return trimmed;
    }

    /// What lies between two versions. `onlyFrom` descends, `onlyTo` ascends; each is what one has and the other has not.
    record Difference(int[] onlyFrom, int[] onlyTo) {}

    /// Walks back from both versions only as far as they differ.
    Difference difference(int[] from, int[] to) {
        if (Arrays.equals(from, to)) {
            return new Difference(new int[0], new int[0]);
        }
        var queue = new PriorityQueue<Integer>((a, b) -> Integer.compare(b, a));
        int[] unshared = {0};
        for (int number : from) {
            mark(queue, unshared, number, FROM);
        }
        for (int number : to) {
            mark(queue, unshared, number, TO);
        }
        var onlyFrom = new IntList();
        var onlyTo = new IntList();
        while (unshared[0] > 0) {
            int number = queue.remove();
            byte side = sides[number];
            sides[number] = 0;
            if (side == FROM) {
                onlyFrom.add(number);
                unshared[0]--;
            } else if (side == TO) {
                onlyTo.add(number);
                unshared[0]--;
            }
            for (int parent : parents.get(number)) {
                mark(queue, unshared, parent, side);
            }
        }
        for (int number : queue) {
            sides[number] = 0;
        }
        return new Difference(onlyFrom.toArray(), onlyTo.reversed());
    }

    private void mark(PriorityQueue<Integer> queue, int[] unshared, int number, byte side) {
        byte before = sides[number];
        byte after = (byte) (before | side);
        if (before == 0) {
            queue.add(number);
            if (after != BOTH) {
                unshared[0]++;
            }
        } else if (before != BOTH && after == BOTH) {
            unshared[0]--;
        }
        sides[number] = after;
    }
}
