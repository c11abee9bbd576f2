package org.odradek.app.settings;

import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;

import org.odradek.app.look.Messages;
import org.odradek.app.place.Navigator;
import org.odradek.app.place.Place;

/// The pages of the settings, side by side; the one that is shown is marked.
public final class SettingsNav extends HBox {
    /// @param shown the page that this navigation stands on
    public SettingsNav(Navigator navigator, Place shown, Messages messages) {
        setId("settingsNav");
        getStyleClass().add("od-choice");
        add("looks", new Place.Settings(), navigator, shown, messages);
        add("account", new Place.Account(), navigator, shown, messages);
        add("devices", new Place.Devices(), navigator, shown, messages);
    }

    private void add(String name, Place page, Navigator navigator, Place shown, Messages messages) {
        var button = new ToggleButton(messages.text("settings.page." + name));
        button.setId("settings-" + name);
        button.setSelected(page.equals(shown));
        button.setOnAction(
                _ -> {
                    button.setSelected(page.equals(shown));
                    navigator.go(page);
                });
        getChildren().add(button);
    }
}
