package org.odradek.app;

import static org.junit.jupiter.api.Assertions.assertTrue;

import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Rectangle;
import javafx.stage.Stage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.odradek.app.look.Png;
import org.odradek.app.look.Theme;
import org.odradek.app.place.Place;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.TimeoutException;

/// Takes pictures of the demo's windows. It runs only when it is named: the one for the README is written to `docs`, others for a
/// person to look at to `target`.
final class DemoPictures {
    private static final long README_BYTES_MAX = 300_000;
    private static final double GAP_PX = 16;

    @TempDir Path folder;
    private DemoFixture demo;

    @BeforeEach
    void open() throws Exception {
        demo = new DemoFixture(folder, LocalDate.now(ZoneId.systemDefault()));
        demo.robot.interact(() -> demo.theme.contrastProperty().set(Theme.Choice.OFF));
    }

    @AfterEach
    void close() throws Exception {
        demo.close();
    }

    @Test
    void readme() throws Exception {
        resize(800, 600);
        demo.disagree();
        demo.desk.go(new Place.Conflicts());
        for (var colours : List.of(Theme.Colours.LIGHT, Theme.Colours.DARK)) {
            var dark = colours == Theme.Colours.DARK ? "-dark" : "";
            var file = Path.of("docs", "window" + dark + ".png");
            picture(colours, file);
            assertTrue(Files.size(file) < README_BYTES_MAX, () -> file + " is too large");
        }
    }

    @Test
    void everyWidth() throws Exception {
        pictures("1-start");
        demo.network(false);
        demo.laptop.untilStatus("offline");
        demo.laptop.write("Tell Lena when we arrive.", true);
        demo.laptop.untilStatus("delayed");
        pictures("2-cut");
        demo.network(true);
        demo.laptop.untilStatus("up-to-date");
        demo.disagree();
        pictures("3-together");
        demo.laptop.open(demo.rent());
        demo.desk.go(new Place.Conflicts());
        pictures("4-conflict");
        demo.desk.press("conflictTake-1");
        DemoFixture.until(() -> demo.laptop.store.view().conflicts().isEmpty());
        DemoFixture.until(() -> demo.bar("demoDone", Label.class).isVisible());
        pictures("5-done");
        demo.network(false);
        demo.thirdDevice();
        DemoFixture.until(() -> demo.thirdSentence().contains("goes on when"));
        pictures("6-third-waits");
        demo.laptop.go(new Place.All());
        demo.desk.go(new Place.All());
        demo.network(true);
        DemoFixture.until(() -> demo.thirdSentence().startsWith("All three"));
        demo.laptop.settle();
        demo.desk.settle();
        pictures("7-third-done");
        demo.laptop.go(new Place.Devices());
        pictures("8-third-devices");
    }

    private void pictures(String name) throws TimeoutException, IOException {
        for (int width : List.of(960, 700)) {
            resize(width, 640);
            for (var colours : List.of(Theme.Colours.LIGHT, Theme.Colours.DARK)) {
                picture(
                        colours,
                        Path.of("target", "demo-" + name + "-" + width + "-" + colours + ".png"));
            }
        }
    }

    private void resize(double width, double height) throws TimeoutException {
        demo.robot.interact(
                () -> {
                    for (var side : List.of(demo.laptop, demo.desk)) {
                        side.stage.setWidth(width);
                        side.stage.setHeight(height);
                    }
                    demo.windows.fitBar(2 * width + GAP_PX);
                });
        demo.laptop.settle();
        demo.desk.settle();
    }

    private void picture(Theme.Colours colours, Path file) throws TimeoutException {
        demo.robot.interact(() -> demo.theme.coloursProperty().set(colours));
        demo.laptop.settle();
        demo.desk.settle();
        demo.robot.interact(
                () -> {
                    var devices = new HBox(GAP_PX, framed(demo.laptop), framed(demo.desk));
                    var page = new VBox(GAP_PX, round(shot(demo.windows.bar())), devices);
                    page.setPadding(new Insets(GAP_PX));
                    page.setStyle("-fx-background-color: -od-border;");
                    var scene = new Scene(page);
                    demo.theme.dress(scene, List.of());
                    Image picture = scene.snapshot(null);
                    demo.theme.forget(scene);
                    Png.write(picture, file);
                });
    }

    /// A window as a desktop would show it, with its title.
    private static Node framed(DemoFixture.Side side) {
        var title = new Label(side.stage.getTitle());
        title.setStyle("-fx-font-weight: bold; -fx-text-fill: -od-muted;");
        title.setMaxWidth(Double.MAX_VALUE);
        title.setAlignment(Pos.CENTER);
        title.setPadding(new Insets(7));
        var window = new VBox(title, shot(side.stage));
        window.setStyle("-fx-background-color: -od-panel;");
        return round(window);
    }

    private static ImageView shot(Stage stage) {
        return new ImageView(stage.getScene().snapshot(null));
    }

    private static Node round(Node node) {
        var clip = new Rectangle();
        node.layoutBoundsProperty()
                .subscribe(
                        bounds -> {
                            clip.setWidth(bounds.getWidth());
                            clip.setHeight(bounds.getHeight());
                        });
        clip.setArcWidth(GAP_PX);
        clip.setArcHeight(GAP_PX);
        node.setClip(clip);
        return node;
    }
}
