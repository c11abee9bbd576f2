package org.odradek.app.editor.surface;

import static org.junit.jupiter.api.Assertions.assertEquals;

import javafx.beans.property.SimpleBooleanProperty;
import javafx.stage.Stage;

import org.junit.jupiter.api.Test;
import org.odradek.app.look.Messages;
import org.odradek.app.look.Theme;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

import java.time.InstantSource;

final class FittingSurfaceTest extends SurfaceContract {
    private final SimpleBooleanProperty screenReader = new SimpleBooleanProperty();
    private FittingSurface fitting;

    @Override
    EditorSurface create(Theme theme, Messages messages) {
        fitting =
                new FittingSurface(
                        theme,
                        messages,
                        InstantSource.system(),
                        EditorKeys.standard(),
                        screenReader);
        return fitting;
    }

    @Start
    void start(Stage stage) {
        open(stage);
    }

    @Test
    void givenANote_whenShown_thenOnTheSurfaceThatFits() {
        show("left to right");
        assertEquals("MarkdownArea", control());

        show("שלום");
        assertEquals("CodeArea", control());
        assertEquals("שלום", on(surface::text));

        show("left again");
        assertEquals("MarkdownArea", control());

        on(
                () -> {
                    screenReader.set(true);
                    return 0;
                });
        assertEquals("MarkdownArea", control());
        show("read aloud");
        assertEquals("CodeArea", control());

        on(
                () -> {
                    fitting.choiceProperty().set(FittingSurface.Choice.LIVE);
                    return 0;
                });
        show("by choice");
        assertEquals("MarkdownArea", control());
    }

    @Test
    void givenTheSecondSurface_whenTyped_thenItReportsAsTheLiveOneDoes(FxRobot robot) {
        show("عربي\n");
        on(
                () -> {
                    surface.requestFocus();
                    surface.select(5, 5);
                    return 0;
                });

        robot.write("x");

        assertEquals("عربي\nx", made("عربي\n", edits));
        assertEquals(6, on(() -> surface.caretProperty().get()));
    }

    private String control() {
        return on(() -> scene.lookup("#editorBody").getClass().getSimpleName());
    }
}
