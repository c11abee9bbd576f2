package org.odradek.app.settings;

import javafx.beans.property.ObjectProperty;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

import org.odradek.app.look.Controls;
import org.odradek.app.look.Messages;
import org.odradek.app.look.Sheets;
import org.odradek.app.look.Theme;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What can be set about the looks; each applies at once and is kept.
public final class SettingsView extends ScrollPane {
    private static final double SEARCH_MAX_PX = 476;

    private final Messages messages;
    private final Map<String, Node> rows = new LinkedHashMap<>();
    private final Label nothing = Controls.label("", "od-empty");

    /// @param navigation leads to the other pages
    public SettingsView(Theme theme, Node navigation, Messages messages) {
        this.messages = messages;
        setId("settings");
        setFitToWidth(true);
        getStyleClass().add("od-details");
        var search = new TextField();
        search.setId("settingsSearch");
        search.setMaxWidth(SEARCH_MAX_PX);
        search.setPromptText(messages.text("settings.search"));
        search.setAccessibleText(messages.text("settings.search"));
        add(
                "settings.theme",
                choice(
                        "setTheme",
                        "settings.theme.",
                        Theme.Colours.values(),
                        theme.coloursProperty()));
        add(
                "settings.contrast",
                choice(
                        "setContrast",
                        "settings.choice.",
                        Theme.Choice.values(),
                        theme.contrastProperty()));
        add(
                "settings.motion",
                choice(
                        "setMotion",
                        "settings.choice.",
                        Theme.Choice.values(),
                        theme.reducedMotionProperty()));
        add("settings.scale", scale(theme));
        var content =
                new VBox(
                        Controls.label(messages.text("cmd.settings"), "od-panel-title"),
                        navigation,
                        search);
        content.getChildren().addAll(rows.values());
        content.getChildren().addAll(nothing);
        content.getStyleClass().add("od-conflict-detail");
        setContent(content);
        search.textProperty().subscribe(this::filter);
    }

    private void add(String key, Node control) {
        var name = Controls.label(messages.text(key), "od-list-title");
        name.setLabelFor(control);
        var row = new VBox(name, control);
        row.getStyleClass().add("od-setting");
        rows.put(messages.text(key), row);
    }

    private <E extends Enum<E>> HBox choice(
            String id, String key, E[] values, ObjectProperty<E> property) {
        var row = new HBox();
        row.setId(id);
        row.getStyleClass().add("od-choice");
        var group = new ToggleGroup();
        for (var value : values) {
            var button = new ToggleButton(messages.text(key + value.name()));
            button.setId(id + "-" + value.name());
            button.setToggleGroup(group);
            button.setOnAction(
                    _ -> {
                        button.setSelected(true);
                        property.set(value);
                    });
            property.subscribe(now -> button.setSelected(now == value));
            row.getChildren().add(button);
        }
        return row;
    }

    private Node scale(Theme theme) {
        var slider =
                new Slider(
                        Theme.SCALE_PERCENT_MIN,
                        Theme.SCALE_PERCENT_MAX,
                        theme.scalePercentProperty().get());
        slider.setId("setScale");
        slider.setAccessibleText(messages.text("settings.scale"));
        slider.setBlockIncrement(10);
        slider.setMaxWidth(320);
        var said = new Label();
        theme.scalePercentProperty()
                .subscribe(
                        now -> {
                            said.setText(messages.text("percent", Math.round(now.doubleValue())));
                            if (!slider.isValueChanging()) {
                                slider.setValue(now.doubleValue());
                            }
                        });
        // Setting the scale while the thumb is dragged would move the thumb away from the pointer.
        slider.valueChangingProperty()
                .subscribe(
                        changing -> {
                            if (!changing) {
                                theme.scalePercentProperty().set(slider.getValue());
                            }
                        });
        slider.valueProperty()
                .subscribe(
                        value -> {
                            if (!slider.isValueChanging()) {
                                theme.scalePercentProperty().set(value.doubleValue());
                            }
                        });
        return new HBox(12, slider, said);
    }

    private void filter(String typed) {
        int found = 0;
        for (var entry : rows.entrySet()) {
            boolean shown =
                    entry.getKey()
                            .toLowerCase(messages.locale())
                            .contains(typed.strip().toLowerCase(messages.locale()));
            entry.getValue().setVisible(shown);
            entry.getValue().setManaged(shown);
            found += shown ? 1 : 0;
        }
        nothing.setText(found == 0 ? messages.text("settings.none", typed) : "");
        nothing.setManaged(found == 0);
        nothing.setVisible(found == 0);
    }

    public static List<String> sheets() {
        return List.of(Sheets.url(SettingsView.class, "settings.css"));
    }
}
