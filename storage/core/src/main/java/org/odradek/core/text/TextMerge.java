package org.odradek.core.text;

import java.util.Collection;
import java.util.List;

/// Merges texts by operations. The result depends on the set of events alone, whatever the order in which they came, as long as
/// parents come before children. Sequential history costs nothing but its splices; a concurrent event walks the window since the
/// last version that everything newer has seen (see [WindowWalk] for the algorithm and its sources). All methods are pure.
public final class TextMerge {
    private TextMerge() {}

    /// Integrates `event`, whose parents `current` must hold, and answers what that does to the text at `current`. An event that is
    /// there already does nothing. For many events at once, [MergeWindow] walks a window only once.
    public static Integrated integrate(EventGraph graph, Frontier current, BodyEvent event) {
        if (event.parents().equals(current)) {
            return new Integrated(event.splices(), current.after(event));
        }
        var window = new MergeWindow(graph, current);
        var splices = window.integrate(event);
        return new Integrated(splices, window.current());
    }

    /// As for one event, for a batch in an order in which parents come first.
    public static Integrated integrate(EventGraph graph, Frontier current, List<BodyEvent> events) {
        var window = new MergeWindow(graph, current);
        var splices = window.integrate(events);
        return new Integrated(splices, window.current());
    }

    /// The text at a version, replayed from the beginning.
    public static String textAt(EventGraph graph, Frontier version) {
        return replay(History.of(graph, version)).text();
    }

    /// A text and its version.
    public record Replayed(String text, Frontier frontier) {}

    /// Rebuilds a text from all its events, in any order in which parents come first. Throws IllegalArgumentException if a parent is
    /// missing or a splice does not fit its text.
    public static Replayed replay(Collection<BodyEvent> causalOrder) {
        return replay(History.of(causalOrder));
    }

    private static Replayed replay(History history) {
        var text = new TextBuffer();
        history.stretches().forEach(stretch -> stretch.applyTo(text));
        return new Replayed(text.toString(), history.frontier());
    }
}
