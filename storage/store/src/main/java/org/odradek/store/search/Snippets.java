package org.odradek.store.search;

import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.odradek.store.search.Search.Range;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// Cuts the piece of a text around its first hit, on one line, with the hits marked.
final class Snippets {
    private static final int BEFORE_CHARS = 60;
    private static final int CHARS_MAX = 200;

    /// A hit farther down a long text is not looked for; its beginning is shown then.
    private static final int LOOKED_AT_MAX = 200_000;

    private final Analyzer analysis = new TextAnalysis(false);

    record Snippet(String text, List<Range> marks) {}

    Snippet of(String body, Predicate<String> marks) {
        var text = body.length() > LOOKED_AT_MAX ? body.substring(0, LOOKED_AT_MAX) : body;
        var hits = hits(text, marks);
        int start = hits.isEmpty() ? 0 : Math.max(0, hits.getFirst().start() - BEFORE_CHARS);
        if (start > 0 && Character.isLowSurrogate(text.charAt(start))) {
            start--;
        }
        int end = Math.min(text.length(), start + CHARS_MAX);
        if (end < text.length() && Character.isLowSurrogate(text.charAt(end))) {
            end--;
        }
        var shown = new ArrayList<Range>();
        for (var hit : hits) {
            if (hit.end() <= end) {
                shown.add(new Range(hit.start() - start, hit.end() - start));
            }
        }
        var line = text.substring(start, end).replaceAll("[\\r\\n\\t]", " ");
        return new Snippet(line, shown);
    }

    private List<Range> hits(String text, Predicate<String> marks) {
        var hits = new ArrayList<Range>();
        try (var stream = analysis.tokenStream(ItemDocument.BODY, text)) {
            var term = stream.addAttribute(CharTermAttribute.class);
            var offsets = stream.addAttribute(OffsetAttribute.class);
            stream.reset();
            int endMax = Integer.MAX_VALUE;
            while (stream.incrementToken() && offsets.startOffset() < endMax) {
                if (marks.test(term.toString())) {
                    if (hits.isEmpty()) {
                        endMax = offsets.startOffset() + CHARS_MAX;
                    }
                    if (hits.isEmpty() || hits.getLast().start() < offsets.startOffset()) {
                        hits.add(new Range(offsets.startOffset(), offsets.endOffset()));
                    }
                }
            }
            stream.end();
            return hits;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
