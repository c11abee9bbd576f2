package org.odradek.app.look;

import javafx.scene.AccessibleRole;

import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

import java.util.Locale;

/// Feather icons in the four sizes of the interface. The sizes follow the scale, because the scale
/// sheet of [Theme] sets them by style class.
public final class Icons {
    /// Where an icon stands decides its size at 100 %, in pixels.
    public enum Size {
        CAPTION(12),
        ROW(16),
        BAR(18),
        EMPTY(32);

        private final int px;

        Size(int px) {
            this.px = px;
        }

        /// The side of the icon at 100 %, in pixels.
        public int px() {
            return px;
        }

        String styleClass() {
            return "od-icon-" + name().toLowerCase(Locale.ROOT);
        }
    }

    private Icons() {}

    /// A new icon; it is decoration to a screen reader, which reads the control's own name.
    public static FontIcon of(Feather icon, Size size) {
        FontIcon node = new FontIcon(icon);
        node.setIconSize(size.px());
        node.getStyleClass().add(size.styleClass());
        node.setAccessibleRole(AccessibleRole.NODE);
        node.setMouseTransparent(true);
        return node;
    }

    public static FontIcon row(Feather icon) {
        return of(icon, Size.ROW);
    }

    public static FontIcon bar(Feather icon) {
        return of(icon, Size.BAR);
    }
}
