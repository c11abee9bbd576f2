package org.odradek.app.look;

import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.util.Duration;

import org.kordamp.ikonli.feather.Feather;

/// The small parts that every screen is put together from, with the looks, the least sizes and the
/// accessible names that go with them.
public final class Controls {
    /// After how long a tooltip tells what a short form leaves out.
    private static final Duration TOOLTIP_DELAY = Duration.millis(600);

    /// What a tint says beside its icon or words.
    public enum Tint {
        PLAIN(""),
        ACCENT("od-accent"),
        CONFLICT("od-conflict"),
        DELAYED("od-delayed"),
        OVERDUE("od-overdue"),
        DONE("od-done");

        private final String styleClass;

        Tint(String styleClass) {
            this.styleClass = styleClass;
        }

        void on(Node node) {
            if (!styleClass.isEmpty()) {
                node.getStyleClass().add(styleClass);
            }
        }
    }

    private Controls() {}

    public static Button button(String id, String words) {
        Button button = new Button(words);
        button.setId(id);
        // Else a narrow pane shrinks a button to its first letters.
        button.setMinWidth(Region.USE_PREF_SIZE);
        return button;
    }

    /// The one button of a panel that Enter means.
    public static Button primary(String id, String words) {
        Button button = button(id, words);
        button.getStyleClass().add("od-primary");
        return button;
    }

    /// A button that ends something for ever.
    public static Button danger(String id, String words) {
        Button button = button(id, words);
        button.getStyleClass().add("od-danger");
        return button;
    }

    /// Words alone, as in toasts and banners.
    public static Button flat(String id, String words) {
        Button button = button(id, words);
        button.getStyleClass().add("od-flat");
        return button;
    }

    /// An icon in a bar; the name is its tooltip and what a screen reader says.
    public static Button iconButton(String id, Feather icon, String name) {
        Button button = new Button(null, Icons.bar(icon));
        button.setId(id);
        button.getStyleClass().add("od-icon-button");
        name(button, name);
        return button;
    }

    public static ToggleButton iconToggle(String id, Feather icon, String name) {
        ToggleButton button = new ToggleButton(null, Icons.bar(icon));
        button.setId(id);
        button.getStyleClass().add("od-icon-button");
        button.setAccessibleText(name);
        button.setTooltip(tooltip(name));
        return button;
    }

    /// The circle that completes a task; the style `:done` fills it.
    public static Button check(String id, String name) {
        Button button = new Button(null, Icons.of(Feather.CHECK, Icons.Size.CAPTION));
        button.setId(id);
        button.getStyleClass().add("od-check");
        button.setAccessibleRole(AccessibleRole.CHECK_BOX);
        button.setAccessibleText(name);
        button.setFocusTraversable(false);
        return button;
    }

    public static Label chip(String words, Tint tint) {
        Label chip = new Label(words);
        chip.getStyleClass().add("od-chip");
        chip.setMinWidth(Region.USE_PREF_SIZE);
        tint.on(chip);
        return chip;
    }

    public static Label chip(Feather icon, String words, Tint tint) {
        Label chip = chip(words, tint);
        chip.setGraphic(Icons.of(icon, Icons.Size.CAPTION));
        return chip;
    }

    /// A chip that does something when it is clicked.
    public static Button chipButton(String id, String words, Tint tint) {
        Button chip = button(id, words);
        chip.getStyleClass().add("od-chip");
        tint.on(chip);
        return chip;
    }

    /// A strip under the top bar: icon, wrapping sentence, buttons that never shrink.
    public static HBox banner(Feather icon, Tint tint, String sentence, Button... actions) {
        Label words = new Label(sentence);
        words.setWrapText(true);
        words.setMinHeight(Region.USE_PREF_SIZE);
        words.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(words, Priority.ALWAYS);
        HBox banner = new HBox(Icons.bar(icon), words);
        banner.getChildren().addAll(actions);
        banner.getStyleClass().add("od-banner");
        tint.on(banner);
        return banner;
    }

    public static HBox toast(String sentence, Button... actions) {
        Label words = new Label(sentence);
        words.setWrapText(true);
        HBox toast = new HBox(words);
        toast.getChildren().addAll(actions);
        toast.getStyleClass().add("od-toast");
        toast.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        return toast;
    }

    public static Label label(String words, String... styleClasses) {
        Label label = new Label(words);
        label.getStyleClass().addAll(styleClasses);
        return label;
    }

    public static Tooltip tooltip(String words) {
        Tooltip tooltip = new Tooltip(words);
        tooltip.setShowDelay(TOOLTIP_DELAY);
        return tooltip;
    }

    private static void name(Button button, String name) {
        button.setAccessibleText(name);
        button.setTooltip(tooltip(name));
    }
}
