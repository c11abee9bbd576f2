package org.odradek.app.editor.surface;

import javafx.animation.PauseTransition;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.geometry.Bounds;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.TraversalDirection;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.StackPane;
import javafx.util.Duration;

import jfx.incubator.scene.control.richtext.CodeArea;
import jfx.incubator.scene.control.richtext.RichTextArea;
import jfx.incubator.scene.control.richtext.SelectionSegment;
import jfx.incubator.scene.control.richtext.TextPos;
import jfx.incubator.scene.control.richtext.model.CodeTextModel;
import jfx.incubator.scene.control.richtext.model.ContentChange;

import org.jspecify.annotations.Nullable;
import org.odradek.app.editor.styling.Links;
import org.odradek.app.look.Messages;
import org.odradek.app.look.Sheets;
import org.odradek.app.look.Theme;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// The second surface, on OpenJFX's incubating rich text control: slower to a key than the live one
/// in ordinary notes, but it speaks to screen readers, knows text directions and bears long lines.
// Longer than the house's 400 lines, because it answers the whole of EditorSurface.
public final class SecondSurface implements EditorSurface, Canvas {
    private static final double COLUMN_PX = 720;

    private static final double MARGIN_PX = 24;

    private static final double LINE_SPACING_PX = 6;

    private static final Duration ARRIVAL_SHOWN = Duration.seconds(2);

    private final CodeTextModel model = new CodeTextModel();
    private final CodeArea area = new CodeArea(model);
    private final StackPane node = new StackPane(area);
    private final Layers layers = new Layers();
    private final TextIndex index = new TextIndex();
    private final MarkdownDecorator decorator = new MarkdownDecorator(index, layers);
    private final TextCommands commands = new TextCommands(this);
    private final Typing typing;
    private final List<Splice> own = new ArrayList<>();
    private final PauseTransition arrival = new PauseTransition(ARRIVAL_SHOWN);
    private final ReadOnlyIntegerWrapper caret = new ReadOnlyIntegerWrapper();
    private final ReadOnlyObjectWrapper<Range> selection =
            new ReadOnlyObjectWrapper<>(new Range(0, 0));
    private final ReadOnlyObjectWrapper<Shown> shown =
            new ReadOnlyObjectWrapper<>(new Shown.Styled());
    private final ReadOnlyBooleanWrapper settled = new ReadOnlyBooleanWrapper(true);
    private Consumer<LocalEdit> listener = _ -> {};
    private Runnable undo = () -> {};
    private Runnable redo = () -> {};
    private boolean silent;
    private boolean commanding;

    public SecondSurface(Theme theme, Messages messages, InstantSource clock, EditorKeys keys) {
        typing = new Typing(new FxTimer(clock), edit -> listener.accept(edit));
        area.setId("editorBody");
        area.getStyleClass().addAll("od-editor", "od-second");
        area.setAccessibleText(messages.text("editor.body"));
        area.setWrapText(true);
        model.setUndoRedoEnabled(false);
        model.addListener(this::changed);
        node.getStyleClass().add("od-editor-pane");
        node.getStylesheets().add(Sheets.url(SecondSurface.class, "editor.css"));
        area.selectionProperty().addListener((_, _, now) -> selected(now));
        EditorInput input = new EditorInput(this, commands, keys);
        area.addEventFilter(KeyEvent.KEY_PRESSED, input::pressed);
        area.addEventFilter(MouseEvent.MOUSE_PRESSED, this::pressed);
        area.getInputMap().registerFunction(RichTextArea.Tag.PASTE, commands::paste);
        area.getInputMap().registerFunction(RichTextArea.Tag.PASTE_PLAIN_TEXT, commands::paste);
        area.getInputMap().registerFunction(RichTextArea.Tag.CUT, this::cut);
        area.getInputMap().registerFunction(RichTextArea.Tag.UNDO, () -> undone(true));
        area.getInputMap().registerFunction(RichTextArea.Tag.REDO, () -> undone(false));
        arrival.setOnFinished(_ -> mark(Layer.ARRIVED, List.of()));
        keepColumn(theme);
        model.setDecorator(decorator);
        // Without a caret the control drops what is typed.
        select(0, 0);
    }

    private void keepColumn(Theme theme) {
        Runnable keep =
                () -> {
                    double least = theme.px(MARGIN_PX);
                    double side = Math.max(least, (area.getWidth() - theme.px(COLUMN_PX)) / 2);
                    area.setContentPadding(new Insets(least / 2, side, least, side));
                    area.setLineSpacing(theme.px(LINE_SPACING_PX));
                };
        area.widthProperty().addListener(_ -> keep.run());
        theme.scalePercentProperty().addListener(_ -> keep.run());
        keep.run();
    }

    @Override
    public Node node() {
        return node;
    }

    @Override
    public void show(String text) {
        typing.reset();
        layers.clear();
        boolean styled = text.length() <= LiveSurface.STYLED_CHARS_MAX;
        decorator.enable(styled);
        shown.set(styled ? new Shown.Styled() : new Shown.Plain());
        silently(() -> model.replace(null, TextPos.ZERO, model.getDocumentEnd(), text));
        select(0, 0);
    }

    @Override
    public String text() {
        return index.text();
    }

    @Override
    public int length() {
        return index.length();
    }

    @Override
    public String lineAt(int position) {
        return index.line(index.lineOf(position));
    }

    @Override
    public int lineStartAt(int position) {
        return index.start(index.lineOf(position));
    }

    @Override
    public void apply(List<Splice> splices, @Nullable String device) {
        if (typing.isHolding()) {
            throw new IllegalStateException("Typing is held; flush it before applying splices");
        }
        int anchor = anchor();
        int position = caret();
        for (Splice splice : splices) {
            silently(() -> make(splice));
            anchor = splice.moves(anchor, false);
            position = splice.moves(position, false);
            typing.arrived(splice);
        }
        if (anchor != anchor() || position != caret()) {
            select(anchor, position);
        }
        if (device != null) {
            mark(Layer.ARRIVED, Arrival.inserted(splices).stream().sorted(Range.ORDER).toList());
            arrival.playFromStart();
        }
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
        area.select(place(anchor), place(position));
    }

    /// The control scrolls to nothing but its caret, so that goes along.
    @Override
    public void reveal(int position) {
        if (position != caret()) {
            select(position, position);
        }
    }

    @Override
    public Optional<Bounds> caretBounds() {
        Node drawn = area.lookup(".caret");
        return drawn == null
                ? Optional.empty()
                : Optional.ofNullable(drawn.localToScreen(drawn.getLayoutBounds()));
    }

    @Override
    public void edit(List<Splice> splices) {
        commands.edit(splices);
    }

    @Override
    public void type(String text) {
        int from = Math.min(anchor(), caret());
        int to = Math.max(anchor(), caret());
        model.replace(null, place(from), place(to), text);
        select(from + text.length(), from + text.length());
    }

    @Override
    public void run(Command command) {
        commands.run(command);
    }

    @Override
    public void command(List<Splice> splices, int anchor, int position) {
        typing.flush();
        commanding = true;
        splices.forEach(this::make);
        commanding = false;
        select(anchor, position);
        report();
    }

    @Override
    public int anchor() {
        return position(area.getAnchorPosition());
    }

    @Override
    public int caret() {
        return position(area.getCaretPosition());
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
        redraw(before);
        redraw(ranges);
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
        area.requestFocus();
    }

    private void redraw(List<Range> ranges) {
        for (Range range : ranges) {
            model.fireStyleChangeEvent(place(range.start()), place(range.end()));
        }
    }

    private void make(Splice splice) {
        TextPos start = place(splice.at());
        TextPos end = place(splice.at() + splice.deleted());
        model.replace(null, start, end, splice.inserted());
    }

    private void silently(Runnable change) {
        silent = true;
        change.run();
        silent = false;
    }

    /// The model says which places changed; the text that came is read from it.
    private void changed(ContentChange change) {
        if (!change.isEdit()) {
            return;
        }
        int start = position(change.getStart());
        int end = position(change.getEnd());
        String inserted = inserted(change);
        if (start == end && inserted.isEmpty()) {
            return;
        }
        Splice splice = new Splice(start, end - start, inserted);
        int line = change.getStart().index();
        int gone = change.getEnd().index() - line;
        index.replace(start, end, inserted);
        layers.moved(splice);
        boolean below = decorator.changed(line, gone, change.getLinesAdded());
        if (below) {
            model.fireStyleChangeEvent(TextPos.ofLeading(line, 0), model.getDocumentEnd());
        }
        if (silent) {
            return;
        }
        own.add(splice);
        if (!commanding) {
            List<Splice> typed = List.copyOf(own);
            own.clear();
            typed.forEach(typing::typed);
        }
    }

    private String inserted(ContentChange change) {
        int line = change.getStart().index();
        int offset = change.getStart().offset();
        String first = model.getPlainText(line);
        String top = first.substring(offset, offset + change.getCharsAddedTop());
        if (change.getLinesAdded() == 0) {
            return top;
        }
        StringBuilder text = new StringBuilder(top);
        int last = line + change.getLinesAdded();
        for (int i = line + 1; i < last; i++) {
            text.append('\n').append(model.getPlainText(i));
        }
        String bottom = model.getPlainText(last).substring(0, change.getCharsAddedBottom());
        return text.append('\n').append(bottom).toString();
    }

    private void report() {
        List<Splice> done = List.copyOf(own);
        own.clear();
        if (!done.isEmpty()) {
            typing.command(done);
        }
    }

    private void cut() {
        typing.flush();
        commanding = true;
        area.executeDefault(RichTextArea.Tag.CUT);
        commanding = false;
        report();
    }

    private void undone(boolean back) {
        typing.flush();
        (back ? undo : redo).run();
    }

    private void pressed(MouseEvent event) {
        if (event.getButton() != MouseButton.PRIMARY || event.getClickCount() != 1) {
            return;
        }
        TextPos hit = area.getTextPosition(event.getScreenX(), event.getScreenY());
        if (hit != null && hit.index() < index.lines()) {
            int character = index.start(hit.index()) + hit.charIndex();
            if (commands.click(Math.min(character, length()), event.isShortcutDown())) {
                event.consume();
            }
        }
    }

    private void selected(@Nullable SelectionSegment now) {
        if (now != null) {
            caret.set(position(now.getCaret()));
            selection.set(new Range(position(now.getMin()), position(now.getMax())));
        }
    }

    private int position(@Nullable TextPos place) {
        if (place == null) {
            return 0;
        }
        int line = Math.min(place.index(), index.lines() - 1);
        return Math.min(index.start(line) + place.offset(), index.end(line));
    }

    private TextPos place(int position) {
        int bounded = Math.clamp(position, 0, index.length());
        int line = index.lineOf(bounded);
        return TextPos.ofLeading(line, bounded - index.start(line));
    }
}
