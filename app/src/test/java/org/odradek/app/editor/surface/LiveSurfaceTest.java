package org.odradek.app.editor.surface;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import javafx.application.Platform;
import javafx.geometry.Bounds;
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
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

@ExtendWith(ApplicationExtension.class)
final class LiveSurfaceTest {
    private final List<LocalEdit> edits = new ArrayList<>();
    private final List<String> asked = new ArrayList<>();
    private LiveSurface surface;
    private MarkdownArea area;

    @Start
    void start(Stage stage) {
        Fonts.load();
        Theme theme = new Theme(Platform.getPreferences());
        surface =
                new LiveSurface(
                        theme,
                        new Messages(Locale.UK),
                        InstantSource.system(),
                        EditorKeys.standard());
        surface.onEdit(edits::add);
        surface.onUndo(() -> asked.add("undo"), () -> asked.add("redo"));
        surface.onFollow(target -> asked.add(target.toString()));
        Scene scene = new Scene(new StackPane(surface.node()), 700, 500);
        theme.dress(scene, List.of());
        stage.setScene(scene);
        stage.show();
        area = (MarkdownArea) scene.lookup("#editorBody");
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

    private void show(String text) {
        on(
                () -> {
                    surface.show(text);
                    edits.clear();
                    return 0;
                });
        WaitForAsyncUtils.waitForFxEvents();
    }

    private void caret(int position) {
        on(
                () -> {
                    surface.select(position, position);
                    return 0;
                });
    }

    /// The style of a character, once all styling is done.
    private Collection<String> style(int position) throws TimeoutException {
        WaitForAsyncUtils.waitFor(20, TimeUnit.SECONDS, surface.settledProperty());
        return on(() -> area.getStyleOfChar(position));
    }

    private static <T> T on(Callable<T> task) {
        return WaitForAsyncUtils.waitForAsyncFx(20_000, task);
    }

    private static String made(String before, List<LocalEdit> edits) {
        String text = before;
        for (LocalEdit edit : edits) {
            for (Splice splice : edit.splices()) {
                text = splice.on(text);
            }
        }
        return text;
    }
}
