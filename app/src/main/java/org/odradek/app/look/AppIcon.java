package org.odradek.app.look;

import javafx.geometry.Rectangle2D;
import javafx.scene.Group;
import javafx.scene.SnapshotParameters;
import javafx.scene.image.Image;
import javafx.scene.paint.Color;
import javafx.scene.shape.FillRule;
import javafx.scene.shape.SVGPath;
import javafx.scene.transform.Transform;

import java.util.ArrayList;
import java.util.List;

/// The application's icon: Odradek, a flat star-shaped spool with a thread and a small leg, drawn
/// from SVG paths in a square of 64.
public final class AppIcon {
    private static final double SIDE = 64;

    private static final int[] SIZES_PX = {16, 24, 32, 48, 64, 128, 256};

    private static final String TILE =
            "M14 2 H50 A12 12 0 0 1 62 14 V50 A12 12 0 0 1 50 62 H14 A12 12 0 0 1 2 50"
                    + " V14 A12 12 0 0 1 14 2 Z";

    private static final String STAR =
            "M30 9 L35.3 21.7 L49 22.8 L38.5 31.7 L41.8 45.1 L30 37.9 L18.2 45.1 L21.5 31.7"
                    + " L11 22.8 L24.7 21.7 Z M30 24 A4 4 0 1 0 30.01 24 Z";

    private static final String LEG =
            "M33.2 29.6 L51.6 36.2 A2 2 0 0 1 52.8 37.5 L56.6 52.5 A2.2 2.2 0 0 1 52.4 53.6"
                    + " L48.9 39.9 L32 33.6 Z";

    private AppIcon() {}

    /// The icon in the sizes that window systems ask for. Needs the FX thread.
    public static List<Image> images() {
        List<Image> images = new ArrayList<>();
        for (int px : SIZES_PX) {
            images.add(image(px));
        }
        return List.copyOf(images);
    }

    private static Image image(int px) {
        SVGPath star = path(STAR, "#FFFFFF");
        star.setFillRule(FillRule.EVEN_ODD);
        Group drawing = new Group(path(TILE, "#0B6470"), star, path(LEG, "#F2C063"));
        SnapshotParameters parameters = new SnapshotParameters();
        parameters.setFill(Color.TRANSPARENT);
        parameters.setTransform(Transform.scale(px / SIDE, px / SIDE));
        parameters.setViewport(new Rectangle2D(0, 0, px, px));
        return drawing.snapshot(parameters, null);
    }

    private static SVGPath path(String content, String fill) {
        SVGPath path = new SVGPath();
        path.setContent(content);
        path.setFill(Color.web(fill));
        return path;
    }
}
