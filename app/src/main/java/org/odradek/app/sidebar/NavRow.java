package org.odradek.app.sidebar;

import javafx.css.PseudoClass;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

import org.kordamp.ikonli.feather.Feather;
import org.odradek.app.look.Controls;
import org.odradek.app.look.Icons;
import org.odradek.app.look.Messages;

/// One place in the sidebar: icon, name, count; in the rail the icon with the count below.
final class NavRow extends Button {
    private static final PseudoClass SELECTED = PseudoClass.getPseudoClass("selected");
    private static final PseudoClass URGENT = PseudoClass.getPseudoClass("urgent");
    private static final PseudoClass RAIL = PseudoClass.getPseudoClass("rail");

    private final String name;
    private final Messages messages;
    private final Label words = new Label();
    private final Label badge = new Label();
    private final HBox row = new HBox();

    NavRow(String id, Feather icon, String name, Messages messages) {
        this.name = name;
        this.messages = messages;
        setId(id);
        getStyleClass().setAll("od-nav");
        setAccessibleRole(AccessibleRole.TOGGLE_BUTTON);
        setMaxWidth(Double.MAX_VALUE);
        setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        words.setText(name);
        words.getStyleClass().add("od-nav-words");
        words.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(words, Priority.ALWAYS);
        badge.getStyleClass().add("od-badge");
        badge.setMinWidth(Region.USE_PREF_SIZE);
        row.getStyleClass().add("od-nav-row");
        row.getChildren().addAll(Icons.row(icon), words, badge);
        row.prefWidthProperty().bind(widthProperty().subtract(16));
        setGraphic(row);
        count(0, false);
    }

    void count(int n, boolean urgent) {
        badge.setText(n == 0 ? "" : messages.number(n));
        badge.pseudoClassStateChanged(URGENT, urgent && n > 0);
        setAccessibleText(n == 0 ? name : name + ", " + messages.number(n));
    }

    void select(boolean selected) {
        pseudoClassStateChanged(SELECTED, selected);
    }

    /// Whether only the icon and the count have room.
    void rail(boolean rail) {
        pseudoClassStateChanged(RAIL, rail);
        words.setVisible(!rail);
        words.setManaged(!rail);
        setTooltip(rail ? Controls.tooltip(name) : null);
    }
}
