package org.odradek.app.editor.surface;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.odradek.app.editor.styling.Links;
import org.odradek.app.look.Fonts;
import org.odradek.app.look.Messages;
import org.odradek.app.look.Theme;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.util.WaitForAsyncUtils;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

/// What every surface must do, whichever control it stands on.
@ExtendWith(ApplicationExtension.class)
abstract class SurfaceContract {
    final List<LocalEdit> edits = new ArrayList<>();
    final List<String> asked = new ArrayList<>();
    EditorSurface surface;
    Scene scene;

    abstract EditorSurface create(Theme theme, Messages messages);

    final void open(Stage stage) {
        Fonts.load();
        Theme theme = new Theme(Platform.getPreferences());
        surface = create(theme, new Messages(Locale.UK));
        surface.onEdit(edits::add);
        surface.onUndo(() -> asked.add("undo"), () -> asked.add("redo"));
        surface.onFollow(target -> asked.add(target.toString()));
        scene = new Scene(new StackPane(surface.node()), 700, 500);
        theme.dress(scene, List.of());
        stage.setScene(scene);
        stage.show();
    }

    @BeforeEach
    void focus() {
        on(
                () -> {
                    surface.requestFocus();
                    return 0;
                });
    }

    @Test
    void givenAnEmptyNote_whenTyped_thenTheSplicesGiveTheText(FxRobot robot) {
        robot.write("ab c");
        robot.type(KeyCode.ENTER).write("d");
        robot.type(KeyCode.BACK_SPACE).write("e");
        on(
                () -> {
                    surface.flush();
                    return 0;
                });

        assertEquals("ab c\ne", on(surface::text));
        assertEquals("ab c\ne", made("", edits));
        assertEquals(new Splice(0, 0, "a"), edits.getFirst().splices().getFirst());
        assertTrue(edits.getFirst().startsStep());
    }

    @Test
    void givenAnotherNote_whenShown_thenNothingIsReportedAndTheCaretIsAtItsStart() {
        show("# One\ntwo");

        assertEquals("# One\ntwo", on(surface::text));
        assertEquals(List.of(), edits);
        assertEquals(0, on(() -> surface.caretProperty().get()));
    }

    @Test
    void givenHeldTyping_whenSplicesAreApplied_thenItMustBeFlushedFirst(FxRobot robot) {
        robot.write("abc");
        on(
                () -> {
                    surface.edit(List.of(new Splice(0, 0, "x")));
                    surface.type("1");
                    surface.type("2");
                    assertThrows(
                            IllegalStateException.class,
                            () -> surface.apply(List.of(new Splice(0, 0, "y")), null));
                    surface.flush();
                    surface.apply(List.of(new Splice(0, 0, "y")), null);
                    return 0;
                });

        assertEquals("yxabc12", on(surface::text));
        assertEquals("xabc12", made("", edits));
    }

    @Test
    void givenAList_whenEnterIsPressed_thenItGoesOnAndEnds(FxRobot robot) {
        show("- [x] one");
        caret(9);

        robot.type(KeyCode.ENTER).write("two");
        assertEquals("- [x] one\n- [ ] two", on(surface::text));

        robot.type(KeyCode.ENTER).type(KeyCode.ENTER);
        assertEquals("- [x] one\n- [ ] two\n", on(surface::text));
        on(
                () -> {
                    surface.flush();
                    return 0;
                });
        assertEquals("- [x] one\n- [ ] two\n", made("- [x] one", edits));
    }

    @Test
    void givenAnAddress_whenPastedOverWords_thenItMakesALink(FxRobot robot) {
        show("see it");
        on(
                () -> {
                    ClipboardContent content = new ClipboardContent();
                    content.putString("https://example.org/a");
                    Clipboard.getSystemClipboard().setContent(content);
                    surface.select(4, 6);
                    return 0;
                });

        robot.push(KeyCode.CONTROL, KeyCode.V);

        assertEquals("see [it](https://example.org/a)", on(surface::text));
        robot.push(KeyCode.CONTROL, KeyCode.ENTER);
        assertEquals(List.of(new Links.Address("https://example.org/a").toString()), asked);
    }

    final void show(String text) {
        on(
                () -> {
                    surface.show(text);
                    edits.clear();
                    return 0;
                });
        WaitForAsyncUtils.waitForFxEvents();
    }

    final void caret(int position) {
        on(
                () -> {
                    surface.select(position, position);
                    return 0;
                });
    }

    static <T> T on(Callable<T> task) {
        return WaitForAsyncUtils.waitForAsyncFx(20_000, task);
    }

    static String made(String before, List<LocalEdit> edits) {
        String text = before;
        for (LocalEdit edit : edits) {
            for (Splice splice : edit.splices()) {
                text = splice.on(text);
            }
        }
        return text;
    }
}
