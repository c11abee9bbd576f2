package org.odradek.core.text;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Takes events back: what they inserted and is still there goes, what they alone deleted comes back at its place. The text is then
/// as if they had not been made, and everything else stays. Redo is taking back what came out of this. Pure.
public final class TextUndo {
    private TextUndo() {}

    /// Splices for the text at `current`, from left to right. It reads the whole history, because what was deleted long ago stands
    /// nowhere else. Events that `current` does not hold are ignored.
    public static List<Splice> splices(
            EventGraph graph, Frontier current, Set<BodyEventId> undone) {
        return splices(History.of(graph, current), undone);
    }

    private static List<Splice> splices(History history, Set<BodyEventId> undone) {
        var stretches = history.stretches();
        int first = 0;
        var base = new TextBuffer();
        while (first < stretches.size() && holdsNone(stretches.get(first), undone)) {
            stretches.get(first).applyTo(base);
            first++;
        }
        if (first == stretches.size()) {
            return List.of();
        }
        var rest = new ArrayList<BodyEvent>();
        stretches
                .subList(first, stretches.size())
                .forEach(stretch -> rest.addAll(stretch.events()));
        var events = new WindowEvents();
        WalkOrder.of(rest).forEach(events::add);
        var walk = new WindowWalk(events);
        var numbers = new HashSet<Integer>();
        for (int number = 0; number < events.size(); number++) {
            walk.walk(number, null);
            if (undone.contains(events.event(number).id())) {
                numbers.add(number);
            }
        }
        return takenBack(walk, new UnitTexts(events, base.toString()), numbers);
    }

    private static List<Splice> takenBack(WindowWalk walk, UnitTexts texts, Set<Integer> undone) {
        var out = new SpliceList();
        int position = 0;
        for (var span = walk.tree().first(); span != null; span = SpanTree.next(span)) {
            boolean insertedByThem = undone.contains(span.event);
            if (span.deleters.length == 0) {
                if (insertedByThem) {
                    out.delete(position, span.length);
                } else {
                    position += span.length;
                }
            } else if (!insertedByThem && allOf(span.deleters, undone)) {
                out.insert(position, texts.of(span));
                position += span.length;
            }
        }
        return out.toList();
    }

    private static boolean allOf(int[] deleters, Set<Integer> undone) {
        for (int deleter : deleters) {
            if (!undone.contains(deleter)) {
                return false;
            }
        }
        return true;
    }

    private static boolean holdsNone(History.Stretch stretch, Set<BodyEventId> undone) {
        return stretch.events().stream().noneMatch(event -> undone.contains(event.id()));
    }
}
