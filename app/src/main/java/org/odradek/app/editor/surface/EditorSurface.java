package org.odradek.app.editor.surface;

import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.input.Clipboard;

import org.jspecify.annotations.Nullable;
import org.odradek.app.editor.styling.Links;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// A control that shows a note's text and reports what a person does to it as splices.
///
/// The control has the id `editorBody` and always holds the exact text (lines end with a line
/// feed). It keeps no undo of its own. All calls and callbacks belong to the FX thread.
public interface EditorSurface {
    /// What to put into the window; fills the room it is given.
    Node node();

    /// Shows another note. What was typed before is reported first; this itself is not.
    void show(String text);

    /// The whole text on screen.
    String text();

    int length();

    /// The line that holds the position, without its line feed.
    String lineAt(int position);

    /// Where the line that holds the position starts.
    int lineStartAt(int position);

    /// Makes splices that did not come from this screen. Caret, selection and scroll position stay
    /// with their text; nothing is reported. With a device's name, the new words stand out for two
    /// seconds and the name is in the margin.
    ///
    /// @throws IllegalStateException if typing is still held: call [#flush] first, since the
    ///     splices must refer to the text that was reported
    void apply(List<Splice> splices, @Nullable String device);

    /// Reports typing that is still gathered, now.
    void flush();

    /// Who is told what a person did.
    void onEdit(Consumer<LocalEdit> listener);

    /// Who takes back and does again, on Ctrl+Z and Ctrl+Shift+Z.
    void onUndo(Runnable undo, Runnable redo);

    /// Who follows a link.
    void onFollow(Consumer<Links.Target> follower);

    /// Who may take a paste before it becomes text, as for pictures and files; true means taken.
    void onPaste(Predicate<Clipboard> taker);

    ReadOnlyIntegerProperty caretProperty();

    ReadOnlyObjectProperty<Range> selectionProperty();

    void select(int anchor, int caret);

    /// Scrolls the least needed to show the position.
    void reveal(int position);

    /// Where the caret is on the screen, if it is visible: popups go there.
    Optional<Bounds> caretBounds();

    /// Replaces text as the person's own act, one undo step: completion, find and replace. The
    /// splices refer to each other in order.
    void edit(List<Splice> splices);

    /// Types text at the caret or over the selection.
    void type(String text);

    void run(Command command);

    void setReadOnly(boolean readOnly);

    /// Sets what is laid over the text in this layer; ranges are in order and do not overlap.
    void mark(Layer layer, List<Range> ranges);

    ReadOnlyObjectProperty<Shown> shownProperty();

    /// Whether all styling is done.
    ReadOnlyBooleanProperty settledProperty();

    void requestFocus();
}
