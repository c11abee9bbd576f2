package org.odradek.app.editor.surface;

import static java.nio.charset.StandardCharsets.UTF_8;

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
import javafx.scene.control.Label;
import javafx.scene.input.Clipboard;
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
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

// Longer than the house's 400 lines, because it answers the whole of EditorSurface by handing each
// call to the part that knows; the parts are files of their own.
/// The usual surface, on RichTextFX: live Markdown styles over the exact text.
public final class LiveSurface implements EditorSurface {
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
    private final Arrival arrival;
    private final Typing typing;
    private final StackPane node = new StackPane();
    private final ReadOnlyIntegerWrapper caret = new ReadOnlyIntegerWrapper();
    private final ReadOnlyObjectWrapper<Range> selection =
            new ReadOnlyObjectWrapper<>(new Range(0, 0));
    private final ReadOnlyObjectWrapper<Shown> shown =
            new ReadOnlyObjectWrapper<>(new Shown.Styled());
    private final List<Splice> own = new ArrayList<>();
    private Consumer<LocalEdit> listener = _ -> {};
    private Consumer<Links.Target> follower = _ -> {};
    private Predicate<Clipboard> paster = _ -> false;
    private Runnable undo = () -> {};
    private Runnable redo = () -> {};
    private boolean silent;
    private boolean commanding;

    public LiveSurface(Theme theme, Messages messages, InstantSource clock, EditorKeys keys) {
        area = new MarkdownArea(new Keeper(), messages.text("editor.body"));
        styling = new LiveStyling(area, layers);
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
        new LiveInput(this, area, keys).attach();
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
        measure(styled);
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
        List<Range> inserted = new ArrayList<>();
        for (Splice splice : splices) {
            silently(() -> make(splice));
            anchor = splice.moves(anchor, false);
            position = splice.moves(position, false);
            inserted.replaceAll(
                    range ->
                            new Range(
                                    splice.moves(range.start(), true),
                                    Math.max(
                                            splice.moves(range.start(), true),
                                            splice.moves(range.end(), false))));
            if (!splice.inserted().isEmpty()) {
                inserted.add(new Range(splice.at(), splice.end()));
            }
            typing.arrived(splice);
        }
        if (anchor != area.getAnchor() || position != area.getCaretPosition()) {
            area.selectRange(anchor, position);
        }
        if (device != null) {
            arrival.show(inserted, device);
        }
        measureAfter(splices);
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
        int anchor = area.getAnchor();
        int position = area.getCaretPosition();
        for (Splice splice : splices) {
            anchor = splice.moves(anchor, true);
            position = splice.moves(position, true);
        }
        command(splices, anchor, position);
    }

    @Override
    public void type(String text) {
        area.replaceSelection(text);
        area.requestFollowCaret();
    }

    @Override
    public void run(Command command) {
        if (command == Command.FOLLOW_LINK) {
            follow(area.getCaretPosition());
        } else if (area.isEditable()) {
            runEdit(command);
        }
    }

    private void runEdit(Command command) {
        switch (command) {
            case BOLD -> block(block -> BlockEdits.marked(block, "**"));
            case ITALIC -> block(block -> BlockEdits.marked(block, "*"));
            case CODE -> block(block -> BlockEdits.marked(block, "`"));
            case LINK -> block(BlockEdits::linked);
            case TOGGLE_BOX -> block(BlockEdits::boxToggled);
            case NUMBERS -> block(BlockEdits::numbered);
            case BULLETS -> block(BlockEdits::bulleted);
            case BOXES -> block(BlockEdits::boxed);
            case INDENT -> block(BlockEdits::indented);
            case OUTDENT -> block(BlockEdits::outdented);
            case LINE_UP -> move(LineMoves.up(text(), area.getAnchor(), area.getCaretPosition()));
            case LINE_DOWN ->
                    move(LineMoves.down(text(), area.getAnchor(), area.getCaretPosition()));
            case DELETE_LINE ->
                    move(LineMoves.delete(text(), area.getAnchor(), area.getCaretPosition()));
            case BREAK_LONG_LINES -> breakLongLines();
            case FOLLOW_LINK -> follow(area.getCaretPosition());
        }
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
        return shown.getReadOnlyProperty();
    }

    @Override
    public ReadOnlyBooleanProperty settledProperty() {
        return styling.settledProperty();
    }

    @Override
    public void requestFocus() {
        area.requestFocus();
    }

    /// The lines that the selection touches.
    Block block() {
        int from = lineOf(Math.min(area.getAnchor(), area.getCaretPosition()));
        int to = lineOf(Math.max(area.getAnchor(), area.getCaretPosition()));
        int start = area.getAbsolutePosition(from, 0);
        int end = area.getAbsolutePosition(to, 0) + area.getParagraphLength(to);
        return new Block(
                area.getText(start, end),
                area.getAnchor() - start,
                area.getCaretPosition() - start);
    }

    /// Replaces the selection's lines by what an edit makes of them, in as few splices as differ.
    void block(UnaryOperator<Block> edit) {
        Block before = block();
        Block after = edit.apply(before);
        int start = area.getCaretPosition() - before.caret();
        List<Splice> splices = new ArrayList<>();
        for (Splice splice : Splices.between(before.text(), after.text())) {
            splices.add(new Splice(start + splice.at(), splice.deleted(), splice.inserted()));
        }
        command(splices, start + after.anchor(), start + after.caret());
    }

    void follow(int position) {
        int start = lineStartAt(position);
        Links.at(lineAt(position), position - start).ifPresent(follower);
    }

    private void move(Optional<LineMoves.Move> move) {
        move.ifPresent(made -> command(made.splices(), made.anchor(), made.caret()));
    }

    private void breakLongLines() {
        String before = text();
        Block whole = new Block(before, area.getCaretPosition(), area.getCaretPosition());
        Block after = BlockEdits.broken(whole, WRAPPED_LINE_CHARS_MAX);
        command(Splices.between(before, after.text()), after.anchor(), after.caret());
    }

    private void command(List<Splice> splices, int anchor, int position) {
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
        measureAfter(done);
        styling.now();
        typing.command(done);
    }

    private void typed() {
        List<Splice> done = List.copyOf(own);
        own.clear();
        if (done.isEmpty()) {
            return;
        }
        measureAfter(done);
        styling.now();
        done.forEach(typing::typed);
    }

    private void measure(boolean styled) {
        if (!styled) {
            area.setWrapText(false);
            shown.set(new Shown.Plain());
            return;
        }
        int longest = 0;
        for (var paragraph : area.getParagraphs()) {
            longest = Math.max(longest, paragraph.length());
        }
        boolean wrapped = longest <= WRAPPED_LINE_CHARS_MAX;
        area.setWrapText(wrapped);
        shown.set(wrapped ? new Shown.Styled() : new Shown.Unwrapped(longest));
    }

    /// Looks again for long lines, only where text came unless one is there already.
    private void measureAfter(List<Splice> splices) {
        boolean again =
                switch (shown.get()) {
                    case Shown.Plain _ -> false;
                    case Shown.Unwrapped _ -> true;
                    case Shown.Styled _ -> splices.stream().anyMatch(this::makesLongLine);
                };
        if (again) {
            measure(true);
        }
    }

    private boolean makesLongLine(Splice splice) {
        int end = Math.min(splice.end(), area.getLength());
        int last = lineOf(end);
        for (int i = lineOf(Math.min(splice.at(), end)); i <= last; i++) {
            if (area.getParagraphLength(i) > WRAPPED_LINE_CHARS_MAX) {
                return true;
            }
        }
        return false;
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

    private void pasted() {
        Clipboard clipboard = Clipboard.getSystemClipboard();
        if (paster.test(clipboard) || !clipboard.hasString()) {
            return;
        }
        pasteText(clipboard.getString());
    }

    /// Pastes text as one step; an address over words makes a link.
    void pasteText(String pasted) {
        // Half a character, as a broken clipboard may hold, has no UTF-8 form and becomes a “?”.
        String whole = new String(pasted.getBytes(UTF_8), UTF_8);
        String text = whole.replace("\r\n", "\n").replace('\r', '\n');
        Optional<Block> link = BlockEdits.pastedUrl(block(), text);
        if (link.isPresent()) {
            block(_ -> link.get());
            return;
        }
        int from = Math.min(area.getAnchor(), area.getCaretPosition());
        int deleted = area.getSelection().getLength();
        if (deleted > 0 || !text.isEmpty()) {
            int end = from + text.length();
            command(List.of(new Splice(from, deleted, text)), end, end);
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
            LiveSurface.this.pasted();
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
