package org.odradek.app.editor.surface;

import org.odradek.app.editor.styling.ListItem;

import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/// What the editor's keys do to the lines that the selection touches. Pure.
final class BlockEdits {
    /// Longer lines are broken at a space near this width when a person asks for it.
    private static final int BROKEN_LINE_CHARS = 1_000;

    private static final Pattern URL = Pattern.compile("(?:https?://|mailto:)\\S+");

    private BlockEdits() {}

    /// Enter in a list or quote: the next item, or its end when this one is empty. Empty if the
    /// line is neither, so that Enter means a line feed.
    static Optional<Block> continued(Block block) {
        if (!block.isEmpty()) {
            return Optional.empty();
        }
        int lineStart = block.text().lastIndexOf('\n', block.caret() - 1) + 1;
        String line = block.text().substring(lineStart);
        Optional<ListItem> head = ListItem.of(line);
        if (head.isEmpty() || block.caret() < lineStart + head.get().content()) {
            return Optional.empty();
        }
        ListItem item = head.get();
        if (line.substring(item.content()).isBlank()) {
            int keep = item.isQuoteOnly() ? 0 : quoteLength(item.prefix());
            return Optional.of(
                    block.replaced(lineStart + keep, lineStart + line.length(), "")
                            .selecting(lineStart + keep, lineStart + keep));
        }
        return Optional.of(block.replaced(block.caret(), block.caret(), "\n" + item.next()));
    }

    private static int quoteLength(String prefix) {
        return prefix.lastIndexOf('>') < 0 ? 0 : prefix.length();
    }

    /// Puts marks around the selection or the word at the caret, or takes them off.
    static Block marked(Block block, String mark) {
        int from = block.start();
        int to = block.end();
        if (block.isEmpty()) {
            from = wordStart(block.text(), from);
            to = wordEnd(block.text(), to);
        }
        String text = block.text();
        int n = mark.length();
        boolean outside =
                from >= n
                        && text.startsWith(mark, from - n)
                        && text.startsWith(mark, to)
                        && !isLonger(text, from - n, mark)
                        && !isLonger(text, to + n - 1, mark);
        if (outside) {
            return block.replaced(to, to + n, "").replaced(from - n, from, "");
        }
        boolean inside =
                to - from >= 2 * n && text.startsWith(mark, from) && text.startsWith(mark, to - n);
        if (inside) {
            return block.replaced(to - n, to, "").replaced(from, from + n, "");
        }
        String marked = mark + text.substring(from, to) + mark;
        Block done = new Block(new Splice(from, to - from, marked).on(text), 0, 0);
        if (block.isEmpty()) {
            return done.selecting(block.caret() + n, block.caret() + n);
        }
        return done.selecting(block.anchor() + n, block.caret() + n);
    }

    /// Whether a single `*` at the place belongs to a `**`, which it must not take apart.
    private static boolean isLonger(String text, int at, String mark) {
        if (mark.length() > 1) {
            return false;
        }
        char c = mark.charAt(0);
        boolean before = at > 0 && text.charAt(at - 1) == c;
        boolean after = at + 1 < text.length() && text.charAt(at + 1) == c;
        return before || after;
    }

    /// `[words](address)`, the caret where the address goes.
    static Block linked(Block block) {
        if (URL.matcher(block.selected()).matches()) {
            Block done = block.replaced(block.start(), block.end(), "[](" + block.selected() + ")");
            return done.selecting(block.start() + 1, block.start() + 1);
        }
        String link = "[" + block.selected() + "]()";
        int caret = block.start() + link.length() - 1;
        return block.replacedSelection(link).selecting(caret, caret);
    }

    /// Pasting an address over words makes them a link; empty if this is not such a paste.
    static Optional<Block> pastedUrl(Block block, String pasted) {
        String url = pasted.strip();
        boolean link =
                !block.isEmpty()
                        && block.selected().indexOf('\n') < 0
                        && URL.matcher(url).matches()
                        && !URL.matcher(block.selected()).matches();
        if (!link) {
            return Optional.empty();
        }
        String text = "[" + block.selected() + "](" + url + ")";
        int caret = block.start() + text.length();
        return Optional.of(block.replacedSelection(text).selecting(caret, caret));
    }

    /// Ticks or clears the box of each line; a line without one gets one.
    static Block boxToggled(Block block) {
        return eachLine(
                block,
                line -> {
                    Optional<ListItem> head = ListItem.of(line);
                    if (head.isEmpty() || head.get().isQuoteOnly()) {
                        return asItem(line, "- [ ] ");
                    }
                    ListItem item = head.get();
                    if (item.box() == null) {
                        return insert(line, item.content(), "[ ] ");
                    }
                    int mark = item.boxStart() + 1;
                    return line.substring(0, mark)
                            + (item.isDone() ? " " : "x")
                            + line.substring(mark + 1);
                });
    }

    static Block numbered(Block block) {
        int[] number = {0};
        return listed(
                block,
                ListItem::isNumbered,
                () -> {
                    number[0]++;
                    return number[0] + ". ";
                });
    }

    static Block bulleted(Block block) {
        return listed(block, head -> !head.isNumbered() && head.box() == null, () -> "- ");
    }

    static Block boxed(Block block) {
        return listed(block, head -> head.box() != null, () -> "- [ ] ");
    }

    /// Makes each line an item of this kind, or plain again when all are already.
    private static Block listed(Block block, Predicate<ListItem> isKind, Supplier<String> marker) {
        boolean all =
                block.text()
                        .lines()
                        .filter(line -> !line.isBlank())
                        .allMatch(
                                line ->
                                        ListItem.of(line)
                                                .filter(head -> !head.isQuoteOnly())
                                                .filter(isKind)
                                                .isPresent());
        boolean off = all && !block.text().isBlank();
        return eachLine(
                block,
                line -> {
                    if (line.isBlank() && block.text().indexOf('\n') >= 0) {
                        return line;
                    }
                    return off ? asItem(line, "") : asItem(line, marker.get());
                });
    }

    /// The line with its marker and box replaced, behind its indent and quote marks.
    private static String asItem(String line, String marker) {
        Optional<ListItem> head = ListItem.of(line);
        if (head.isPresent()) {
            ListItem item = head.get();
            return item.prefix() + marker + line.substring(item.content());
        }
        int indent = line.length() - line.stripLeading().length();
        return line.substring(0, indent) + marker + line.substring(indent);
    }

    static Block indented(Block block) {
        return eachLine(block, line -> line.isEmpty() ? line : step(line) + line);
    }

    static Block outdented(Block block) {
        return eachLine(
                block,
                line -> {
                    if (line.startsWith("\t")) {
                        return line.substring(1);
                    }
                    int spaces = line.length() - line.stripLeading().length();
                    return line.substring(Math.min(spaces, step(line).length()));
                });
    }

    /// A numbered item's children stand under its words, three columns in; all else moves by two.
    private static String step(String line) {
        return ListItem.of(line).map(ListItem::isNumbered).orElse(false) ? "   " : "  ";
    }

    /// Breaks lines that are too long to be wrapped on screen, at spaces where there are any.
    static Block broken(Block block, int lineCharsMax) {
        StringBuilder text = new StringBuilder(block.text());
        int start = 0;
        while (start < text.length()) {
            int end = text.indexOf("\n", start);
            int length = (end < 0 ? text.length() : end) - start;
            if (length > lineCharsMax) {
                end = breakAt(text, start);
                boolean atSpace = text.charAt(end) == ' ';
                text.replace(end, atSpace ? end + 1 : end, "\n");
            } else if (end < 0) {
                break;
            }
            start = end + 1;
        }
        int caret = Math.min(block.caret(), text.length());
        return new Block(text.toString(), caret, caret);
    }

    private static int breakAt(StringBuilder text, int start) {
        int at = start + BROKEN_LINE_CHARS;
        int space = text.lastIndexOf(" ", at);
        if (space > start) {
            return space;
        }
        return Character.isLowSurrogate(text.charAt(at)) ? at - 1 : at;
    }

    private static Block eachLine(Block block, UnaryOperator<String> edit) {
        String text = block.text();
        StringBuilder out = new StringBuilder(text.length() + 16);
        int anchor = block.anchor();
        int caret = block.caret();
        int start = 0;
        while (true) {
            int end = text.indexOf('\n', start);
            String line = text.substring(start, end < 0 ? text.length() : end);
            String edited = edit.apply(line);
            for (Splice splice : Splices.between(line, edited)) {
                Splice placed =
                        new Splice(out.length() + splice.at(), splice.deleted(), splice.inserted());
                anchor = placed.moves(anchor, true);
                caret = placed.moves(caret, true);
            }
            out.append(edited);
            if (end < 0) {
                return new Block(out.toString(), anchor, caret);
            }
            out.append('\n');
            start = end + 1;
        }
    }

    private static String insert(String line, int at, String text) {
        return line.substring(0, at) + text + line.substring(at);
    }

    private static int wordStart(String text, int at) {
        int from = at;
        while (from > 0 && Character.isLetterOrDigit(text.charAt(from - 1))) {
            from--;
        }
        return from;
    }

    private static int wordEnd(String text, int at) {
        int to = at;
        while (to < text.length() && Character.isLetterOrDigit(text.charAt(to))) {
            to++;
        }
        return to;
    }
}
