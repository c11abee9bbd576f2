package org.odradek.app.demo;

import javafx.geometry.Rectangle2D;

/// Where the demo's windows stand: both devices side by side, each on one half of what the bar leaves.
///
/// @param laptop the left half
/// @param desk   the right half
public record DemoPlaces(Rectangle2D laptop, Rectangle2D desk) {
    /// Below this a window shows one pane at a time; on a smaller screen the two overlap.
    private static final double WIDTH_MIN_PX = 640;

    private static final double HEIGHT_MIN_PX = 480;

    /// @param screen what the desktop leaves to windows
    /// @param barPx  how high the bar at the top is, its frame included
    public static DemoPlaces on(Rectangle2D screen, double barPx) {
        double width = Math.max(Math.floor(screen.getWidth() / 2), WIDTH_MIN_PX);
        double height = Math.max(screen.getHeight() - barPx, HEIGHT_MIN_PX);
        double top = Math.max(screen.getMaxY() - height, screen.getMinY());
        return new DemoPlaces(
                new Rectangle2D(screen.getMinX(), top, width, height),
                new Rectangle2D(
                        Math.max(screen.getMaxX() - width, screen.getMinX()), top, width, height));
    }
}
