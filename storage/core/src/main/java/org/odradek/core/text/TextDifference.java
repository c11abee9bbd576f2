package org.odradek.core.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/// Finds splices that turn one text into another and leave alone what both share: equal ends first, then lines, then words within
/// changed lines, then characters within words that stayed mostly the same. Its time is bounded: where two texts have little in
/// common it gets coarser, never slow. Pure.
public final class TextDifference {
    /// Characters are compared in pieces of words up to this length; longer ones have no parts that a person would call the same.
    private static final int CHARACTERS_MAX = 200;

    private TextDifference() {}

    /// Splices from left to right, each relative to what the previous one left; none if the texts are equal.
    public static List<Splice> splices(String before, String after) {
        var splices = new SpliceList();
        var difference = new Comparison(before, after, splices);
        difference.lines(new Block(0, before.length(), 0, after.length()));
        return splices.toList();
    }

    /// A piece of the text before and the piece of the text after that takes its place.
    private record Block(int beforeStart, int beforeEnd, int afterStart, int afterEnd) {
        boolean oneSided() {
            return beforeStart == beforeEnd || afterStart == afterEnd;
        }
    }

    private static final class Comparison {
        private final String before;
        private final String after;
        private final SpliceList out;

        Comparison(String before, String after, SpliceList out) {
            this.before = before;
            this.after = after;
            this.out = out;
        }

        void lines(Block whole) {
            var block = trimmed(whole);
            if (block.oneSided()) {
                replace(block);
                return;
            }
            // Whole lines, because a line that is equal but for its trimmed beginning is still that
            // line.
            for (var changed : changed(wholeLines(block, whole), Tokens::lines)) {
                words(changed);
            }
        }

        private void words(Block whole) {
            var block = trimmed(whole);
            if (block.oneSided()) {
                replace(block);
                return;
            }
            for (var changed : changed(wholeWords(block, whole), Tokens::words)) {
                characters(changed);
            }
        }

        private void characters(Block whole) {
            var block = trimmed(whole);
            int beforeLength = block.beforeEnd - block.beforeStart;
            int afterLength = block.afterEnd - block.afterStart;
            if (block.oneSided() || beforeLength > CHARACTERS_MAX || afterLength > CHARACTERS_MAX) {
                replace(block);
                return;
            }
            var changed = changed(block, Tokens::characters);
            int kept = beforeLength;
            for (var part : changed) {
                kept -= part.beforeEnd - part.beforeStart;
            }
            if (2 * kept >= Math.min(beforeLength, afterLength)) {
                changed.forEach(this::replace);
            } else {
                replace(block);
            }
        }

        private void replace(Block block) {
            if (block.beforeEnd > block.beforeStart) {
                out.delete(block.afterStart, block.beforeEnd - block.beforeStart);
            }
            if (block.afterEnd > block.afterStart) {
                out.insert(block.afterStart, after.substring(block.afterStart, block.afterEnd));
            }
        }

        private interface Cutter {
            Tokens cut(String text, int start, int end);
        }

        /// The parts of the block that differ by tokens, from left to right.
        private List<Block> changed(Block block, Cutter cutter) {
            var old = cutter.cut(before, block.beforeStart, block.beforeEnd);
            var young = cutter.cut(after, block.afterStart, block.afterEnd);
            var numbers = new HashMap<String, Integer>();
            var pairs = TokenDifference.changes(old.numbers(numbers), young.numbers(numbers));
            var parts = new ArrayList<Block>(pairs.size());
            for (var pair : pairs) {
                parts.add(
                        new Block(
                                old.start(pair.oldStart()),
                                old.start(pair.oldEnd()),
                                young.start(pair.newStart()),
                                young.start(pair.newEnd())));
            }
            return parts;
        }

        /// Without what both sides begin and end with, never inside of a surrogate pair or a CRLF.
        private Block trimmed(Block block) {
            int shared = 0;
            int most =
                    Math.min(
                            block.beforeEnd - block.beforeStart, block.afterEnd - block.afterStart);
            while (shared < most
                    && before.charAt(block.beforeStart + shared)
                            == after.charAt(block.afterStart + shared)) {
                shared++;
            }
            while (shared > 0
                    && (Tokens.inside(before, block.beforeStart + shared)
                            || Tokens.inside(after, block.afterStart + shared))) {
                shared--;
            }
            int sharedEnd = 0;
            while (sharedEnd < most - shared
                    && before.charAt(block.beforeEnd - 1 - sharedEnd)
                            == after.charAt(block.afterEnd - 1 - sharedEnd)) {
                sharedEnd++;
            }
            while (sharedEnd > 0
                    && (Tokens.inside(before, block.beforeEnd - sharedEnd)
                            || Tokens.inside(after, block.afterEnd - sharedEnd))) {
                sharedEnd--;
            }
            return new Block(
                    block.beforeStart + shared,
                    block.beforeEnd - sharedEnd,
                    block.afterStart + shared,
                    block.afterEnd - sharedEnd);
        }

        private Block wholeLines(Block block, Block within) {
            int back = 0;
            while (block.beforeStart - back > within.beforeStart
                    && before.charAt(block.beforeStart - back - 1) != '\n') {
                back++;
            }
            int forth = 0;
            while (block.beforeEnd + forth < within.beforeEnd
                    && (forth == 0 || before.charAt(block.beforeEnd + forth - 1) != '\n')) {
                forth++;
            }
            return widened(block, back, forth);
        }

        private Block wholeWords(Block block, Block within) {
            int back = 0;
            while (block.beforeStart - back > within.beforeStart
                    && Tokens.insideWord(before, block.beforeStart - back)) {
                back++;
            }
            int forth = 0;
            while (block.beforeEnd + forth < within.beforeEnd
                    && Tokens.insideWord(before, block.beforeEnd + forth)) {
                forth++;
            }
            return widened(block, back, forth);
        }

        /// Takes back what is equal on both sides.
        private static Block widened(Block block, int back, int forth) {
            return new Block(
                    block.beforeStart - back,
                    block.beforeEnd + forth,
                    block.afterStart - back,
                    block.afterEnd + forth);
        }
    }
}
