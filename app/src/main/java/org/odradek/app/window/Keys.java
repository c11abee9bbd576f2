package org.odradek.app.window;

import static javafx.scene.input.KeyCombination.ALT_DOWN;
import static javafx.scene.input.KeyCombination.SHIFT_DOWN;
import static javafx.scene.input.KeyCombination.SHORTCUT_DOWN;

import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;

import org.jspecify.annotations.Nullable;
import org.odradek.app.look.Messages;
import org.odradek.app.look.Theme;
import org.odradek.app.palette.Command;
import org.odradek.app.place.Navigator;
import org.odradek.app.place.Place;
import org.odradek.app.status.Delivery;

import java.util.ArrayList;
import java.util.List;

/// Every command of the window with its key.
final class Keys {
    private static final double SCALE_STEP_PERCENT = 10;

    private final MainWindow window;
    private final Messages messages;
    private final List<Command> commands = new ArrayList<>();

    Keys(MainWindow window, Workbench bench, Messages messages, Theme theme, Delivery delivery) {
        var navigator = bench.navigator;
        this.window = window;
        this.messages = messages;
        add("note", key(KeyCode.N), window::newNote);
        add("task", key(KeyCode.T), window::newTask);
        add("capture", key(KeyCode.N, SHIFT_DOWN), window::capture);
        add("search", key(KeyCode.F, SHIFT_DOWN), window::focusSearch);
        add("switcher", key(KeyCode.P), () -> window.palette(""));
        add("palette", key(KeyCode.P, SHIFT_DOWN), () -> window.palette(">"));
        add("undo", key(KeyCode.Z), bench.undoing::undoLast);
        add("redo", key(KeyCode.Z, SHIFT_DOWN), bench.undoing::redo);
        add("back", new KeyCodeCombination(KeyCode.LEFT, ALT_DOWN), navigator::goBack);
        add("forward", new KeyCodeCombination(KeyCode.RIGHT, ALT_DOWN), navigator::goForward);
        addPlaces(navigator);
        add("nextPane", new KeyCodeCombination(KeyCode.F6), () -> window.pane(1));
        add("previousPane", new KeyCodeCombination(KeyCode.F6, SHIFT_DOWN), () -> window.pane(-1));
        add("sidebar", new KeyCodeCombination(KeyCode.F9), () -> window.panes().toggleSidebar());
        add(
                "inspector",
                new KeyCodeCombination(KeyCode.F8),
                () -> window.panes().toggleInspector());
        add("history", key(KeyCode.H, SHIFT_DOWN), () -> window.showTab("tabHistory"));
        add("import", null, () -> navigator.go(new Place.Import()));
        add("account", null, () -> navigator.go(new Place.Account()));
        add("devices", null, () -> navigator.go(new Place.Devices()));
        add("settings", key(KeyCode.COMMA), () -> navigator.go(new Place.Settings()));
        addLooks(theme);
        add(
                "deliver",
                key(KeyCode.S),
                () -> {
                    window.flush();
                    delivery.deliverNow();
                    bench.notices.say(messages.text("saved"));
                });
        add("menu", new KeyCodeCombination(KeyCode.F10), () -> window.view().showMenu());
        add(
                "fullScreen",
                new KeyCodeCombination(KeyCode.F11),
                () -> window.stage().setFullScreen(!window.stage().isFullScreen()));
        add("quit", key(KeyCode.Q), () -> window.stage().close());
    }

    private void addPlaces(Navigator navigator) {
        List<Place> places =
                List.of(
                        new Place.Inbox(),
                        new Place.Today(),
                        new Place.Upcoming(),
                        new Place.All(),
                        new Place.Tasks(),
                        new Place.Conflicts(),
                        new Place.Trash());
        var names = List.of("inbox", "today", "upcoming", "all", "tasks", "conflicts", "trash");
        for (int i = 0; i < places.size(); i++) {
            var place = places.get(i);
            var digit = KeyCode.valueOf("DIGIT" + (i + 1));
            commands.add(
                    new Command(
                            "nav-" + names.get(i),
                            messages.text("nav." + names.get(i)),
                            key(digit),
                            () -> navigator.go(place)));
        }
    }

    private void addLooks(Theme theme) {
        add("light", null, () -> theme.coloursProperty().set(Theme.Colours.LIGHT));
        add("dark", null, () -> theme.coloursProperty().set(Theme.Colours.DARK));
        add("system", null, () -> theme.coloursProperty().set(Theme.Colours.SYSTEM));
        add("larger", key(KeyCode.PLUS), () -> scale(theme, SCALE_STEP_PERCENT));
        add("smaller", key(KeyCode.MINUS), () -> scale(theme, -SCALE_STEP_PERCENT));
        add("normal", key(KeyCode.DIGIT0), () -> theme.scalePercentProperty().set(100));
    }

    private static void scale(Theme theme, double by) {
        theme.scalePercentProperty()
                .set(
                        Math.clamp(
                                theme.scalePercentProperty().get() + by,
                                Theme.SCALE_PERCENT_MIN,
                                Theme.SCALE_PERCENT_MAX));
    }

    private void add(String id, @Nullable KeyCombination key, Runnable run) {
        commands.add(new Command(id, messages.text("cmd." + id), key, run));
    }

    private static KeyCombination key(KeyCode code, KeyCombination.Modifier... modifiers) {
        var all = new ArrayList<KeyCombination.Modifier>(List.of(modifiers));
        all.add(SHORTCUT_DOWN);
        return new KeyCodeCombination(code, all.toArray(new KeyCombination.Modifier[0]));
    }

    List<Command> commands() {
        return List.copyOf(commands);
    }

    Command named(String id) {
        return commands.stream()
                .filter(command -> command.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no command " + id));
    }

    /// Listens for the keys; what the focused control does with a key comes first, but for undo in a one-line field.
    void attach(Scene scene) {
        scene.addEventHandler(KeyEvent.KEY_PRESSED, this::pressed);
    }

    private void pressed(KeyEvent event) {
        if (event.getCode() == KeyCode.ESCAPE) {
            if (window.goOut()) {
                event.consume();
            }
            return;
        }
        for (var command : commands) {
            var key = command.key();
            if (key != null && key.match(event)) {
                command.run().run();
                event.consume();
                return;
            }
        }
    }

    /// Whether a node lies within another one.
    static boolean isWithin(@Nullable Node node, Node ancestor) {
        for (var at = node; at != null; at = at.getParent()) {
            if (at.equals(ancestor)) {
                return true;
            }
        }
        return false;
    }
}
