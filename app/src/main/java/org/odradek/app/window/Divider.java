package org.odradek.app.window;

import javafx.scene.Cursor;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;

/// The edge of a pane: dragged, or moved by Alt+Shift+arrows when focused; a double click gives the usual width back.
final class Divider extends Region {
    private static final double STEP_PX = 16;

    private final Region pane;
    private final double widthMin;
    private final double widthMax;
    private final double usual;
    private double pressedAt;
    private double pressedWidth;

    Divider(Region pane, double widthMin, double usual, double widthMax, String name) {
        this.pane = pane;
        this.widthMin = widthMin;
        this.widthMax = widthMax;
        this.usual = usual;
        getStyleClass().add("od-divider");
        setCursor(Cursor.H_RESIZE);
        setFocusTraversable(true);
        setAccessibleText(name);
        setOnMousePressed(
                event -> {
                    pressedAt = event.getScreenX();
                    pressedWidth = pane.getWidth();
                    event.consume();
                });
        setOnMouseDragged(event -> resize(pressedWidth + event.getScreenX() - pressedAt));
        setOnMouseClicked(
                event -> {
                    if (event.getClickCount() == 2) {
                        resize(usual);
                    }
                });
        setOnKeyPressed(
                event -> {
                    if (event.isAltDown() && event.isShiftDown()) {
                        if (event.getCode() == KeyCode.LEFT) {
                            resize(pane.getWidth() - STEP_PX);
                            event.consume();
                        } else if (event.getCode() == KeyCode.RIGHT) {
                            resize(pane.getWidth() + STEP_PX);
                            event.consume();
                        }
                    }
                });
    }

    /// The usual width again, scaled.
    void reset() {
        resize(usual);
    }

    private void resize(double wanted) {
        double width = Math.clamp(wanted, widthMin, widthMax);
        pane.setMinWidth(width);
        pane.setPrefWidth(width);
        pane.setMaxWidth(width);
    }
}
