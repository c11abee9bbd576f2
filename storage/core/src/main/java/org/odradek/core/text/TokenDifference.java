package org.odradek.core.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Compares two sequences of tokens. Tokens that occur once on either side anchor the comparison (Bram Cohen's patience
/// difference), and between anchors a shortest script is sought greedily (Myers, "An O(ND) Difference Algorithm and Its Variations",
/// 1986), in bounded pieces.
final class TokenDifference {
    /// After so many differences the comparison takes the farthest way found so far and begins anew behind it, so that time and
    /// memory are bounded by the length times this.
    private static final int DIFFERENCES_MAX = 256;

    private final int[] old;
    private final int[] young;
    private final List<Change> changes = new ArrayList<>();

    private TokenDifference(int[] old, int[] young) {
        this.old = old;
        this.young = young;
    }

    /// The old tokens from `oldStart` to `oldEnd` become the new ones from `newStart` to `newEnd`.
    record Change(int oldStart, int oldEnd, int newStart, int newEnd) {}

    /// What differs, from left to right; between two changes lies at least one equal token.
    static List<Change> changes(int[] old, int[] young) {
        var difference = new TokenDifference(old, young);
        int oldAt = 0;
        int newAt = 0;
        for (int[] anchor : difference.anchors()) {
            difference.between(oldAt, anchor[0], newAt, anchor[1]);
            oldAt = anchor[0] + 1;
            newAt = anchor[1] + 1;
        }
        difference.between(oldAt, old.length, newAt, young.length);
        return difference.changes;
    }

    /// Pairs (old, new) of equal tokens that are unique on both sides, ascending on both: the longest such row.
    private List<int[]> anchors() {
        var oldPlaces = uniquePlaces(old);
        var newPlaces = uniquePlaces(young);
        var pairs = new ArrayList<int[]>();
        for (int i = 0; i < old.length; i++) {
            var place = oldPlaces.get(old[i]);
            var counterpart = newPlaces.get(old[i]);
            if (place != null && place == i && counterpart != null && counterpart >= 0) {
                pairs.add(new int[] {i, counterpart});
            }
        }
        return longestAscending(pairs);
    }

    private static Map<Integer, Integer> uniquePlaces(int[] tokens) {
        var places = new HashMap<Integer, Integer>();
        for (int i = 0; i < tokens.length; i++) {
            places.merge(tokens[i], i, (_, _) -> -1);
        }
        return places;
    }

    private static List<int[]> longestAscending(List<int[]> pairs) {
        var tails = new int[pairs.size()];
        var previous = new int[pairs.size()];
        int length = 0;
        for (int i = 0; i < pairs.size(); i++) {
            int low = 0;
            int high = length;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (pairs.get(tails[middle])[1] < pairs.get(i)[1]) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            previous[i] = low == 0 ? -1 : tails[low - 1];
            tails[low] = i;
            length = Math.max(length, low + 1);
        }
        var row = new ArrayList<int[]>(length);
        for (int at = length == 0 ? -1 : tails[length - 1]; at >= 0; at = previous[at]) {
            row.add(pairs.get(at));
        }
        return row.reversed();
    }

    private void between(int oldFrom, int oldTo, int newFrom, int newTo) {
        int oldAt = oldFrom;
        int newAt = newFrom;
        while (oldAt < oldTo || newAt < newTo) {
            if (oldAt == oldTo || newAt == newTo) {
                change(oldAt, oldTo, newAt, newTo);
                return;
            }
            var reached = piece(oldAt, oldTo, newAt, newTo);
            oldAt = reached[0];
            newAt = reached[1];
        }
    }

    /// Adds the changes of one bounded piece and says where it ends.
    private int[] piece(int oldFrom, int oldTo, int newFrom, int newTo) {
        int n = oldTo - oldFrom;
        int m = newTo - newFrom;
        int most = Math.min(DIFFERENCES_MAX, n + m);
        var farthest = new int[2 * most + 3];
        int middle = most + 1;
        var trail = new ArrayList<int[]>();
        for (int d = 0; d <= most; d++) {
            for (int k = -d; k <= d; k += 2) {
                boolean down =
                        k == -d || k != d && farthest[middle + k - 1] < farthest[middle + k + 1];
                int x = down ? farthest[middle + k + 1] : farthest[middle + k - 1] + 1;
                int y = x - k;
                while (x >= 0
                        && y >= 0
                        && x < n
                        && y < m
                        && old[oldFrom + x] == young[newFrom + y]) {
                    x++;
                    y++;
                }
                farthest[middle + k] = x;
                if (x >= n && y >= m) {
                    trail.add(Arrays.copyOfRange(farthest, middle - d, middle + d + 1));
                    follow(trail, k, oldFrom, newFrom);
                    return new int[] {oldTo, newTo};
                }
            }
            trail.add(Arrays.copyOfRange(farthest, middle - d, middle + d + 1));
        }
        int best = 0;
        int bestReach = -1;
        for (int k = -most; k <= most; k += 2) {
            int x = farthest[middle + k];
            int y = x - k;
            if (x <= n && y <= m && x + y > bestReach) {
                bestReach = x + y;
                best = k;
            }
        }
        follow(trail, best, oldFrom, newFrom);
        int x = farthest[middle + best];
        return new int[] {oldFrom + x, newFrom + x - best};
    }

    /// Walks the trail back from its last diagonal and adds the changes on the way, in ascending order.
    private void follow(List<int[]> trail, int diagonal, int oldFrom, int newFrom) {
        var steps = new ArrayList<Change>();
        int k = diagonal;
        for (int d = trail.size() - 1; d > 0; d--) {
            var before = trail.get(d - 1);
            int left = reach(before, d - 1, k - 1);
            int above = reach(before, d - 1, k + 1);
            boolean down = k == -d || k != d && left < above;
            int x = down ? above : left;
            int y = x - (down ? k + 1 : k - 1);
            steps.add(
                    new Change(
                            oldFrom + x,
                            oldFrom + x + (down ? 0 : 1),
                            newFrom + y,
                            newFrom + y + (down ? 1 : 0)));
            k += down ? 1 : -1;
        }
        for (var step : steps.reversed()) {
            change(step.oldStart, step.oldEnd, step.newStart, step.newEnd);
        }
    }

    private static int reach(int[] row, int d, int k) {
        return Math.abs(k) <= d ? row[k + d] : -1;
    }

    private void change(int oldStart, int oldEnd, int newStart, int newEnd) {
        if (!changes.isEmpty()) {
            var last = changes.getLast();
            if (last.oldEnd == oldStart && last.newEnd == newStart) {
                changes.set(
                        changes.size() - 1,
                        new Change(last.oldStart, oldEnd, last.newStart, newEnd));
                return;
            }
        }
        changes.add(new Change(oldStart, oldEnd, newStart, newEnd));
    }
}
