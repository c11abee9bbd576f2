package org.odradek.app.editor.surface;

import javafx.scene.TraversalDirection;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;

import org.odradek.app.editor.styling.ListItem;

import java.util.Optional;

/// The keys and clicks that mean more than typing.
final class LiveInput {
    private final LiveSurface surface;
    private final MarkdownArea area;
    private final EditorKeys keys;

    LiveInput(LiveSurface surface, MarkdownArea area, EditorKeys keys) {
        this.surface = surface;
        this.area = area;
        this.keys = keys;
    }

    void attach() {
        area.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
        area.addEventFilter(MouseEvent.MOUSE_PRESSED, this::clicked);
    }

    private void pressed(KeyEvent event) {
        Optional<Command> command = keys.command(event);
        if (command.isPresent()) {
            surface.run(command.get());
            event.consume();
        } else if (event.getCode() == KeyCode.TAB && !event.isAltDown() && !event.isMetaDown()) {
            tab(event);
        } else if (isPlainEnter(event) && area.isEditable() && enter()) {
            event.consume();
        }
    }

    private static boolean isPlainEnter(KeyEvent event) {
        return event.getCode() == KeyCode.ENTER
                && !event.isShiftDown()
                && !event.isShortcutDown()
                && !event.isAltDown();
    }

    private boolean enter() {
        Optional<Block> continued = BlockEdits.continued(surface.block());
        continued.ifPresent(block -> surface.block(_ -> block));
        return continued.isPresent();
    }

    private void tab(KeyEvent event) {
        boolean back = event.isShiftDown();
        event.consume();
        if (event.isControlDown() || !area.isEditable()) {
            area.requestFocusTraversal(
                    back ? TraversalDirection.PREVIOUS : TraversalDirection.NEXT);
            return;
        }
        Block block = surface.block();
        boolean severalLines = block.selected().indexOf('\n') >= 0;
        boolean list = ListItem.of(block.text()).filter(item -> !item.isQuoteOnly()).isPresent();
        if (severalLines || list) {
            surface.run(back ? Command.OUTDENT : Command.INDENT);
        } else if (Tables.isRow(block.text())) {
            cell(block, back);
        } else if (back) {
            surface.run(Command.OUTDENT);
        } else {
            surface.type("\t");
        }
    }

    private void cell(Block block, boolean back) {
        int start = area.getCaretPosition() - block.caret();
        Optional<Range> cell =
                back
                        ? Tables.previous(block.text(), block.start())
                        : Tables.next(block.text(), block.end());
        if (cell.isPresent()) {
            surface.select(start + cell.get().start(), start + cell.get().end());
            return;
        }
        int line = back ? start - 1 : start + block.text().length() + 1;
        if (line < 0 || line > area.getLength() || !Tables.isRow(surface.lineAt(line))) {
            return;
        }
        int other = surface.lineStartAt(line);
        String row = surface.lineAt(line);
        Optional<Range> there = back ? Tables.previous(row, row.length()) : Tables.next(row, 0);
        there.ifPresent(range -> surface.select(other + range.start(), other + range.end()));
    }

    private void clicked(MouseEvent event) {
        if (event.getButton() != MouseButton.PRIMARY || event.getClickCount() != 1) {
            return;
        }
        var hit = area.hit(event.getX(), event.getY()).getCharacterIndex();
        if (hit.isEmpty()) {
            return;
        }
        int position = hit.getAsInt();
        if (event.isShortcutDown()) {
            surface.follow(position);
            event.consume();
        } else if (area.isEditable() && onBox(position)) {
            toggle(position);
            event.consume();
        }
    }

    private boolean onBox(int position) {
        String line = surface.lineAt(position);
        int column = position - surface.lineStartAt(position);
        return ListItem.of(line)
                .filter(item -> item.box() != null)
                .filter(item -> item.boxStart() <= column && column < item.boxStart() + 3)
                .isPresent();
    }

    /// Ticks the box under the pointer; the selection stays where it is, since a box is three
    /// characters before and after.
    private void toggle(int position) {
        int anchor = area.getAnchor();
        int caret = area.getCaretPosition();
        area.selectRange(position, position);
        surface.run(Command.TOGGLE_BOX);
        area.selectRange(anchor, caret);
        area.requestFocus();
    }
}
