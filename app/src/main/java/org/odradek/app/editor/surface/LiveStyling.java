package org.odradek.app.editor.surface;

import javafx.animation.AnimationTimer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;

import org.fxmisc.richtext.model.ReadOnlyStyledDocumentBuilder;
import org.fxmisc.richtext.model.StyleSpans;
import org.fxmisc.richtext.model.StyleSpansBuilder;
import org.fxmisc.richtext.model.StyledDocument;
import org.fxmisc.richtext.model.TwoDimensional.Bias;
import org.odradek.app.editor.styling.LineState;
import org.odradek.app.editor.styling.Span;
import org.odradek.app.editor.styling.SpanStyler;
import org.odradek.app.editor.styling.Style;
import org.odradek.app.editor.styling.StyledLine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Keeps the control's styles in step with its text: a changed line at once, everything else in
/// slices of a pulse, what is visible first.
///
/// It remembers for each line what the lines above leave open. When a line's successor gets another
/// state than it was styled with, that one is due too, and so on until the states agree.
final class LiveStyling {
    /// A slice leaves half of a 16 ms frame to layout and drawing.
    private static final long SLICE_NANOS = 8_000_000;

    /// What a key press may spend before it is shown.
    private static final long AT_ONCE_NANOS = 2_000_000;

    /// More than a tall screen shows.
    private static final int OPENING_LINES = 150;

    /// Notes up to here, which are nearly all, open styled as a whole.
    private static final int OPENING_CHARS = 100_000;

    /// So many lines are styled in about a millisecond.
    private static final int RUN_LINES = 100;

    private static final String REVIEW_LINE = "od-line-review";

    /// What is known of one line.
    private static final class Line {
        LineState before = LineState.PLAIN;
        boolean due = true;
    }

    private final MarkdownArea area;
    private final Layers layers;
    private final List<Line> lines = new ArrayList<>();
    private final TreeSet<Integer> changed = new TreeSet<>();
    private final Map<Set<Style>, Collection<String>> classes = new HashMap<>();
    private final ReadOnlyBooleanWrapper settled = new ReadOnlyBooleanWrapper(true);
    private final AnimationTimer slices =
            new AnimationTimer() {
                @Override
                public void handle(long now) {
                    slice();
                }
            };
    private int dueCount;
    private int firstDue;
    private boolean on = true;

    LiveStyling(MarkdownArea area, Layers layers) {
        this.area = area;
        this.layers = layers;
    }

    ReadOnlyBooleanProperty settledProperty() {
        return settled.getReadOnlyProperty();
    }

    /// Ignores changes until the next restart: the whole text is about to be another.
    void pause() {
        on = false;
    }

    /// A text as the control takes it, its first lines styled already, so that opening a note
    /// draws it once.
    StyledDocument<Collection<String>, String, Collection<String>> document(String text) {
        ReadOnlyStyledDocumentBuilder<Collection<String>, String, Collection<String>> builder =
                new ReadOnlyStyledDocumentBuilder<>(area.getSegOps(), List.of());
        int styledLines = text.length() <= OPENING_CHARS ? Integer.MAX_VALUE : OPENING_LINES;
        LineState state = LineState.PLAIN;
        int start = 0;
        for (int n = 0; start <= text.length(); n++) {
            int end = text.indexOf('\n', start);
            String line = text.substring(start, end < 0 ? text.length() : end);
            if (n < styledLines) {
                StyledLine look = SpanStyler.style(line, state);
                state = look.after();
                builder.addParagraph(line, wanted(look.spans()), List.of(look.kind().styleClass()));
            } else {
                builder.addParagraph(line, List.of(), List.of());
            }
            start = end < 0 ? text.length() + 1 : end + 1;
        }
        return builder.build();
    }

    /// All lines are new. States come first, in one quick pass, so that what is visible can be
    /// styled rightly before what stands above it.
    void restart(boolean styled) {
        on = styled;
        lines.clear();
        changed.clear();
        dueCount = 0;
        firstDue = 0;
        if (!on) {
            settle();
            return;
        }
        LineState state = LineState.PLAIN;
        for (var paragraph : area.getParagraphs()) {
            Line line = new Line();
            line.before = state;
            lines.add(line);
            state = SpanStyler.after(paragraph.getText(), state);
        }
        dueCount = lines.size();
        slice();
    }

    /// The text changed; the control must not be touched until the change is complete.
    void changed(Splice splice, String removed) {
        if (!on) {
            return;
        }
        int first = area.offsetToPosition(splice.at(), Bias.Forward).getMajor();
        int gone = lineFeeds(removed);
        int come = lineFeeds(splice.inserted());
        for (int i = gone; i > come; i--) {
            Line line = lines.remove(first + 1);
            dueCount -= line.due ? 1 : 0;
        }
        if (come > gone) {
            List<Line> fresh = new ArrayList<>();
            for (int i = gone; i < come; i++) {
                fresh.add(new Line());
            }
            lines.addAll(first + 1, fresh);
            dueCount += fresh.size();
        }
        for (int i = first; i <= first + come; i++) {
            due(i);
        }
        changed.add(first);
        // The line below the change was styled after lines that may be gone.
        if (gone > 0 && first + come + 1 < lines.size()) {
            due(first + come + 1);
        }
    }

    /// Ranges of text are to be styled again: what lies over them changed.
    void touched(List<Range> ranges) {
        if (!on) {
            return;
        }
        for (Range range : ranges) {
            int end = Math.min(range.end(), area.getLength());
            int from = area.offsetToPosition(Math.min(range.start(), end), Bias.Forward).getMajor();
            int to = area.offsetToPosition(end, Bias.Forward).getMajor();
            for (int i = from; i <= to; i++) {
                due(i);
            }
        }
    }

    /// Styles what just changed, as far as a key press has time for it.
    void now() {
        if (!on) {
            return;
        }
        long end = System.nanoTime() + AT_ONCE_NANOS;
        for (int first : changed) {
            for (int i = first; i < lines.size() && lines.get(i).due; i++) {
                if (i > first && System.nanoTime() > end) {
                    break;
                }
                style(i);
            }
        }
        changed.clear();
        settle();
    }

    /// A slice of what is due, what is visible first.
    void slice() {
        work(SLICE_NANOS);
    }

    private void work(long nanos) {
        long end = System.nanoTime() + nanos;
        for (int i : visibleDue()) {
            if (System.nanoTime() > end) {
                break;
            }
            if (lines.get(i).due) {
                run(i);
            }
        }
        while (dueCount > 0 && System.nanoTime() < end) {
            while (firstDue < lines.size() && !lines.get(firstDue).due) {
                firstDue++;
            }
            run(firstDue);
        }
        settle();
    }

    /// Styles due lines that follow each other as one change of the control, which costs it little
    /// more than one line does. Their text stays, so nothing else notices.
    private void run(int first) {
        List<StyledLine> run = new ArrayList<>();
        int from = first;
        for (int i = first; i < lines.size() && lines.get(i).due && run.size() < RUN_LINES; i++) {
            StyledLine styled = styled(i);
            if (run.isEmpty() && isDrawn(i, styled)) {
                from = i + 1;
            } else {
                run.add(styled);
            }
        }
        while (!run.isEmpty() && isDrawn(from + run.size() - 1, run.getLast())) {
            run.removeLast();
        }
        if (run.isEmpty()) {
            return;
        }
        ReadOnlyStyledDocumentBuilder<Collection<String>, String, Collection<String>> builder =
                new ReadOnlyStyledDocumentBuilder<>(area.getSegOps(), List.of());
        for (int i = 0; i < run.size(); i++) {
            StyledLine styled = run.get(i);
            builder.addParagraph(
                    area.getParagraph(from + i).getText(),
                    spans(from + i, styled),
                    kind(from + i, styled));
        }
        int last = from + run.size() - 1;
        int start = area.getAbsolutePosition(from, 0);
        int end = area.getAbsolutePosition(last, 0) + area.getParagraphLength(last);
        area.getContent().replace(start, end, builder.build());
    }

    private void settle() {
        settled.set(dueCount == 0);
        if (dueCount == 0) {
            slices.stop();
        } else {
            slices.start();
        }
    }

    private void due(int i) {
        Line line = lines.get(i);
        if (!line.due) {
            line.due = true;
            dueCount++;
        }
        firstDue = Math.min(firstDue, i);
    }

    /// Styles one line by itself, as after a key press.
    private void style(int i) {
        StyledLine styled = styled(i);
        StyleSpans<Collection<String>> wanted = spans(i, styled);
        if (!area.getStyleSpans(i).equals(wanted)) {
            area.setStyleSpans(i, 0, wanted);
        }
        List<String> kind = kind(i, styled);
        if (!kind.equals(List.copyOf(area.getParagraph(i).getParagraphStyle()))) {
            area.setParagraphStyle(i, kind);
        }
    }

    /// The look of a line that is due no more; its successor is, if it starts from another state.
    private StyledLine styled(int i) {
        Line line = lines.get(i);
        line.due = false;
        dueCount--;
        StyledLine styled = SpanStyler.style(area.getParagraph(i).getText(), line.before);
        if (i + 1 < lines.size() && !lines.get(i + 1).before.equals(styled.after())) {
            lines.get(i + 1).before = styled.after();
            due(i + 1);
        }
        return styled;
    }

    private boolean isDrawn(int i, StyledLine styled) {
        return kind(i, styled).equals(List.copyOf(area.getParagraph(i).getParagraphStyle()))
                && area.getStyleSpans(i).equals(spans(i, styled));
    }

    private StyleSpans<Collection<String>> spans(int i, StyledLine styled) {
        int start = area.getAbsolutePosition(i, 0);
        int end = start + area.getParagraphLength(i);
        List<Span> spans = styled.spans();
        for (Layer layer : Layer.values()) {
            for (Style style : Layers.styles(layer)) {
                for (Range range : layers.within(layer, start, end)) {
                    spans = over(spans, range.start() - start, range.end() - start, style);
                }
            }
        }
        return wanted(spans);
    }

    private List<String> kind(int i, StyledLine styled) {
        int start = area.getAbsolutePosition(i, 0);
        int end = start + area.getParagraphLength(i);
        boolean review = !layers.within(Layer.REVIEW, start, end).isEmpty();
        return review
                ? List.of(styled.kind().styleClass(), REVIEW_LINE)
                : List.of(styled.kind().styleClass());
    }

    private StyleSpans<Collection<String>> wanted(List<Span> spans) {
        StyleSpansBuilder<Collection<String>> builder = new StyleSpansBuilder<>();
        if (spans.isEmpty()) {
            builder.add(List.of(), 0);
        }
        for (Span span : spans) {
            builder.add(
                    classes.computeIfAbsent(span.styles(), LiveStyling::classes), span.length());
        }
        return builder.create();
    }

    private static Collection<String> classes(Set<Style> styles) {
        return styles.stream().sorted().map(Style::styleClass).toList();
    }

    /// The spans with one style more between two columns.
    private static List<Span> over(List<Span> spans, int from, int to, Style style) {
        List<Span> out = new ArrayList<>();
        int at = 0;
        for (Span span : spans) {
            int end = at + span.length();
            int cutFrom = Math.clamp(from, at, end);
            int cutTo = Math.clamp(to, at, end);
            if (cutFrom >= cutTo) {
                out.add(span);
            } else {
                add(out, cutFrom - at, span.styles());
                Set<Style> more = new HashSet<>(span.styles());
                more.add(style);
                add(out, cutTo - cutFrom, more);
                add(out, end - cutTo, span.styles());
            }
            at = end;
        }
        return out;
    }

    private static void add(List<Span> out, int length, Set<Style> styles) {
        if (length > 0) {
            out.add(new Span(length, styles));
        }
    }

    /// The lines on screen that are due. Asked once a slice, since the control lays out for it.
    private List<Integer> visibleDue() {
        List<Integer> visible = new ArrayList<>();
        if (dueCount == 0 || area.getScene() == null || area.getVisibleParagraphs().isEmpty()) {
            return visible;
        }
        int last = Math.min(area.lastVisibleParToAllParIndex(), lines.size() - 1);
        for (int i = area.firstVisibleParToAllParIndex(); i <= last; i++) {
            if (lines.get(i).due) {
                visible.add(i);
            }
        }
        return visible;
    }

    private static int lineFeeds(String text) {
        int n = 0;
        for (int i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) {
            n++;
        }
        return n;
    }
}
