package org.odradek.store.search;

import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.cjk.CJKBigramFilter;
import org.apache.lucene.analysis.cjk.CJKWidthFilter;
import org.apache.lucene.analysis.core.LowerCaseFilter;
import org.apache.lucene.analysis.en.PorterStemFilter;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.miscellaneous.KeywordRepeatFilter;
import org.apache.lucene.analysis.miscellaneous.RemoveDuplicatesTokenFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;

/// How text becomes terms: words by Unicode's rules; width, case and accents folded; Japanese, Chinese and Korean as single characters
/// and overlapping pairs, so that a word is found inside unspaced text; English also by stem (Porter), with the word itself kept for
/// prefixes.
final class TextAnalysis extends Analyzer {
    private final boolean forQuery;

    /// @param forQuery a query looks for pairs of CJK characters only, and for a single one where there is no more
    TextAnalysis(boolean forQuery) {
        this.forQuery = forQuery;
    }

    @Override
    protected TokenStreamComponents createComponents(String field) {
        var words = new StandardTokenizer();
        TokenStream terms = new CJKWidthFilter(words);
        terms = new LowerCaseFilter(terms);
        terms = new ASCIIFoldingFilter(terms);
        int scripts =
                CJKBigramFilter.HAN
                        | CJKBigramFilter.HIRAGANA
                        | CJKBigramFilter.KATAKANA
                        | CJKBigramFilter.HANGUL;
        terms = new CJKBigramFilter(terms, scripts, !forQuery);
        terms = new KeywordRepeatFilter(terms);
        terms = new PorterStemFilter(terms);
        terms = new RemoveDuplicatesTokenFilter(terms);
        return new TokenStreamComponents(words, terms);
    }
}
