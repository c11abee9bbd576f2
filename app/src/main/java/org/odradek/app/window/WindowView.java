package org.odradek.app.window;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SplitMenuButton;
import javafx.scene.control.TextField;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.feather.Feather;
import org.odradek.app.look.Controls;
import org.odradek.app.look.Icons;
import org.odradek.app.look.Messages;
import org.odradek.app.palette.Command;
import org.odradek.app.place.Navigator;

import java.util.List;

/// The bars around the panes, and what lies above everything.
final class WindowView extends StackPane {
    private final Messages messages;
    private final MenuButton menu;
    private final Button back;
    private final Button forward;
    private final Button sidebarToggle;

    WindowView(
            Messages messages,
            TextField search,
            Node banner,
            Panes panes,
            Node statusBar,
            Node toasts,
            Keys keys) {
        this.messages = messages;
        setId("app");
        getStyleClass().add("od-app");
        menu = new MenuButton(null, Icons.bar(Feather.MENU));
        menu.setId("mainMenu");
        menu.getStyleClass().add("od-icon-menu");
        menu.setAccessibleText(messages.text("menu"));
        menu.setMinWidth(Region.USE_PREF_SIZE);
        sidebarToggle =
                Controls.iconButton("sidebarToggle", Feather.SIDEBAR, messages.text("cmd.sidebar"));
        sidebarToggle.setOnAction(_ -> panes.toggleSidebar());
        back = Controls.iconButton("navBack", Feather.ARROW_LEFT, messages.text("cmd.back"));
        forward =
                Controls.iconButton(
                        "navForward", Feather.ARROW_RIGHT, messages.text("cmd.forward"));
        var inspector =
                Controls.iconButton(
                        "inspectorToggle", Feather.INFO, messages.text("cmd.inspector"));
        inspector.setOnAction(_ -> panes.toggleInspector());
        search.setMaxWidth(520);
        search.setMinWidth(120);
        HBox.setHgrow(search, Priority.ALWAYS);
        var centre = new HBox(search);
        centre.setAlignment(Pos.CENTER);
        HBox.setHgrow(centre, Priority.ALWAYS);
        var top =
                new HBox(
                        menu,
                        sidebarToggle,
                        back,
                        forward,
                        centre,
                        newButton(keys.named("note"), keys.named("task"), keys.named("capture")),
                        inspector);
        top.setId("topBar");
        top.getStyleClass().add("od-top-bar");
        var frame = new BorderPane(panes);
        frame.setTop(new VBox(top, banner));
        frame.setBottom(statusBar);
        frame.setMinSize(0, 0);
        setAlignment(toasts, Pos.BOTTOM_LEFT);
        getChildren().addAll(frame, toasts);
    }

    private SplitMenuButton newButton(Command note, Command task, Command capture) {
        var button = new SplitMenuButton();
        button.setId("newButton");
        button.setText(messages.text("new"));
        button.setGraphic(Icons.bar(Feather.PLUS));
        button.setAccessibleText(note.name());
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(_ -> note.run().run());
        List.of(note, task, capture).forEach(command -> button.getItems().add(item(command)));
        return button;
    }

    private static MenuItem item(Command command) {
        var item = new MenuItem(command.name());
        item.setId("cmd-" + command.id());
        // The scene holds the keys; here the key is only shown, as an accelerator would fire twice.
        item.setOnAction(_ -> command.run().run());
        return item;
    }

    void fillMenu(List<Command> commands) {
        menu.getItems().clear();
        commands.forEach(
                command -> {
                    var item = item(command);
                    var key = command.key();
                    if (key != null) {
                        item.setText(command.name() + "   " + key.getDisplayText());
                    }
                    menu.getItems().add(item);
                });
    }

    void showMenu() {
        menu.show();
    }

    /// Lets the two arrows follow the way that the person went.
    void bindWays(Navigator navigator) {
        back.setOnAction(_ -> navigator.goBack());
        forward.setOnAction(_ -> navigator.goForward());
        back.disableProperty().bind(navigator.canGoBackProperty().not());
        forward.disableProperty().bind(navigator.canGoForwardProperty().not());
    }

    /// Lays something over everything: the palette, a dialogue.
    void cover(Node node) {
        if (!getChildren().contains(node)) {
            getChildren().add(node);
        }
    }

    void uncover(Node node) {
        getChildren().remove(node);
    }
}
