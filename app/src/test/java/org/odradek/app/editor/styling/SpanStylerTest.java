package org.odradek.app.editor.styling;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

final class SpanStylerTest {
    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '\'',
            value = {
                "plain words => <plain words>",
                "a **b** c => <a ><**:MARKER><b:BOLD><**:MARKER>< c>",
                "a *b* c => <a ><*:MARKER><b:ITALIC><*:MARKER>< c>",
                "***b*** =>"
                    + " <*:MARKER><**:MARKER,ITALIC><b:BOLD,ITALIC><**:MARKER,ITALIC><*:MARKER>",
                "2 * 3 * 4 => <2 * 3 * 4>",
                "snake_case_name => <snake_case_name>",
                "_it_ => <_:MARKER><it:ITALIC><_:MARKER>",
                "~~gone~~ => <~~:MARKER><gone:STRIKE><~~:MARKER>",
                "==seen== a == b => <==:MARKER><seen:MARK><==:MARKER>< a == b>",
                "`a *b*` => <`:MARKER,CODE><a *b*:CODE><`:MARKER,CODE>",
                "``a ` b`` => <``:MARKER,CODE><a ` b:CODE><``:MARKER,CODE>",
                "\\*no\\* => <\\:MARKER><*no><\\:MARKER><*>",
                "[to](http://a.b) => <[:MARKER><to:LINK><](:MARKER><http://a.b:URL><):MARKER>",
                "![pic](a.png) => <![:MARKER><pic:LINK><](:MARKER><a.png:URL><):MARKER>",
                "[[House papers]] => <[[:MARKER><House papers:WIKI><]]:MARKER>",
                "[[House|papers]] => <[[:MARKER><House|:MARKER,WIKI><papers:WIKI><]]:MARKER>",
                "go https://a.b/c. ok => <go ><https://a.b/c:LINK><. ok>",
                "a #home/bills b#c #1 => <a ><#home/bills:TAG>< b#c #1>",
                "# One => <# :MARKER,HEADING_1><One:HEADING_1>",
                "#### Four *x* => <#### :MARKER,HEADING_4><Four :HEADING_4><*:MARKER,HEADING_4>"
                        + "<x:HEADING_4,ITALIC><*:MARKER,HEADING_4>",
                "#tag => <#tag:TAG>",
                "- item => <-:BULLET>< item>",
                "12. item => <12.:BULLET>< item>",
                "- [ ] do => <-:BULLET>< ><[ ]:BOX>< do>",
                "- [x] did => <-:BULLET>< ><[x]:BOX_DONE>< ><did:FINISHED>",
                "> said => <> :MARKER,QUOTE><said:QUOTE>",
                "--- => <---:RULE>",
                "| a | b | => <|:MARKER,TABLE>< a :TABLE><|:MARKER,TABLE>< b"
                        + " :TABLE><|:MARKER,TABLE>",
                "```java => <```java:MARKER,FENCE>",
                "**open => <**open>"
            })
    void givenALine_whenStyled_thenTheSpansAre(String line, String spans) {
        assertEquals(spans, written(line, SpanStyler.style(line, LineState.PLAIN)));
    }

    @Test
    void givenFencedCode_whenStyled_thenWordsStringsAndCommentsAreColoured() {
        LineState open = SpanStyler.style("```java", LineState.PLAIN).after();
        StyledLine code = SpanStyler.style("return \"a\"; // b", open);
        StyledLine comment = SpanStyler.style("x /* y", open);
        StyledLine still = SpanStyler.style("z */ if", comment.after());
        StyledLine close = SpanStyler.style("```", still.after());

        assertEquals(
                "<return:FENCE,KEYWORD>< :FENCE><\"a\":FENCE,STRING><; :FENCE><// b:FENCE,COMMENT>",
                written("return \"a\"; // b", code));
        assertEquals("<x :FENCE></* y:FENCE,COMMENT>", written("x /* y", comment));
        assertEquals("<z */:FENCE,COMMENT>< :FENCE><if:FENCE,KEYWORD>", written("z */ if", still));
        assertEquals("<```:MARKER,FENCE>", written("```", close));
        assertEquals(LineState.PLAIN, close.after());
    }

    @Test
    void givenRandomLines_whenStyled_thenSpansCoverThemAndStatesAgree() {
        long seed = 20261124;
        Random random = new Random(seed);
        String letters = "ab *_~=`[]()!#<>|-\\/\"'1.x\t:h";
        LineState state = LineState.PLAIN;
        for (int n = 0; n < 20_000; n++) {
            StringBuilder text = new StringBuilder();
            int length = random.nextInt(40);
            for (int i = 0; i < length; i++) {
                text.append(letters.charAt(random.nextInt(letters.length())));
            }
            String line = text.toString();
            StyledLine styled = SpanStyler.style(line, state);

            int covered = styled.spans().stream().mapToInt(Span::length).sum();
            assertEquals(line.length(), covered, "seed " + seed + ", line " + n + ": " + line);
            assertEquals(
                    styled.after(), SpanStyler.after(line, state), "seed " + seed + ": " + line);
            state = styled.after();
        }
    }

    @Test
    void givenHeadings_whenOutlined_thenThoseInCodeAreNone() {
        String text = "# A\nx\n```\n# not\n```\n## B ##\n#no";

        assertEquals(
                List.of(new Outline.Heading(1, "A", 0), new Outline.Heading(2, "B", 20)),
                Outline.of(text));
    }

    @Test
    void givenALine_whenAskedWhereItLeads_thenTheLinkUnderTheCaret() {
        String line = "[[Papers|p]] [b](a.png) www.x.org #t";

        List<Object> targets = new ArrayList<>();
        for (int column : List.of(3, 12, 16, 26, 35)) {
            targets.add(Links.at(line, column).orElseThrow());
        }
        assertEquals(
                List.of(
                        new Links.Note("Papers"),
                        new Links.Note("Papers"),
                        new Links.Address("a.png"),
                        new Links.Address("https://www.x.org"),
                        new Links.Tag("t")),
                targets);
    }

    private static String written(String line, StyledLine styled) {
        StringBuilder out = new StringBuilder();
        int at = 0;
        for (Span span : styled.spans()) {
            String styles =
                    span.styles().stream()
                            .sorted()
                            .map(Enum::name)
                            .collect(Collectors.joining(","));
            out.append('<').append(line, at, at + span.length());
            out.append(styles.isEmpty() ? "" : ":" + styles).append('>');
            at += span.length();
        }
        return out.toString();
    }
}
