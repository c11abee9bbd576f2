package org.odradek.app.editor.surface;

import javafx.animation.PauseTransition;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.control.Label;
import javafx.scene.layout.Pane;
import javafx.util.Duration;

import org.fxmisc.richtext.model.TwoDimensional.Bias;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Shows for two seconds what just came from another device, and from which.
final class Arrival {
    private static final Duration SHOWN = Duration.seconds(2);

    private final MarkdownArea area;
    private final Layers layers;
    private final LiveStyling styling;
    private final Label name = new Label();
    private final PauseTransition clock = new PauseTransition(SHOWN);

    Arrival(MarkdownArea area, Layers layers, LiveStyling styling, Pane margin) {
        this.area = area;
        this.layers = layers;
        this.styling = styling;
        name.getStyleClass().add("od-arrival-name");
        name.setManaged(false);
        name.setVisible(false);
        margin.getChildren().add(name);
        clock.setOnFinished(_ -> end());
    }

    /// Where the text that the splices inserted is once all of them are made.
    static List<Range> inserted(List<Splice> splices) {
        List<Range> inserted = new ArrayList<>();
        for (Splice splice : splices) {
            inserted.replaceAll(
                    range -> {
                        int start = splice.moves(range.start(), true);
                        return new Range(start, Math.max(start, splice.moves(range.end(), false)));
                    });
            if (!splice.inserted().isEmpty()) {
                inserted.add(new Range(splice.at(), splice.end()));
            }
        }
        return inserted;
    }

    /// The splices were made and these are the stretches that they inserted.
    void show(List<Range> inserted, String device) {
        List<Range> all = new ArrayList<>(layers.of(Layer.ARRIVED));
        all.addAll(inserted);
        layers.set(Layer.ARRIVED, joined(all));
        styling.touched(inserted);
        clock.playFromStart();
        inserted.stream().findFirst().ifPresent(first -> place(first.start(), device));
    }

    private void place(int position, String device) {
        int line = area.offsetToPosition(position, Bias.Forward).getMajor();
        Optional<Bounds> bounds = area.getParagraphBoundsOnScreen(line);
        if (bounds.isEmpty()) {
            return;
        }
        Point2D top =
                name.getParent().screenToLocal(bounds.get().getMaxX(), bounds.get().getMinY());
        name.setText(device);
        name.autosize();
        name.relocate(
                Math.max(0, area.getWidth() - name.getWidth() - area.getInsets().getRight() / 4),
                Math.max(0, top.getY()));
        name.setVisible(true);
    }

    void end() {
        List<Range> shown = layers.of(Layer.ARRIVED);
        layers.set(Layer.ARRIVED, List.of());
        name.setVisible(false);
        styling.touched(shown);
        styling.slice();
    }

    private static List<Range> joined(List<Range> ranges) {
        List<Range> sorted = ranges.stream().sorted(Comparator.comparingInt(Range::start)).toList();
        List<Range> joined = new ArrayList<>();
        for (Range range : sorted) {
            if (!joined.isEmpty() && joined.getLast().end() >= range.start()) {
                Range last = joined.removeLast();
                joined.add(new Range(last.start(), Math.max(last.end(), range.end())));
            } else {
                joined.add(range);
            }
        }
        return joined;
    }
}
