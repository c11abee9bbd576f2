package org.odradek.app.editor.surface;

import static org.junit.jupiter.api.Assertions.assertEquals;

import javafx.scene.AccessibleRole;
import javafx.stage.Stage;

import org.junit.jupiter.api.Test;
import org.odradek.app.look.Messages;
import org.odradek.app.look.Theme;
import org.testfx.framework.junit5.Start;

import java.time.InstantSource;

final class SecondSurfaceTest extends SurfaceContract {
    @Override
    EditorSurface create(Theme theme, Messages messages) {
        return new SecondSurface(theme, messages, InstantSource.system(), EditorKeys.standard());
    }

    @Start
    void start(Stage stage) {
        open(stage);
    }

    @Test
    void givenALineThatIsLong_whenShown_thenItIsWrappedAllTheSame() {
        show("word ".repeat(1_500));

        assertEquals(new Shown.Styled(), on(() -> surface.shownProperty().get()));
    }

    @Test
    void givenASurface_whenAskedForItsRole_thenAScreenReaderKnowsIt() {
        assertEquals(
                AccessibleRole.TEXT_AREA,
                on(() -> scene.lookup("#editorBody").getAccessibleRole()));
    }
}
