package org.odradek.core.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Which parts of a text the runs of a window touched. It is cut behind each line break of the base that nobody deleted: those are in
/// every version, and keep what lies before them and behind them from ever being one line. So runs that share no part share no line.
final class LineParts {
    private final List<int[]> ofRuns = new ArrayList<>();

    LineParts(WindowWalk walk, UnitTexts texts, WindowRuns runs) {
        var parts = cut(walk, texts);
        for (int run = 0; run < runs.size(); run++) {
            var touched = new IntList();
            for (int event : runs.members(run)) {
                for (var change : walk.changes(event)) {
                    var spans =
                            switch (change) {
                                case WindowWalk.Change.Inserted(int offset, int length) ->
                                        walk.spans(UnitKey.of(event, offset), length);
                                case WindowWalk.Change.Deleted(long key, int length) ->
                                        walk.spans(key, length);
                            };
                    spans.forEach(span -> touched.add(Objects.requireNonNull(parts.get(span))));
                }
            }
            ofRuns.add(Arrays.stream(touched.toArray()).sorted().distinct().toArray());
        }
    }

    private static Map<Span, Integer> cut(WindowWalk walk, UnitTexts texts) {
        var parts = new IdentityHashMap<Span, Integer>();
        int part = 0;
        for (var span = walk.tree().first(); span != null; span = SpanTree.next(span)) {
            parts.put(span, part);
            if (span.event == WindowEvents.BASE && span.deleters.length == 0) {
                part += LineRange.breaks(texts.of(span));
            }
        }
        return parts;
    }

    /// Whether both runs touched some part.
    boolean share(int run, int other) {
        var one = ofRuns.get(run);
        var two = ofRuns.get(other);
        int i = 0;
        int j = 0;
        while (i < one.length && j < two.length) {
            if (one[i] == two[j]) {
                return true;
            }
            if (one[i] < two[j]) {
                i++;
            } else {
                j++;
            }
        }
        return false;
    }
}
