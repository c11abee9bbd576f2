package org.odradek.core.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/// Finds, in one window of concurrent events, the lines that were touched from two sides, and how the others were merged.
final class ReviewWindow {
    private static final int[] BASE_VERSION = {};

    private final History.Stretch stretch;
    private final WindowEvents events;
    private final WindowWalk walk;
    private final WindowRuns runs;
    private final UnitTexts texts;
    private final TextBuffer text;

    /// `text` is the text before the window; it is brought to the window's end.
    ReviewWindow(History.Stretch stretch, TextBuffer text) {
        this.stretch = stretch;
        this.text = text;
        events = stretch.window();
        texts = new UnitTexts(events, text.toString());
        walk = new WindowWalk(events, texts);
        for (int number = 0; number < events.size(); number++) {
            var out = new SpliceList();
            walk.walk(number, out);
            text.apply(out.toList());
        }
        runs = new WindowRuns(events);
    }

    /// A line touched from two sides by events that do not know each other.
    private record Draft(
            WindowRegion region, String base, int[] version, TreeSet<Integer> events) {}

    /// The places that are open at the window's end: those of before (`carried`) in which no person wrote meanwhile, and new ones.
    List<ReviewPlace> open(
            List<ReviewPlace> carried,
            Collection<Frontier> reviewed,
            Predicate<BodyEventId> byPerson) {
        var places = new ArrayList<ReviewPlace>();
        if (!carried.isEmpty()) {
            places.addAll(stillOpen(carried, byPerson));
        }
        for (var draft : united(drafts(reviewed, byPerson))) {
            places.add(place(draft));
        }
        return unitedPlaces(places);
    }

    /// How lines that one side alone touched were merged; empty if there are none.
    Optional<AutomaticMerge> merged() {
        var base = new TouchedLines(walk, texts, BASE_VERSION);
        var lines = new TreeMap<LineRange, TreeSet<Integer>>();
        var gaps = new TreeMap<Integer, TreeSet<Integer>>();
        for (var touched : base.by(everything())) {
            for (var line : touched.lines()) {
                lines.computeIfAbsent(line, _ -> new TreeSet<>()).add(touched.event());
            }
            for (int gap : touched.gaps()) {
                gaps.computeIfAbsent(gap, _ -> new TreeSet<>()).add(touched.event());
            }
        }
        lines.forEach(
                (line, touching) -> {
                    if (newest(touching).size() == 1) {
                        gaps.remove(line.start());
                        gaps.remove(line.end());
                    }
                });
        gaps.forEach((gap, touching) -> lines.put(new LineRange(gap, gap), touching));
        var merged = new TreeMap<LineRange, AutomaticMerge.MergedLine>();
        gaps.forEach(
                (gap, touching) -> {
                    var place = new LineRange(gap, gap);
                    merged.put(place, mergedLine(region(base, place), "", newest(touching)));
                });
        lines.forEach(
                (line, touching) -> {
                    var newest = newest(touching);
                    if (newest.size() == 1) {
                        var before = base.text().substring(line.start(), line.end());
                        merged.put(line, mergedLine(region(base, line), before, newest));
                    }
                });
        if (merged.isEmpty()) {
            return Optional.empty();
        }
        var ids = new TreeSet<BodyEventId>();
        stretch.events().forEach(event -> ids.add(event.id()));
        return Optional.of(new AutomaticMerge(stretch.base(), ids, List.copyOf(merged.values())));
    }

    private int[] everything() {
        return IntStream.range(0, events.size()).toArray();
    }

    private AutomaticMerge.MergedLine mergedLine(
            WindowRegion region, String base, List<Integer> newest) {
        var spans = region.spans(walk);
        var now = new StringBuilder();
        spans.stream()
                .filter(span -> span.deleters.length == 0)
                .forEach(span -> now.append(texts.of(span)));
        return new AutomaticMerge.MergedLine(
                base, now.toString(), versions(spans, newest, _ -> false));
    }

    private List<ReviewPlace> stillOpen(
            List<ReviewPlace> carried, Predicate<BodyEventId> byPerson) {
        var base = new TouchedLines(walk, texts, BASE_VERSION);
        var written = new TreeSet<LineRange>();
        for (var touched : base.by(everything())) {
            if (byPerson.test(events.event(touched.event()).id())) {
                written.addAll(touched.lines());
            }
        }
        var open = new ArrayList<ReviewPlace>();
        for (var place : carried) {
            if (written.stream().noneMatch(line -> line.meets(place.range()))) {
                var range = rangeNow(region(base, place.range()), BASE_VERSION);
                open.add(place.movedTo(range.start(), range.end(), text));
            }
        }
        return open;
    }

    private List<Draft> drafts(Collection<Frontier> reviewed, Predicate<BodyEventId> byPerson) {
        var versions = reviewed.stream().map(events::version).toList();
        var parts = new LineParts(walk, texts, runs);
        var pairs = new LinkedHashMap<List<Integer>, List<int[]>>();
        for (int one = 0; one < runs.size(); one++) {
            for (int other = one + 1; other < runs.size(); other++) {
                if (runs.concurrent(one, other) && parts.share(one, other)) {
                    var common = Arrays.stream(runs.common(one, other)).boxed().toList();
                    pairs.computeIfAbsent(common, _ -> new ArrayList<>())
                            .add(new int[] {one, other});
                }
            }
        }
        var drafts = new ArrayList<Draft>();
        pairs.forEach(
                (common, sides) -> {
                    var version = common.stream().mapToInt(Integer::intValue).toArray();
                    var old = new TouchedLines(walk, texts, version);
                    var touched = new HashMap<Integer, SortedMap<LineRange, int[]>>();
                    for (var pair : sides) {
                        addDrafts(pair, version, old, touched, versions, byPerson, drafts);
                    }
                });
        return drafts;
    }

    private void addDrafts(
            int[] pair,
            int[] version,
            TouchedLines old,
            Map<Integer, SortedMap<LineRange, int[]>> touched,
            List<int[]> reviewed,
            Predicate<BodyEventId> byPerson,
            List<Draft> drafts) {
        var one = touchedByRun(pair[0], old, touched, byPerson);
        var other = touchedByRun(pair[1], old, touched, byPerson);
        for (var line : one.keySet()) {
            if (!other.containsKey(line)) {
                continue;
            }
            int oneEvent = one.get(line)[0];
            int otherEvent = other.get(line)[0];
            boolean seen =
                    reviewed.stream()
                            .anyMatch(v -> runs.holds(v, oneEvent) && runs.holds(v, otherEvent));
            if (!seen && !writtenAfter(pair, line, old, touched, byPerson)) {
                drafts.add(
                        new Draft(
                                region(old, line),
                                old.text().substring(line.start(), line.end()),
                                version,
                                new TreeSet<>(List.of(oneEvent, otherEvent))));
            }
        }
    }

    /// Whether a person wrote in the line having seen both sides.
    private boolean writtenAfter(
            int[] pair,
            LineRange line,
            TouchedLines old,
            Map<Integer, SortedMap<LineRange, int[]>> touched,
            Predicate<BodyEventId> byPerson) {
        for (int run = 0; run < runs.size(); run++) {
            if (runs.after(run, pair[0]) && runs.after(run, pair[1])) {
                var last = touchedByRun(run, old, touched, byPerson).get(line);
                if (last != null && last[1] >= 0) {
                    return true;
                }
            }
        }
        return false;
    }

    /// For each line that the run touched, the last event that did, and the last one by a person (or -1).
    private SortedMap<LineRange, int[]> touchedByRun(
            int run,
            TouchedLines old,
            Map<Integer, SortedMap<LineRange, int[]>> known,
            Predicate<BodyEventId> byPerson) {
        var touched = known.get(run);
        if (touched == null) {
            touched = new TreeMap<>();
            for (var by : old.by(runs.members(run))) {
                boolean person = byPerson.test(events.event(by.event()).id());
                for (var line : by.lines()) {
                    var last = touched.computeIfAbsent(line, _ -> new int[] {-1, -1});
                    last[0] = by.event();
                    last[1] = person ? by.event() : last[1];
                }
            }
            known.put(run, touched);
        }
        return touched;
    }

    private static WindowRegion region(TouchedLines old, LineRange line) {
        return new WindowRegion(
                line.start() == 0 ? UnitKey.START : old.unit(line.start() - 1),
                line.end() >= old.text().length() ? UnitKey.END : old.unit(line.end()));
    }

    /// A draft and where its line is in the merged text.
    private record Placed(Draft draft, LineRange range, String name) {}

    /// Drafts whose lines meet in the merged text are one. Which of them gives the base does not depend on the order of the walk.
    private List<Draft> united(List<Draft> drafts) {
        var placed = new ArrayList<Placed>();
        drafts.forEach(draft -> placed.add(new Placed(draft, rangeNow(draft), name(draft))));
        placed.sort(Comparator.comparing(Placed::range).thenComparing(Placed::name));
        var united = new ArrayList<Draft>();
        int end = -1;
        for (var next : placed) {
            if (next.range().start() <= end) {
                united.add(union(united.removeLast(), next.draft()));
                end = Math.max(end, next.range().end());
            } else {
                united.add(next.draft());
                end = next.range().end();
            }
        }
        return united;
    }

    private Draft union(Draft one, Draft other) {
        var first = name(one).compareTo(name(other)) <= 0 ? one : other;
        var all = new TreeSet<>(one.events);
        all.addAll(other.events);
        return new Draft(one.region.with(other.region, walk), first.base, first.version, all);
    }

    private String name(Draft draft) {
        var ids = new TreeSet<BodyEventId>();
        draft.events.forEach(event -> ids.add(events.event(event).id()));
        return ids.toString();
    }

    private LineRange rangeNow(Draft draft) {
        return rangeNow(draft.region, draft.version);
    }

    private LineRange rangeNow(WindowRegion region, int[] version) {
        var excerpt =
                WindowRegion.excerpt(
                        region.spans(walk),
                        texts,
                        span -> span.deleters.length == 0,
                        span -> runs.visible(span, version));
        int start = region.startNow(walk) + excerpt.skippedUnits();
        return new LineRange(start, start + excerpt.text().length());
    }

    private ReviewPlace place(Draft draft) {
        var range = rangeNow(draft);
        var merged = text.substring(range.start(), range.end());
        var versions =
                versions(
                        draft.region.spans(walk),
                        newest(draft.events),
                        span -> runs.visible(span, draft.version));
        return new ReviewPlace(range.start(), range.end(), draft.base, merged, versions);
    }

    private List<LineVersion> versions(
            List<Span> spans, List<Integer> newest, Predicate<Span> old) {
        var versions = new ArrayList<LineVersion>();
        for (int event : newest) {
            int[] version = {event};
            var line = WindowRegion.excerpt(spans, texts, span -> runs.visible(span, version), old);
            versions.add(new LineVersion(events.event(event).id(), line.text()));
        }
        versions.sort(Comparator.comparing(LineVersion::event));
        return versions;
    }

    /// The events that no other one of them has seen.
    private List<Integer> newest(Collection<Integer> touching) {
        var last = runs.lastOfEachRun(touching);
        var newest = new ArrayList<Integer>();
        for (int event : last) {
            if (last.stream().noneMatch(later -> later != event && runs.knows(later, event))) {
                newest.add(event);
            }
        }
        return newest;
    }

    private List<ReviewPlace> unitedPlaces(List<ReviewPlace> places) {
        places.sort(Comparator.comparingInt(ReviewPlace::start).thenComparingInt(ReviewPlace::end));
        var united = new ArrayList<ReviewPlace>();
        for (var place : places) {
            if (!united.isEmpty() && united.getLast().range().meets(place.range())) {
                var last = united.removeLast();
                var versions = new TreeMap<BodyEventId, LineVersion>();
                place.versions().forEach(version -> versions.put(version.event(), version));
                last.versions().forEach(version -> versions.put(version.event(), version));
                int end = Math.max(last.end(), place.end());
                united.add(
                        new ReviewPlace(
                                last.start(),
                                end,
                                last.base(),
                                text.substring(last.start(), end),
                                List.copyOf(versions.values())));
            } else {
                united.add(place);
            }
        }
        return united;
    }
}
