package org.odradek.app.editor.surface;

import jfx.incubator.scene.control.richtext.SyntaxDecorator;
import jfx.incubator.scene.control.richtext.TextPos;
import jfx.incubator.scene.control.richtext.model.CodeTextModel;
import jfx.incubator.scene.control.richtext.model.RichParagraph;

import org.odradek.app.editor.styling.LineState;
import org.odradek.app.editor.styling.Span;
import org.odradek.app.editor.styling.SpanStyler;
import org.odradek.app.editor.styling.Style;
import org.odradek.app.editor.styling.StyledLine;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Styles the lines of the second surface as it asks for them, which is when they become visible.
final class MarkdownDecorator implements SyntaxDecorator {
    private static final Map<Style, String> GROUNDS = grounds();

    private final TextIndex index;
    private final Layers layers;

    /// The states before the lines from the first on, as far as they are known.
    private final List<LineState> states = new ArrayList<>(List.of(LineState.PLAIN));

    private boolean on = true;

    MarkdownDecorator(TextIndex index, Layers layers) {
        this.index = index;
        this.layers = layers;
    }

    private static Map<Style, String> grounds() {
        Map<Style, String> grounds = new EnumMap<>(Style.class);
        grounds.put(Style.MARK, "od-ground-mark");
        grounds.put(Style.CODE, "od-ground-code");
        grounds.put(Style.FENCE, "od-ground-fence");
        grounds.put(Style.BOX, "od-ground-box");
        grounds.put(Style.BOX_DONE, "od-ground-box-done");
        grounds.put(Style.ARRIVED, "od-ground-arrived");
        grounds.put(Style.FOUND, "od-ground-found");
        grounds.put(Style.FOUND_HERE, "od-ground-found-here");
        return grounds;
    }

    /// Whether lines are styled at all.
    void enable(boolean styled) {
        on = styled;
    }

    /// The text changed from a line on. Says whether the lines below look different now.
    boolean changed(int line, int linesGone, int linesCome) {
        int below = line + linesGone + 1;
        LineState before = below < states.size() ? states.get(below) : null;
        if (states.size() > line + 1) {
            states.subList(line + 1, states.size()).clear();
        }
        int after = line + linesCome + 1;
        return before != null && after < index.lines() && !before.equals(before(after));
    }

    @Override
    public RichParagraph createRichParagraph(CodeTextModel model, int line) {
        RichParagraph.Builder builder = RichParagraph.builder();
        String text = model.getPlainText(line);
        if (!on || line >= index.lines() || !text.equals(index.line(line))) {
            return builder.addSegment(text).build();
        }
        StyledLine styled = SpanStyler.style(text, before(line));
        int at = 0;
        for (Span span : styled.spans()) {
            String part = text.substring(at, at + span.length());
            String[] classes =
                    span.styles().stream().sorted().map(Style::styleClass).toArray(String[]::new);
            builder.addWithStyleNames(part, classes);
            for (Style style : span.styles()) {
                String ground = GROUNDS.get(style);
                if (ground != null) {
                    builder.addHighlight(at, span.length(), ground);
                }
            }
            at += span.length();
        }
        mark(builder, index.start(line), index.end(line));
        return builder.build();
    }

    private void mark(RichParagraph.Builder builder, int start, int end) {
        for (Layer layer : Layer.values()) {
            for (Style style : Layers.styles(layer)) {
                String ground = GROUNDS.get(style);
                if (ground != null) {
                    for (Range range : layers.within(layer, start, end)) {
                        int from = Math.max(range.start(), start);
                        int to = Math.min(range.end(), end);
                        if (from < to) {
                            builder.addHighlight(from - start, to - from, ground);
                        }
                    }
                }
            }
        }
    }

    /// Nothing to do: the surface hears of changes itself, since it must know them first.
    @Override
    public void handleChange(
            CodeTextModel model, TextPos start, TextPos end, int top, int added, int bottom) {}

    private LineState before(int line) {
        while (states.size() <= line) {
            int last = states.size() - 1;
            states.add(SpanStyler.after(index.line(last), states.get(last)));
        }
        return states.get(line);
    }
}
