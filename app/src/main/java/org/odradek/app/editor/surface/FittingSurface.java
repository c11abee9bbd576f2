package org.odradek.app.editor.surface;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.input.Clipboard;
import javafx.scene.layout.StackPane;

import org.jspecify.annotations.Nullable;
import org.odradek.app.editor.styling.Links;
import org.odradek.app.look.Messages;
import org.odradek.app.look.Theme;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// Shows each note on the surface that fits: the live one, or the second when a screen reader is
/// active, when the note holds letters that are written from right to left, or by choice.
///
/// It is decided whenever a note is shown, so that no control is exchanged under somebody's hands.
public final class FittingSurface implements EditorSurface {
    /// Which surface a person wants.
    public enum Choice {
        FITTING,
        LIVE,
        SECOND
    }

    private final Supplier<EditorSurface> second;
    private final EditorSurface live;
    private final ObservableBooleanValue screenReader;
    private final ObjectProperty<Choice> choice = new SimpleObjectProperty<>(Choice.FITTING);
    private final StackPane node = new StackPane();
    private final ReadOnlyIntegerWrapper caret = new ReadOnlyIntegerWrapper();
    private final ReadOnlyObjectWrapper<Range> selection =
            new ReadOnlyObjectWrapper<>(new Range(0, 0));
    private final ReadOnlyObjectWrapper<Shown> shown =
            new ReadOnlyObjectWrapper<>(new Shown.Styled());
    private final ReadOnlyBooleanWrapper settled = new ReadOnlyBooleanWrapper(true);
    private @Nullable EditorSurface madeSecond;
    private EditorSurface current;
    private Consumer<LocalEdit> listener = _ -> {};
    private Consumer<Links.Target> follower = _ -> {};
    private Predicate<Clipboard> paster = _ -> false;
    private Runnable undo = () -> {};
    private Runnable redo = () -> {};
    private boolean readOnly;

    /// @param screenReader whether a screen reader is active: `Platform.accessibilityActiveProperty`
    public FittingSurface(
            Theme theme,
            Messages messages,
            InstantSource clock,
            EditorKeys keys,
            ObservableBooleanValue screenReader) {
        this.screenReader = screenReader;
        second = () -> new SecondSurface(theme, messages, clock, keys);
        live = new LiveSurface(theme, messages, clock, keys);
        current = live;
        use(live);
    }

    /// What the person chose; counts from the next note on.
    public ObjectProperty<Choice> choiceProperty() {
        return choice;
    }

    @Override
    public Node node() {
        return node;
    }

    @Override
    public void show(String text) {
        EditorSurface fitting = fits(text) ? live : second();
        if (!fitting.equals(current)) {
            boolean focused = node.getScene() != null && holdsFocus();
            current.flush();
            use(fitting);
            if (focused) {
                fitting.requestFocus();
            }
        }
        current.show(text);
    }

    private boolean fits(String text) {
        return switch (choice.get()) {
            case LIVE -> true;
            case SECOND -> false;
            case FITTING -> !screenReader.get() && !holdsRightToLeft(text);
        };
    }

    private boolean holdsFocus() {
        for (Node at = node.getScene().getFocusOwner(); at != null; at = at.getParent()) {
            if (at.equals(node)) {
                return true;
            }
        }
        return false;
    }

    /// Whether any letter is written from right to left (Unicode's bidirectional classes R and AL).
    static boolean holdsRightToLeft(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            // Below the Hebrew block no letter is.
            if (c >= '\u0590') {
                byte direction = Character.getDirectionality(text.codePointAt(i));
                if (direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT
                        || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC) {
                    return true;
                }
            }
        }
        return false;
    }

    private EditorSurface second() {
        if (madeSecond == null) {
            madeSecond = second.get();
        }
        return madeSecond;
    }

    private void use(EditorSurface surface) {
        current = surface;
        surface.onEdit(edit -> listener.accept(edit));
        surface.onFollow(target -> follower.accept(target));
        surface.onPaste(clipboard -> paster.test(clipboard));
        surface.onUndo(() -> undo.run(), () -> redo.run());
        surface.setReadOnly(readOnly);
        caret.bind(surface.caretProperty());
        selection.bind(surface.selectionProperty());
        shown.bind(surface.shownProperty());
        settled.bind(surface.settledProperty());
        node.getChildren().setAll(surface.node());
    }

    @Override
    public String text() {
        return current.text();
    }

    @Override
    public int length() {
        return current.length();
    }

    @Override
    public String lineAt(int position) {
        return current.lineAt(position);
    }

    @Override
    public int lineStartAt(int position) {
        return current.lineStartAt(position);
    }

    @Override
    public void apply(List<Splice> splices, @Nullable String device) {
        current.apply(splices, device);
    }

    @Override
    public void flush() {
        current.flush();
    }

    @Override
    public void onEdit(Consumer<LocalEdit> edits) {
        listener = edits;
    }

    @Override
    public void onUndo(Runnable undoing, Runnable redoing) {
        undo = undoing;
        redo = redoing;
    }

    @Override
    public void onFollow(Consumer<Links.Target> links) {
        follower = links;
    }

    @Override
    public void onPaste(Predicate<Clipboard> taker) {
        paster = taker;
    }

    @Override
    public ReadOnlyIntegerProperty caretProperty() {
        return caret.getReadOnlyProperty();
    }

    @Override
    public ReadOnlyObjectProperty<Range> selectionProperty() {
        return selection.getReadOnlyProperty();
    }

    @Override
    public void select(int anchor, int position) {
        current.select(anchor, position);
    }

    @Override
    public void reveal(int position) {
        current.reveal(position);
    }

    @Override
    public Optional<Bounds> caretBounds() {
        return current.caretBounds();
    }

    @Override
    public void edit(List<Splice> splices) {
        current.edit(splices);
    }

    @Override
    public void type(String text) {
        current.type(text);
    }

    @Override
    public void run(Command command) {
        current.run(command);
    }

    @Override
    public void setReadOnly(boolean only) {
        readOnly = only;
        current.setReadOnly(only);
    }

    @Override
    public void mark(Layer layer, List<Range> ranges) {
        current.mark(layer, ranges);
    }

    @Override
    public ReadOnlyObjectProperty<Shown> shownProperty() {
        return shown.getReadOnlyProperty();
    }

    @Override
    public ReadOnlyBooleanProperty settledProperty() {
        return settled.getReadOnlyProperty();
    }

    @Override
    public void requestFocus() {
        current.requestFocus();
    }
}
