package org.odradek.app.editor.surface;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import org.fxmisc.richtext.model.TwoDimensional.Bias;

import java.util.List;

/// Decides in which form the live surface shows its text: wrapped only while no line is too long
/// for it, styled only while the text is not.
final class LongLines {
    private final MarkdownArea area;
    private final ReadOnlyObjectWrapper<Shown> shown =
            new ReadOnlyObjectWrapper<>(new Shown.Styled());

    LongLines(MarkdownArea area) {
        this.area = area;
    }

    ReadOnlyObjectProperty<Shown> shownProperty() {
        return shown.getReadOnlyProperty();
    }

    /// Looks at the whole text.
    void measure(boolean styled) {
        if (!styled) {
            area.setWrapText(false);
            shown.set(new Shown.Plain());
            return;
        }
        int longest = 0;
        for (var paragraph : area.getParagraphs()) {
            longest = Math.max(longest, paragraph.length());
        }
        boolean wrapped = longest <= LiveSurface.WRAPPED_LINE_CHARS_MAX;
        area.setWrapText(wrapped);
        shown.set(wrapped ? new Shown.Styled() : new Shown.Unwrapped(longest));
    }

    /// Looks again after a change, only where text came unless a long line is there already.
    void measureAfter(List<Splice> splices) {
        boolean again =
                switch (shown.get()) {
                    case Shown.Plain _ -> false;
                    case Shown.Unwrapped _ -> true;
                    case Shown.Styled _ -> splices.stream().anyMatch(this::makesLongLine);
                };
        if (again) {
            measure(true);
        }
    }

    private boolean makesLongLine(Splice splice) {
        int end = Math.min(splice.end(), area.getLength());
        int last = lineOf(end);
        for (int i = lineOf(Math.min(splice.at(), end)); i <= last; i++) {
            if (area.getParagraphLength(i) > LiveSurface.WRAPPED_LINE_CHARS_MAX) {
                return true;
            }
        }
        return false;
    }

    private int lineOf(int position) {
        return area.offsetToPosition(position, Bias.Forward).getMajor();
    }
}
