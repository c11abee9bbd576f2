package org.odradek.app.editor.surface;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import javafx.geometry.Bounds;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;

import org.junit.jupiter.api.Test;
import org.odradek.app.look.Messages;
import org.odradek.app.look.Theme;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

final class LiveSurfaceTest extends SurfaceContract {
    private MarkdownArea area;

    @Override
    EditorSurface create(Theme theme, Messages messages) {
        return new LiveSurface(theme, messages, InstantSource.system(), EditorKeys.standard());
    }

    @Start
    void start(Stage stage) {
        open(stage);
        area = (MarkdownArea) scene.lookup("#editorBody");
    }

    @Test
    void givenACaret_whenSplicesArriveAroundIt_thenItStaysWithItsTextAndPlaceOnScreen() {
        String text = "line of words\n".repeat(200);
        show(text);
        int caret = on(() -> surface.lineStartAt(1_400) + 5);
        on(
                () -> {
                    surface.select(caret - 2, caret);
                    area.showParagraphAtTop(90);
                    return 0;
                });
        WaitForAsyncUtils.waitForFxEvents();
        Bounds before = on(() -> surface.caretBounds().orElseThrow());

        on(
                () -> {
                    surface.apply(
                            List.of(
                                    new Splice(0, 4, "Above\nand more\n"),
                                    new Splice(caret + 20, 0, "x")),
                            "Desk PC");
                    return 0;
                });
        WaitForAsyncUtils.waitForFxEvents();

        int moved = caret + "Above\nand more\n".length() - 4;
        assertEquals(new Range(moved - 2, moved), on(() -> surface.selectionProperty().get()));
        assertEquals(moved, on(() -> surface.caretProperty().get()));
        assertEquals(
                before.getMinY(), on(() -> surface.caretBounds().orElseThrow()).getMinY(), 0.5);
        assertEquals(List.of(), edits);
    }

    @Test
    void givenABox_whenClicked_thenItIsTickedAndTheCaretStays(FxRobot robot)
            throws TimeoutException {
        show("first\n- [ ] tell");
        caret(2);
        Bounds box = on(() -> area.getCharacterBoundsOnScreen(9, 10).orElseThrow());

        robot.clickOn(box.getCenterX(), box.getCenterY());

        assertEquals("first\n- [x] tell", on(surface::text));
        assertEquals(2, on(() -> surface.caretProperty().get()));
        assertEquals(List.of(new LocalEdit(List.of(new Splice(9, 1, "x")), true)), edits);
        assertTrue(style(13).contains("od-finished"));
    }

    @Test
    void givenASelection_whenKeysArePressed_thenTheyMarkItUp(FxRobot robot)
            throws TimeoutException {
        show("pay rent");
        on(
                () -> {
                    surface.select(4, 8);
                    return 0;
                });

        robot.push(KeyCode.CONTROL, KeyCode.B);

        assertEquals("pay **rent**", on(surface::text));
        assertEquals(new Range(6, 10), on(() -> surface.selectionProperty().get()));
        assertEquals(List.of("od-bold"), style(7));
        robot.push(KeyCode.CONTROL, KeyCode.L);
        assertEquals("- [ ] pay **rent**", on(surface::text));
        robot.push(KeyCode.TAB);
        assertEquals("  - [ ] pay **rent**", on(surface::text));
        robot.push(KeyCode.CONTROL, KeyCode.Z);
        robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.Z);
        assertEquals(List.of("undo", "redo"), asked);
        assertEquals("  - [ ] pay **rent**", on(surface::text));
    }

    @Test
    void givenAFence_whenOpenedAbove_thenTheLinesBelowBecomeCode(FxRobot robot)
            throws TimeoutException {
        show("x\n**bold**\n```\nafter");
        assertEquals(List.of("od-bold"), style(5));
        caret(0);

        robot.write("```").type(KeyCode.ENTER);
        WaitForAsyncUtils.waitForFxEvents();

        assertEquals(List.of("od-fence"), style(9));
        assertEquals(List.of(), style(on(surface::length) - 1));
    }

    @Test
    void givenALongLine_whenShown_thenLinesAreNotWrappedUntilItIsBroken() {
        show("word ".repeat(1_500));
        assertEquals(new Shown.Unwrapped(7_500), on(() -> surface.shownProperty().get()));

        on(
                () -> {
                    surface.run(Command.BREAK_LONG_LINES);
                    return 0;
                });

        assertEquals(new Shown.Styled(), on(() -> surface.shownProperty().get()));
        assertEquals("word ".repeat(1_500), on(surface::text).replace('\n', ' '));
    }

    @Test
    void givenMarks_whenTheTextChanges_thenTheyMoveWithIt(FxRobot robot) throws TimeoutException {
        show("one two three");
        on(
                () -> {
                    surface.mark(Layer.FOUND, List.of(new Range(4, 7)));
                    return 0;
                });
        caret(0);
        robot.write("xy");

        assertEquals(List.of("od-found"), style(7));
        assertEquals(List.of(), style(5));
        on(
                () -> {
                    surface.mark(Layer.FOUND, List.of());
                    return 0;
                });
        assertEquals(List.of(), style(7));
    }

    @Test
    void givenReadOnly_whenTyped_thenNothingHappens(FxRobot robot) throws TimeoutException {
        show("kept");
        on(
                () -> {
                    surface.setReadOnly(true);
                    return 0;
                });

        robot.write("x").push(KeyCode.CONTROL, KeyCode.L);

        assertEquals("kept", on(surface::text));
        assertEquals(List.of(), edits);
        assertFalse(on(() -> area.isEditable()));
    }

    /// The style of a character, once all styling is done.
    private Collection<String> style(int position) throws TimeoutException {
        WaitForAsyncUtils.waitFor(20, TimeUnit.SECONDS, surface.settledProperty());
        return on(() -> area.getStyleOfChar(position));
    }
}
