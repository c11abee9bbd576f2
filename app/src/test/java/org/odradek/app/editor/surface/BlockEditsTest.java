package org.odradek.app.editor.surface;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Optional;
import java.util.function.UnaryOperator;

/// In these texts `/` is a line feed and `^` is where the selection ends; `[^` and `^]` mark both
/// ends of one that is not empty as `{` and `}`.
final class BlockEditsTest {
    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '\'',
            value = {
                "- item^ => - item/- ^",
                "- one^two => - one/- ^two",
                "'  * item^' => '  * item/  * ^'",
                "9. item^ => 9. item/10. ^",
                "- [x] item^ => - [x] item/- [ ] ^",
                "> said^ => > said/> ^",
                "> - item^ => > - item/> - ^",
                "- ^ => ^",
                "- [ ] ^ => ^",
                "> ^ => ^"
            })
    void givenAnItem_whenEnterIsPressed_thenTheListGoesOnOrEnds(String before, String after) {
        assertEquals(after, written(BlockEdits.continued(block(before)).orElseThrow()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '\'',
            value = {"plain^", "^- item", "-^ item"})
    void givenNoItem_whenEnterIsPressed_thenItIsALineFeed(String text) {
        assertEquals(Optional.empty(), BlockEdits.continued(block(text)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '\'',
            value = {
                "a {b} c => a **{b}** c",
                "a **{b}** c => a {b} c",
                "a {**b**} c => a {b} c",
                "wo^rd => **wo^rd**",
                "**wo^rd** => wo^rd",
                "a ^ c => a **^** c"
            })
    void givenASelection_whenMadeBold_thenMarksGoOnOrOff(String before, String after) {
        assertEquals(after, written(BlockEdits.marked(block(before), "**")));
    }

    @Test
    void givenBold_whenMadeItalic_thenTheBoldMarksStay() {
        assertEquals("***{b}***", written(BlockEdits.marked(block("**{b}**"), "*")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '\'',
            value = {
                "do^ => - [ ] do^",
                "- do^ => - [ ] do^",
                "- [ ] do^ => - [x] do^",
                "- [x] do^ => - [ ] do^",
                "{- [ ] a/- [x] b} => {- [x] a/- [ ] b}"
            })
    void givenLines_whenTheBoxIsToggled_thenEachIsTicked(String before, String after) {
        assertEquals(after, written(BlockEdits.boxToggled(block(before))));
    }

    @Test
    void givenLines_whenMadeLists_thenAndBack() {
        assertLists("{a/b} => 1. {a/2. b}", BlockEdits::numbered);
        assertLists("{1. a/2. b} => {a/b}", BlockEdits::numbered);
        assertLists("{1. a/- b} => {- a/- b}", BlockEdits::bulleted);
        assertLists("{- a/- [x] b} => {- [ ] a/- [ ] b}", BlockEdits::boxed);
        assertLists("  x^ =>   - x^", BlockEdits::bulleted);
    }

    @Test
    void givenItems_whenIndented_thenChildrenStandUnderTheWords() {
        assertLists("- a^ =>   - a^", BlockEdits::indented);
        assertLists("1. a^ =>    1. a^", BlockEdits::indented);
        assertLists("   - a^ =>  - a^", BlockEdits::outdented);
    }

    @Test
    void givenWords_whenLinked_thenTheCaretWaitsForTheAddress() {
        assertEquals("see [it](^)", written(BlockEdits.linked(block("see {it}"))));
        assertEquals("[^](https://a.b)", written(BlockEdits.linked(block("{https://a.b}"))));
        assertEquals(
                "see [it](https://a.b)^",
                written(BlockEdits.pastedUrl(block("see {it}"), "https://a.b ").orElseThrow()));
        assertEquals(Optional.empty(), BlockEdits.pastedUrl(block("see {it}"), "words"));
    }

    @Test
    void givenLines_whenMoved_thenTheOtherLineGoesAround() {
        assertEquals(
                new LineMoves.Move(
                        java.util.List.of(new Splice(2, 2, ""), new Splice(3, 0, "\nb")), 2, 2),
                LineMoves.up("a\nb\nc\nd", 4, 4).orElseThrow());
        assertEquals(
                new LineMoves.Move(
                        java.util.List.of(new Splice(3, 2, ""), new Splice(2, 0, "c\n")), 4, 4),
                LineMoves.down("a\nb\nc\nd", 2, 2).orElseThrow());
        assertEquals(Optional.empty(), LineMoves.up("a\nb", 0, 0));
        assertEquals(Optional.empty(), LineMoves.down("a\nb", 2, 2));
        assertEquals(
                new LineMoves.Move(java.util.List.of(new Splice(1, 2, "")), 0, 0),
                LineMoves.delete("a\nb", 2, 3).orElseThrow());
    }

    @Test
    void givenALineTooLong_whenBroken_thenAtSpaces() {
        String words = "word ".repeat(2_000).strip();

        String broken = BlockEdits.broken(new Block(words, 0, 0), 5_000).text();

        assertEquals(words, broken.replace('\n', ' '));
        assertEquals(true, broken.lines().allMatch(line -> line.length() <= 5_000));
    }

    private static void assertLists(String example, UnaryOperator<Block> edit) {
        String[] sides = example.split(" => ");
        assertEquals(sides[1], written(edit.apply(block(sides[0]))));
    }

    private static Block block(String written) {
        String text = written.replace('/', '\n').replace("https:\n\n", "https://");
        int caret = text.indexOf('^');
        if (caret >= 0) {
            return new Block(text.replace("^", ""), caret, caret);
        }
        int from = text.indexOf('{');
        int to = text.indexOf('}') - 1;
        return new Block(text.replace("{", "").replace("}", ""), from, to);
    }

    private static String written(Block block) {
        StringBuilder text = new StringBuilder(block.text());
        if (block.isEmpty()) {
            text.insert(block.caret(), '^');
        } else {
            text.insert(block.end(), '}').insert(block.start(), '{');
        }
        return text.toString().replace('\n', '/');
    }
}
