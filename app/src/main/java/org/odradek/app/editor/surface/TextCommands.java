package org.odradek.app.editor.surface;

import static java.nio.charset.StandardCharsets.UTF_8;

import javafx.scene.input.Clipboard;

import org.odradek.app.editor.styling.Links;
import org.odradek.app.editor.styling.ListItem;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/// What commands, Enter, Tab, pastes and clicks do to the text of a control.
final class TextCommands {
    private final Canvas canvas;
    private Consumer<Links.Target> follower = _ -> {};
    private Predicate<Clipboard> paster = _ -> false;

    TextCommands(Canvas canvas) {
        this.canvas = canvas;
    }

    void onFollow(Consumer<Links.Target> links) {
        follower = links;
    }

    void onPaste(Predicate<Clipboard> taker) {
        paster = taker;
    }

    void run(Command command) {
        if (command == Command.FOLLOW_LINK) {
            follow(canvas.caret());
        } else if (canvas.isEditable()) {
            edit(command);
        }
    }

    private void edit(Command command) {
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
            case LINE_UP -> move(LineMoves.up(canvas.text(), canvas.anchor(), canvas.caret()));
            case LINE_DOWN -> move(LineMoves.down(canvas.text(), canvas.anchor(), canvas.caret()));
            case DELETE_LINE ->
                    move(LineMoves.delete(canvas.text(), canvas.anchor(), canvas.caret()));
            case BREAK_LONG_LINES -> breakLongLines();
            case FOLLOW_LINK -> follow(canvas.caret());
        }
    }

    /// Enter in a list or a quote; false if it is a line feed like any other.
    boolean enter() {
        Optional<Block> continued = BlockEdits.continued(block());
        continued.ifPresent(block -> block(_ -> block));
        return continued.isPresent();
    }

    /// Tab: indents lists, goes from cell to cell, else is a tab.
    void tab(boolean back) {
        Block block = block();
        boolean severalLines = block.selected().indexOf('\n') >= 0;
        boolean list = ListItem.of(block.text()).filter(item -> !item.isQuoteOnly()).isPresent();
        if (severalLines || list) {
            edit(back ? Command.OUTDENT : Command.INDENT);
        } else if (Tables.isRow(block.text())) {
            cell(block, back);
        } else if (back) {
            edit(Command.OUTDENT);
        } else {
            canvas.type("\t");
        }
    }

    private void cell(Block block, boolean back) {
        int start = canvas.caret() - block.caret();
        Optional<Range> cell =
                back
                        ? Tables.previous(block.text(), block.start())
                        : Tables.next(block.text(), block.end());
        if (cell.isPresent()) {
            canvas.select(start + cell.get().start(), start + cell.get().end());
            return;
        }
        int line = back ? start - 1 : start + block.text().length() + 1;
        if (line < 0 || line > canvas.length() || !Tables.isRow(canvas.lineAt(line))) {
            return;
        }
        int other = canvas.lineStartAt(line);
        String row = canvas.lineAt(line);
        Optional<Range> there = back ? Tables.previous(row, row.length()) : Tables.next(row, 0);
        there.ifPresent(range -> canvas.select(other + range.start(), other + range.end()));
    }

    /// A click on a character: ticks a box, or with the shortcut key follows a link. False if it
    /// only sets the caret.
    boolean click(int position, boolean shortcut) {
        if (shortcut) {
            follow(position);
            return true;
        }
        if (!canvas.isEditable() || !isOnBox(position)) {
            return false;
        }
        // A box is three characters before and after, so the selection stays where it is.
        int anchor = canvas.anchor();
        int caret = canvas.caret();
        canvas.select(position, position);
        edit(Command.TOGGLE_BOX);
        canvas.select(anchor, caret);
        canvas.requestFocus();
        return true;
    }

    private boolean isOnBox(int position) {
        int column = position - canvas.lineStartAt(position);
        return ListItem.of(canvas.lineAt(position))
                .filter(item -> item.box() != null)
                .filter(item -> item.boxStart() <= column && column < item.boxStart() + 3)
                .isPresent();
    }

    /// Pastes what the clipboard holds, unless something else takes it.
    void paste() {
        Clipboard clipboard = Clipboard.getSystemClipboard();
        if (!paster.test(clipboard) && clipboard.hasString()) {
            paste(clipboard.getString());
        }
    }

    /// Pastes text as one step; an address over words makes a link.
    private void paste(String pasted) {
        // Half a character, as a broken clipboard may hold, has no UTF-8 form and becomes a “?”.
        String whole = new String(pasted.getBytes(UTF_8), UTF_8);
        String text = whole.replace("\r\n", "\n").replace('\r', '\n');
        Optional<Block> link = BlockEdits.pastedUrl(block(), text);
        if (link.isPresent()) {
            block(_ -> link.get());
            return;
        }
        int from = Math.min(canvas.anchor(), canvas.caret());
        int deleted = Math.abs(canvas.anchor() - canvas.caret());
        if (deleted > 0 || !text.isEmpty()) {
            int end = from + text.length();
            canvas.command(List.of(new Splice(from, deleted, text)), end, end);
        }
    }

    /// Splices of the person's that come from elsewhere; the selection keeps its text.
    void edit(List<Splice> splices) {
        int anchor = canvas.anchor();
        int caret = canvas.caret();
        for (Splice splice : splices) {
            anchor = splice.moves(anchor, true);
            caret = splice.moves(caret, true);
        }
        canvas.command(splices, anchor, caret);
    }

    /// The lines that the selection touches.
    private Block block() {
        int from = Math.min(canvas.anchor(), canvas.caret());
        int to = Math.max(canvas.anchor(), canvas.caret());
        int start = canvas.lineStartAt(from);
        int lastLine = canvas.lineStartAt(to);
        String text =
                lastLine == start
                        ? canvas.lineAt(from)
                        : canvas.text().substring(start, lastLine) + canvas.lineAt(to);
        return new Block(text, canvas.anchor() - start, canvas.caret() - start);
    }

    /// Replaces the selection's lines by what an edit makes of them, in as few splices as differ.
    private void block(UnaryOperator<Block> edit) {
        Block before = block();
        Block after = edit.apply(before);
        int start = canvas.caret() - before.caret();
        List<Splice> splices = new ArrayList<>();
        for (Splice splice : Splices.between(before.text(), after.text())) {
            splices.add(new Splice(start + splice.at(), splice.deleted(), splice.inserted()));
        }
        canvas.command(splices, start + after.anchor(), start + after.caret());
    }

    private void follow(int position) {
        int start = canvas.lineStartAt(position);
        Links.at(canvas.lineAt(position), position - start).ifPresent(follower);
    }

    private void move(Optional<LineMoves.Move> move) {
        move.ifPresent(made -> canvas.command(made.splices(), made.anchor(), made.caret()));
    }

    private void breakLongLines() {
        String before = canvas.text();
        Block whole = new Block(before, canvas.caret(), canvas.caret());
        Block after = BlockEdits.broken(whole, LiveSurface.WRAPPED_LINE_CHARS_MAX);
        canvas.command(Splices.between(before, after.text()), after.anchor(), after.caret());
    }
}
