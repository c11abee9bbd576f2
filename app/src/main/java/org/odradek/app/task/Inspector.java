package org.odradek.app.task;

import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import org.odradek.app.devices.DeviceDesk;
import org.odradek.app.editor.Editor;
import org.odradek.app.flow.Flow;
import org.odradek.app.items.Deeds;
import org.odradek.app.look.Messages;
import org.odradek.app.look.Sheets;
import org.odradek.app.look.TimeWords;
import org.odradek.app.place.Navigator;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The column beside the editor with its tabs, put together. FX thread only.
public final class Inspector extends VBox {
    private final Map<String, ToggleButton> tabs = new LinkedHashMap<>();
    private final StackPane pages = new StackPane();

    /// @param history the page of the open item's past
    /// @param devices what is known of the account's devices
    public Inspector(
            Flow flow,
            Editor editor,
            Deeds deeds,
            WhenWords words,
            Navigator navigator,
            Node history,
            ObservableValue<DeviceDesk.Known> devices,
            Messages messages,
            TimeWords times) {
        setId("inspector");
        setAccessibleRoleDescription(messages.text("inspector.role"));
        var model = new TaskModel();
        var interactor = new TaskInteractor(flow, model, deeds, words, navigator);
        var row = new HBox();
        row.getStyleClass().add("od-tabs");
        var group = new ToggleGroup();
        add(
                row,
                group,
                "tabDetails",
                messages.text("inspector.details"),
                new DetailsView(model, interactor, words, messages, times));
        add(
                row,
                group,
                "tabOutline",
                messages.text("inspector.outline"),
                new OutlineView(
                        editor.model().textProperty(),
                        position -> {
                            editor.surface().select(position, position);
                            editor.surface().reveal(position);
                        },
                        messages));
        add(
                row,
                group,
                "tabLinks",
                messages.text("inspector.links"),
                new LinksView(flow, editor.model(), navigator, messages));
        add(row, group, "tabHistory", messages.text("inspector.history"), history);
        VBox.setVgrow(pages, Priority.ALWAYS);
        getChildren().addAll(row, pages);
        editor.model().itemProperty().subscribe(interactor::show);
        flow.changes().listen(interactor::changed);
        devices.subscribe(known -> model.showDevices(known.devices()));
        show("tabDetails");
    }

    private void add(HBox row, ToggleGroup group, String id, String name, Node page) {
        var tab = new ToggleButton(name);
        tab.setId(id);
        tab.setToggleGroup(group);
        tab.getStyleClass().add("od-tab");
        tab.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(tab, Priority.ALWAYS);
        tab.setOnAction(_ -> show(id));
        tabs.put(id, tab);
        row.getChildren().add(tab);
        var clip = new StackPane(page);
        clip.setUserData(id);
        pages.getChildren().add(clip);
    }

    /// Shows the tab of this id.
    public void show(String id) {
        tabs.forEach((name, tab) -> tab.setSelected(name.equals(id)));
        for (var page : pages.getChildren()) {
            boolean shown = id.equals(page.getUserData());
            page.setVisible(shown);
            // A page that is not shown reads nothing.
            ((StackPane) page).getChildren().getFirst().setVisible(shown);
        }
    }

    /// Puts the focus on the chosen tab.
    public void focusTabs() {
        tabs.values().stream()
                .filter(ToggleButton::isSelected)
                .findFirst()
                .ifPresent(ToggleButton::requestFocus);
    }

    public static List<String> sheets() {
        return List.of(Sheets.url(Inspector.class, "task.css"));
    }
}
