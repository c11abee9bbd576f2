package org.odradek.app.editor.surface;

import javafx.beans.binding.DoubleBinding;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.geometry.Bounds;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.TraversalDirection;
import javafx.scene.control.Label;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.StackPane;

import org.fxmisc.flowless.VirtualizedScrollPane;
import org.fxmisc.richtext.model.PlainTextChange;
import org.fxmisc.richtext.model.TwoDimensional.Bias;
import org.jspecify.annotations.Nullable;
import org.odradek.app.editor.styling.Links;
import org.odradek.app.look.Messages;
import org.odradek.app.look.Sheets;
import org.odradek.app.look.Theme;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Predicate;

// Longer than the house's 400 lines, because it answers the whole of EditorSurface by handing each
// call to the part that knows; the parts are files of their own.
/// The usual surface, on RichTextFX: live Markdown styles over the exact text.
public final class LiveSurface implements EditorSurface, Canvas {
    /// A wrapped paragraph costs RichTextFX time with the square of its length; up to here a key is
    /// still shown within a frame.
    static final int WRAPPED_LINE_CHARS_MAX = 5_000;

    /// Beyond, styles would cost more memory and start-up time than they are worth.
    static final int STYLED_CHARS_MAX = 5 * 1024 * 1024;

    private static final double COLUMN_PX = 720;

    private static final double MARGIN_PX = 24;

    private final Layers layers = new Layers();
    private final MarkdownArea area;
    private final LiveStyling styling;
    private final LongLines longLines;
    private final Arrival arrival;
    private final Typing typing;
    private final TextCommands commands = new TextCommands(this);
    private final StackPane node = new StackPane();
    private final ReadOnlyIntegerWrapper caret = new ReadOnlyIntegerWrapper();
    private final ReadOnlyObjectWrapper<Range> selection =
            new ReadOnlyObjectWrapper<>(new Range(0, 0));
    private final List<Splice> own = new ArrayList<>();
    private Consumer<LocalEdit> listener = _ -> {};
    private Runnable undo = () -> {};
    private Runnable redo = () -> {};
    private boolean silent;
    private boolean commanding;

    public LiveSurface(Theme theme, Messages messages, InstantSource clock, EditorKeys keys) {
        area = new MarkdownArea(new Keeper(), messages.text("editor.body"));
        styling = new LiveStyling(area, layers);
        longLines = new LongLines(area);
        typing = new Typing(new FxTimer(clock), edit -> listener.accept(edit));
        Label prompt = new Label(messages.text("editor.prompt"));
        prompt.getStyleClass().add("od-editor-prompt");
        area.setPlaceholder(prompt, Pos.TOP_LEFT);
        Pane margin = new Pane();
        margin.setMouseTransparent(true);
        node.getChildren().addAll(new VirtualizedScrollPane<>(area), margin);
        node.getStyleClass().add("od-editor-pane");
        node.getStylesheets().add(Sheets.url(LiveSurface.class, "editor.css"));
        arrival = new Arrival(area, layers, styling, margin);
        keepColumn(theme.pxBinding(COLUMN_PX), theme.pxBinding(MARGIN_PX));
        area.plainTextChanges().subscribe(this::changed);
        area.caretPositionProperty().addListener((_, _, now) -> caret.set(now));
        area.selectionProperty()
                .addListener((_, _, now) -> selection.set(new Range(now.getStart(), now.getEnd())));
        styling.restart(true);
        EditorInput input = new EditorInput(this, commands, keys);
        area.addEventFilter(KeyEvent.KEY_PRESSED, input::pressed);
        area.addEventFilter(MouseEvent.MOUSE_PRESSED, this::pressed);
    }

    @Override
    public Node node() {
        return node;
    }

    @Override
    public void show(String text) {
        typing.reset();
        layers.clear();
        styling.pause();
        silently(() -> area.getContent().replace(0, area.getLength(), styling.document(text)));
        boolean styled = area.getLength() <= STYLED_CHARS_MAX;
        area.selectRange(0, 0);
        if (area.getScene() != null) {
            area.showParagraphAtTop(0);
        }
        longLines.measure(styled);
        styling.restart(styled);
        arrival.end();
    }

    @Override
    public String text() {
        return area.getText();
    }

    @Override
    public int length() {
        return area.getLength();
    }

    @Override
    public String lineAt(int position) {
        return area.getParagraph(lineOf(position)).getText();
    }

    @Override
    public int lineStartAt(int position) {
        return area.getAbsolutePosition(lineOf(position), 0);
    }

    @Override
    public void apply(List<Splice> splices, @Nullable String device) {
        if (typing.isHolding()) {
            throw new IllegalStateException("Typing is held; flush it before applying splices");
        }
        int anchor = area.getAnchor();
        int position = area.getCaretPosition();
        for (Splice splice : splices) {
            silently(() -> make(splice));
            anchor = splice.moves(anchor, false);
            position = splice.moves(position, false);
            typing.arrived(splice);
        }
        if (anchor != area.getAnchor() || position != area.getCaretPosition()) {
            area.selectRange(anchor, position);
        }
        if (device != null) {
            arrival.show(Arrival.inserted(splices), device);
        }
        longLines.measureAfter(splices);
        styling.now();
    }

    @Override
    public void flush() {
        typing.flush();
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
        commands.onFollow(links);
    }

    @Override
    public void onPaste(Predicate<Clipboard> taker) {
        commands.onPaste(taker);
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
        area.selectRange(
                Math.clamp(anchor, 0, area.getLength()), Math.clamp(position, 0, area.getLength()));
    }

    @Override
    public void reveal(int position) {
        area.showParagraphInViewport(lineOf(Math.clamp(position, 0, area.getLength())));
    }

    @Override
    public Optional<Bounds> caretBounds() {
        return area.getCaretBounds();
    }

    @Override
    public void edit(List<Splice> splices) {
        commands.edit(splices);
    }

    @Override
    public void type(String text) {
        area.replaceSelection(text);
        area.requestFollowCaret();
    }

    @Override
    public void run(Command command) {
        commands.run(command);
    }

    @Override
    public int anchor() {
        return area.getAnchor();
    }

    @Override
    public int caret() {
        return area.getCaretPosition();
    }

    @Override
    public boolean isEditable() {
        return area.isEditable();
    }

    @Override
    public void leave(boolean back) {
        area.requestFocusTraversal(back ? TraversalDirection.PREVIOUS : TraversalDirection.NEXT);
    }

    @Override
    public void setReadOnly(boolean readOnly) {
        area.setEditable(!readOnly);
    }

    @Override
    public void mark(Layer layer, List<Range> ranges) {
        List<Range> before = layers.of(layer);
        layers.set(layer, ranges);
        styling.touched(before);
        styling.touched(ranges);
        styling.slice();
    }

    @Override
    public ReadOnlyObjectProperty<Shown> shownProperty() {
        return longLines.shownProperty();
    }

    @Override
    public ReadOnlyBooleanProperty settledProperty() {
        return styling.settledProperty();
    }

    @Override
    public void requestFocus() {
        area.requestFocus();
    }

    @Override
    public void command(List<Splice> splices, int anchor, int position) {
        typing.flush();
        commanding = true;
        splices.forEach(this::make);
        commanding = false;
        area.selectRange(anchor, position);
        area.requestFollowCaret();
        report();
    }

    private void make(Splice splice) {
        area.replaceQuietly(splice.at(), splice.at() + splice.deleted(), splice.inserted());
    }

    private void silently(Runnable change) {
        silent = true;
        change.run();
        silent = false;
    }

    private void changed(PlainTextChange change) {
        if (change.getRemoved().equals(change.getInserted())) {
            return;
        }
        Splice splice =
                new Splice(
                        change.getPosition(), change.getRemoved().length(), change.getInserted());
        layers.moved(splice);
        styling.changed(splice, change.getRemoved());
        if (!silent) {
            own.add(splice);
        }
    }

    /// Reports what was done and styles it, once the control has finished its change.
    private void report() {
        List<Splice> done = List.copyOf(own);
        own.clear();
        if (done.isEmpty()) {
            return;
        }
        longLines.measureAfter(done);
        styling.now();
        typing.command(done);
    }

    private void typed() {
        List<Splice> done = List.copyOf(own);
        own.clear();
        if (done.isEmpty()) {
            return;
        }
        longLines.measureAfter(done);
        styling.now();
        done.forEach(typing::typed);
    }

    private int lineOf(int position) {
        return area.offsetToPosition(position, Bias.Forward).getMajor();
    }

    /// Keeps the text in a column of comfortable width, in the middle.
    private void keepColumn(DoubleBinding column, DoubleBinding least) {
        Runnable keep =
                () -> {
                    double side = Math.max(least.get(), (area.getWidth() - column.get()) / 2);
                    area.setPadding(new Insets(least.get() / 2, side, least.get(), side));
                };
        area.widthProperty().addListener(_ -> keep.run());
        column.addListener(_ -> keep.run());
        keep.run();
    }

    private void pressed(MouseEvent event) {
        if (event.getButton() == MouseButton.PRIMARY && event.getClickCount() == 1) {
            OptionalInt hit = area.hit(event.getX(), event.getY()).getCharacterIndex();
            if (hit.isPresent() && commands.click(hit.getAsInt(), event.isShortcutDown())) {
                event.consume();
            }
        }
    }

    /// What the control leaves to the surface.
    private final class Keeper implements MarkdownArea.Keeper {
        @Override
        public void edited() {
            if (!commanding) {
                typed();
            }
        }

        @Override
        public void pasted() {
            commands.paste();
        }

        @Override
        public void cutAway(Runnable cut) {
            typing.flush();
            commanding = true;
            cut.run();
            commanding = false;
            report();
        }

        @Override
        public void undone() {
            typing.flush();
            undo.run();
        }

        @Override
        public void redone() {
            typing.flush();
            redo.run();
        }
    }
}
