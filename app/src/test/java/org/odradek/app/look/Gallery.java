package org.odradek.app.look;

import javafx.animation.PauseTransition;
import javafx.application.Platform;
import javafx.css.PseudoClass;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.TextField;
import javafx.scene.image.ImageView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import javafx.util.Duration;

import org.kordamp.ikonli.feather.Feather;
import org.odradek.app.editor.surface.EditorKeys;
import org.odradek.app.editor.surface.EditorSurface;
import org.odradek.app.editor.surface.Layer;
import org.odradek.app.editor.surface.LiveSurface;
import org.odradek.app.editor.surface.Range;
import org.odradek.app.editor.surface.SecondSurface;
import org.odradek.app.editor.surface.Splice;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;

/// Draws everything of the look on one page and writes a picture of it for each theme: for a person
/// to look at. With the argument `second` the editor is the second surface.
public final class Gallery {
    private Gallery() {}

    private static final String NOTE =
            """
            # Pay rent
            Transfer to the **new account**. The old order *ends* this month, ~~March~~. ==Before Friday== we call.
            - [x] change the amount to 1,180
            - [ ] tell the landlord, AVATAR Two To Wave
            1. First, see [[House papers]] and [the bank](https://example.org/rent)
            2. Second `code` and https://example.org #home
            > A quote that is long enough to be wrapped at the end of the column, so that its bar is seen beside both lines.
            ## Table and code
            | who | when |
            | --- | ---- |
            | Ann | Tue  |
            ```java
            /* A comment. */ public static final String NAME = "Odradek"; // why
            ```
            ---
            ### Third 日本語 and emoji
            Two devices changed this line.
            """;

    public static void main(String[] arguments) {
        boolean second = List.of(arguments).contains("second");
        Platform.startup(() -> show(new Stage(), second));
    }

    private static void show(Stage stage, boolean second) {
        Fonts.load();
        Theme theme = new Theme(Platform.getPreferences());
        Messages messages = new Messages(Locale.UK);
        EditorKeys keys = EditorKeys.standard();
        EditorSurface surface =
                second
                        ? new SecondSurface(theme, messages, InstantSource.system(), keys)
                        : new LiveSurface(theme, messages, InstantSource.system(), keys);
        surface.show(NOTE);
        int place = NOTE.indexOf("Two devices");
        surface.mark(Layer.REVIEW, List.of(new Range(place, place + 10)));
        Node editor = surface.node();
        HBox.setHgrow(editor, Priority.ALWAYS);
        HBox page = new HBox(parts(), editor);
        Scene scene = new Scene(page, 1000, 900);
        stage.setScene(scene);
        stage.getIcons().setAll(AppIcon.images());
        theme.dress(scene, List.of());
        stage.show();
        String arriving = " A word from elsewhere.";
        surface.apply(List.of(new Splice(NOTE.indexOf("\n- [x]"), 0, arriving)), "Desk PC");
        picture(
                theme,
                scene,
                Theme.Colours.LIGHT,
                100,
                Theme.Choice.OFF,
                "light",
                () ->
                        picture(
                                theme,
                                scene,
                                Theme.Colours.DARK,
                                100,
                                Theme.Choice.OFF,
                                "dark",
                                () ->
                                        picture(
                                                theme,
                                                scene,
                                                Theme.Colours.LIGHT,
                                                150,
                                                Theme.Choice.ON,
                                                "contrast-150",
                                                Platform::exit)));
    }

    private static Node parts() {
        HBox chips =
                new HBox(
                        4,
                        Controls.chip("#home", Controls.Tint.PLAIN),
                        Controls.chip(Feather.GIT_MERGE, "2 versions", Controls.Tint.CONFLICT),
                        Controls.chip(Feather.CLOCK, "waits", Controls.Tint.DELAYED),
                        Controls.chip("high", Controls.Tint.OVERDUE),
                        Controls.chip("done", Controls.Tint.DONE));
        TextField field = new TextField("Search everything");
        TextField title = new TextField("Pay rent");
        title.getStyleClass().addAll("od-quiet", "od-note-title");
        CheckBox box = new CheckBox("Reduce motion");
        box.setSelected(true);
        VBox parts =
                new VBox(
                        10,
                        new ImageView(AppIcon.images().get(4)),
                        new HBox(
                                8,
                                Controls.primary("a", "Connect…"),
                                Controls.button("b", "Import…"),
                                Controls.danger("c", "Remove"),
                                Controls.flat("d", "Undo"),
                                Controls.iconButton("e", Feather.SIDEBAR, "Sidebar")),
                        field,
                        title,
                        box,
                        chips,
                        row("Pay rent", "2 days late", "overdue"),
                        row("Buy stamps", "done 08:12", "done"),
                        row("Call the plumber", "09:00", ""),
                        Controls.banner(
                                Feather.GIT_MERGE,
                                Controls.Tint.CONFLICT,
                                "Title has two versions.",
                                Controls.button("f", "Decide")),
                        Controls.banner(
                                Feather.CLOCK,
                                Controls.Tint.DELAYED,
                                "The disk is full. You can read and search; writing goes on when"
                                        + " there is room. Nothing is lost.",
                                Controls.button("g", "Try again")),
                        Controls.toast("Moved 12 to Projects.", Controls.flat("h", "Undo")),
                        card());
        parts.getStyleClass().add("od-panel");
        parts.setPrefWidth(430);
        parts.setMinWidth(Region.USE_PREF_SIZE);
        parts.setPadding(new Insets(16));
        return parts;
    }

    private static Node row(String title, String time, String state) {
        Button check = Controls.check("check-" + title, "Done");
        Region grow = new Region();
        HBox.setHgrow(grow, Priority.ALWAYS);
        VBox words =
                new VBox(
                        Controls.label(title, "od-row-title"),
                        Controls.label("Home, monthly", "od-row-second"));
        HBox row = new HBox(check, words, grow, Controls.label(time, "od-row-time"));
        row.getStyleClass().add("od-row");
        if (!state.isEmpty()) {
            row.pseudoClassStateChanged(PseudoClass.getPseudoClass(state), true);
            check.pseudoClassStateChanged(PseudoClass.getPseudoClass(state), true);
        }
        return row;
    }

    private static Node card() {
        VBox card =
                new VBox(
                        Controls.label("This device (Laptop)", "od-list-title"),
                        Controls.label("yesterday at 18:04, while out of touch", "od-muted"),
                        Controls.label("Pay rent to the new account"),
                        Controls.primary("k", "Keep this one"));
        card.getStyleClass().addAll("od-card", "od-mine");
        return card;
    }

    private static void picture(
            Theme theme,
            Scene scene,
            Theme.Colours colours,
            double percent,
            Theme.Choice contrast,
            String name,
            Runnable then) {
        theme.coloursProperty().set(colours);
        theme.contrastProperty().set(contrast);
        theme.scalePercentProperty().set(percent);
        PauseTransition pause = new PauseTransition(Duration.millis(600));
        pause.setOnFinished(
                _ -> {
                    Png.write(scene.snapshot(null), Path.of("target", "gallery-" + name + ".png"));
                    then.run();
                });
        pause.play();
    }
}
