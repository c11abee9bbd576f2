package org.odradek.core.text;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// Which lines of a merged text a person should look at, and what was merged without a need to look.
///
/// A place is a line of the text in the common past of two events that both touched it, neither having seen the other (see
/// [LineTouch] for what touching is). It is open until somebody has reviewed a version that holds both, or a person's splice in that
/// same line comes after both. The answer depends on the set of events alone.
///
/// While events arrive in sequence, [#after] carries the open places on. [#of] computes them from the whole history; it is needed
/// only when an event arrives that does not know everything here, or when a review comes or is taken back. All methods are pure.
public final class LineReview {
    private LineReview() {}

    /// `open` in the order of the text, `merged` in the order of time.
    public record Review(List<ReviewPlace> open, List<AutomaticMerge> merged) {
        public Review {
            open = List.copyOf(open);
            merged = List.copyOf(merged);
        }
    }

    /// The review of the text at `current`. `reviewed` are the versions that somebody looked at and found good; `byPerson` says of an
    /// event whether a person wrote it, who then saw the line (by typing or deciding, not by an import).
    public static Review of(
            EventGraph graph,
            Frontier current,
            Collection<Frontier> reviewed,
            Predicate<BodyEventId> byPerson) {
        var merged = new ArrayList<AutomaticMerge>();
        var open =
                walked(
                        graph,
                        current,
                        reviewed,
                        byPerson,
                        window -> window.merged().ifPresent(merged::add));
        return new Review(open, merged);
    }

    /// The open places alone, which is much less work.
    public static List<ReviewPlace> open(
            EventGraph graph,
            Frontier current,
            Collection<Frontier> reviewed,
            Predicate<BodyEventId> byPerson) {
        return List.copyOf(walked(graph, current, reviewed, byPerson, _ -> {}));
    }

    private static List<ReviewPlace> walked(
            EventGraph graph,
            Frontier current,
            Collection<Frontier> reviewed,
            Predicate<BodyEventId> byPerson,
            Consumer<ReviewWindow> windows) {
        var stretches = History.of(graph, current).stretches();
        var stretchOf = new HashMap<BodyEventId, Integer>();
        if (!reviewed.isEmpty()) {
            for (int i = 0; i < stretches.size(); i++) {
                for (var event : stretches.get(i).events()) {
                    stretchOf.put(event.id(), i);
                }
            }
        }
        var text = new TextBuffer();
        List<ReviewPlace> open = List.of();
        for (int i = 0; i < stretches.size(); i++) {
            var stretch = stretches.get(i);
            if (stretch.sequential()) {
                var event = stretch.events().getFirst();
                open = carried(open, text, event.splices(), byPerson.test(event.id()));
            } else {
                var window = new ReviewWindow(stretch, text);
                open = window.open(open, reviewedFrom(reviewed, stretchOf, i, stretch), byPerson);
                windows.accept(window);
            }
        }
        return open;
    }

    /// The places that stay open after an event that had seen everything, in the order of the text; `splices` are its splices, on
    /// `textBefore`.
    public static List<ReviewPlace> after(
            List<ReviewPlace> open, String textBefore, List<Splice> splices, boolean byPerson) {
        return open.isEmpty() ? open : carried(open, new TextBuffer(textBefore), splices, byPerson);
    }

    private static List<ReviewPlace> carried(
            List<ReviewPlace> open, TextBuffer text, List<Splice> splices, boolean byPerson) {
        if (open.isEmpty()) {
            text.apply(splices);
            return open;
        }
        var ranges = new HashMap<ReviewPlace, LineRange>();
        open.forEach(place -> ranges.put(place, place.range()));
        for (var splice : splices) {
            if (byPerson) {
                var lines = LineTouch.splicing(text, splice);
                ranges.values().removeIf(range -> lines.stream().anyMatch(range::meets));
            }
            ranges.replaceAll((_, range) -> moved(range, splice));
            text.apply(splice);
        }
        return moved(ranges, text);
    }

    private static List<ReviewPlace> moved(Map<ReviewPlace, LineRange> ranges, TextBuffer text) {
        var moved = new ArrayList<ReviewPlace>();
        ranges.forEach(
                (place, range) -> moved.add(place.movedTo(range.start(), range.end(), text)));
        moved.sort(Comparator.comparingInt(ReviewPlace::start).thenComparingInt(ReviewPlace::end));
        return moved;
    }

    /// New lines put before the place or behind it stay outside; everything else at its ends belongs to it.
    private static LineRange moved(LineRange range, Splice splice) {
        var inserted = splice.inserted();
        boolean before =
                !inserted.isEmpty() && LineRange.isBreak(inserted.charAt(inserted.length() - 1));
        boolean behind = !inserted.isEmpty() && LineRange.isBreak(inserted.charAt(0));
        var one = List.of(splice);
        int start =
                SpliceTransform.position(
                        range.start(),
                        one,
                        before
                                ? SpliceTransform.AtSamePlace.AFTER
                                : SpliceTransform.AtSamePlace.BEFORE);
        int end =
                SpliceTransform.position(
                        range.end(),
                        one,
                        behind
                                ? SpliceTransform.AtSamePlace.BEFORE
                                : SpliceTransform.AtSamePlace.AFTER);
        return new LineRange(start, Math.max(start, end));
    }

    /// What the reviews say about one stretch. Having seen anything later is having seen all of it.
    private static List<Frontier> reviewedFrom(
            Collection<Frontier> reviewed,
            Map<BodyEventId, Integer> stretchOf,
            int number,
            History.Stretch stretch) {
        var said = new ArrayList<Frontier>();
        for (var version : reviewed) {
            boolean later =
                    version.ids().stream().anyMatch(id -> stretchOf.getOrDefault(id, -1) > number);
            said.add(later ? stretch.end() : version);
        }
        return said;
    }
}
