package org.odradek.sync.server.downgrade;

import java.util.List;
import java.util.Locale;
import java.util.function.IntToDoubleFunction;

/// The comparison as SVG: a panel for each habit, clones against bytes held, both logarithmic.
final class PolicyPlot {
    private static final int PANEL_WIDTH = 300;
    private static final int PANEL_HEIGHT = 230;
    private static final int MARGIN = 44;
    private static final int COLUMNS = 3;

    private final List<PolicyComparison> comparisons;
    private final StringBuilder svg = new StringBuilder();

    private PolicyPlot(List<PolicyComparison> comparisons) {
        this.comparisons = comparisons;
    }

    static String of(List<PolicyComparison> comparisons) {
        return new PolicyPlot(comparisons).drawn();
    }

    private String drawn() {
        int rows = (comparisons.size() + COLUMNS - 1) / COLUMNS;
        svg.append(
                String.format(
                        Locale.ROOT,
                        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\""
                                + " font-family=\"sans-serif\" font-size=\"11\">%n",
                        COLUMNS * PANEL_WIDTH,
                        rows * PANEL_HEIGHT + 30));
        svg.append(
                String.format(
                        Locale.ROOT, "<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>%n"));
        for (int i = 0; i < comparisons.size(); i++) {
            panel(comparisons.get(i), i % COLUMNS * PANEL_WIDTH, i / COLUMNS * PANEL_HEIGHT);
        }
        legend(rows * PANEL_HEIGHT + 18);
        svg.append(String.format(Locale.ROOT, "</svg>%n"));
        return svg.toString();
    }

    private void panel(PolicyComparison one, int left, int top) {
        var used = one.leastRecentlyUsed();
        double bytesMin = used.getFirst().meanHeldBytes() / one.bytesPerWeek() / 1.1;
        double bytesMax = used.getLast().meanHeldBytes() / one.bytesPerWeek() * 1.1;
        double clonesMax = used.getFirst().clones() * 1.2;
        double clonesMin = Math.max(1, one.oracle().getLast() / 1.2);
        var scale = new Scale(left, top, bytesMin, bytesMax, clonesMin, clonesMax);
        svg.append(
                String.format(
                        Locale.ROOT,
                        "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"none\""
                                + " stroke=\"#bbb\"/>%n",
                        left + MARGIN,
                        top + 20,
                        PANEL_WIDTH - MARGIN - 10,
                        PANEL_HEIGHT - 20 - MARGIN));
        svg.append(
                String.format(
                        Locale.ROOT,
                        "<text x=\"%d\" y=\"%d\" font-weight=\"bold\">%s: %.2f</text>%n",
                        left + MARGIN,
                        top + 14,
                        one.habit().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                        one.meanRatio()));
        svg.append(
                String.format(
                        Locale.ROOT,
                        "<text x=\"%d\" y=\"%d\">bytes held, in weeks of the log: %.2f to"
                                + " %.2f</text>%n",
                        left + MARGIN,
                        top + PANEL_HEIGHT - 28,
                        bytesMin,
                        bytesMax));
        svg.append(
                String.format(
                        Locale.ROOT,
                        "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%.0f</text>%n",
                        left + MARGIN - 4,
                        top + 28,
                        clonesMax));
        svg.append(
                String.format(
                        Locale.ROOT,
                        "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%.0f</text>%n",
                        left + MARGIN - 4,
                        top + PANEL_HEIGHT - MARGIN,
                        clonesMin));
        line(one, scale, "#777", i -> used.get(i).meanHeldBytes(), i -> used.get(i).clones());
        line(
                one,
                scale,
                "#06c",
                i -> one.rhythm().get(i).meanHeldBytes(),
                i -> one.rhythm().get(i).clones());
        line(one, scale, "#c60", i -> used.get(i).meanHeldBytes(), i -> one.oracle().get(i));
    }

    private record Scale(
            int left,
            int top,
            double bytesMin,
            double bytesMax,
            double clonesMin,
            double clonesMax) {
        double x(double bytes) {
            return left + MARGIN + part(bytes, bytesMin, bytesMax) * (PANEL_WIDTH - MARGIN - 10);
        }

        double y(double clones) {
            double part = part(clones, clonesMin, clonesMax);
            return top + 20 + (1 - part) * (PANEL_HEIGHT - 20 - MARGIN);
        }

        private static double part(double value, double min, double max) {
            return Math.clamp(Math.log(Math.max(value, 1e-9) / min) / Math.log(max / min), 0, 1);
        }
    }

    private void line(
            PolicyComparison one,
            Scale scale,
            String colour,
            IntToDoubleFunction bytes,
            IntToDoubleFunction clones) {
        var points = new StringBuilder();
        for (int i = 0; i < one.rhythm().size(); i++) {
            double x = scale.x(bytes.applyAsDouble(i) / one.bytesPerWeek());
            points.append(
                    String.format(Locale.ROOT, "%.1f,%.1f ", x, scale.y(clones.applyAsDouble(i))));
        }
        svg.append(
                String.format(
                        Locale.ROOT,
                        "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\""
                                + " stroke-width=\"1.6\"/>%n",
                        points.toString().strip(),
                        colour));
    }

    private void legend(int y) {
        svg.append(
                String.format(
                        Locale.ROOT,
                        "<text x=\"%d\" y=\"%d\"><tspan fill=\"#777\">least recently used</tspan> ·"
                            + " <tspan fill=\"#06c\">rhythm</tspan> · <tspan fill=\"#c60\">oracle,"
                            + " a bound</tspan> · clones forced, down is better; beside each name:"
                            + " rhythm over least recently used at equal bytes held</text>%n",
                        MARGIN,
                        y));
    }
}
