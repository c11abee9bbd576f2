package org.odradek.core.text;

import java.util.ArrayList;
import java.util.List;

/// What a list of splices does altogether, told by the text before it: pieces that are replaced, ascending, with something kept
/// between any two of them. What one splice inserts and a later one deletes again has vanished.
final class Hunks {
    /// The units from `start` to `end` of the text before become `inserted`.
    record Hunk(int start, int end, String inserted) {
        int growth() {
            return inserted.length() - (end - start);
        }

        private int newEnd(int shift) {
            return start + shift + inserted.length();
        }
    }

    private final List<Hunk> hunks = new ArrayList<>();

    static Hunks of(List<Splice> splices) {
        var hunks = new Hunks();
        splices.forEach(hunks::add);
        return hunks;
    }

    List<Hunk> list() {
        return List.copyOf(hunks);
    }

    /// The same as splices, from left to right, each relative to what the previous one left.
    List<Splice> splices() {
        var splices = new ArrayList<Splice>(hunks.size());
        int shift = 0;
        for (var hunk : hunks) {
            splices.add(new Splice(hunk.start + shift, hunk.end - hunk.start, hunk.inserted));
            shift += hunk.growth();
        }
        return splices;
    }

    /// Adds one more splice after all others. The hunks that it touches and the splice become one.
    private void add(Splice splice) {
        int from = splice.position();
        int to = splice.deletedEnd();
        int index = 0;
        int shift = 0;
        while (index < hunks.size() && hunks.get(index).newEnd(shift) < from) {
            shift += hunks.get(index).growth();
            index++;
        }
        int start = from - shift;
        int end = to - shift;
        String before = "";
        String after = "";
        boolean first = true;
        while (index < hunks.size() && hunks.get(index).start + shift <= to) {
            var hunk = hunks.remove(index);
            int newStart = hunk.start + shift;
            int newEnd = hunk.newEnd(shift);
            if (first && from >= newStart) {
                before = hunk.inserted.substring(0, from - newStart);
                start = hunk.start;
            }
            after = to < newEnd ? hunk.inserted.substring(to - newStart) : "";
            end = hunk.end + Math.max(to - newEnd, 0);
            shift += hunk.growth();
            first = false;
        }
        var joined = new Hunk(start, end, before + splice.inserted() + after);
        if (joined.end > joined.start || !joined.inserted.isEmpty()) {
            hunks.add(index, joined);
        }
    }
}
