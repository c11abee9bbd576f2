package org.odradek.store.search;

import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.MultiPhraseQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TermRangeQuery;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;
import org.odradek.core.entry.DerivedIds;
import org.odradek.core.entry.DeviceId;
import org.odradek.store.edit.NotebookEdits;
import org.odradek.store.search.Query.What;
import org.odradek.store.view.NotebookRow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/// Turns a query into Lucene's. A hit in the title counts one, so that titles come first; among equals the newest does.
final class LuceneQueries {
    private static final String[] TEXTS = {
        ItemDocument.TITLE, ItemDocument.BODY, ItemDocument.TAG_TEXT
    };

    private final Analyzer analysis = new TextAnalysis(true);
    private final List<NotebookRow> notebooks;
    private final Function<String, Set<DeviceId>> devicesNamed;
    private final LocalDate today;
    private final Set<String> words = new LinkedHashSet<>();
    private final Set<String> prefixes = new TreeSet<>();

    LuceneQueries(
            List<NotebookRow> notebooks,
            Function<String, Set<DeviceId>> devicesNamed,
            LocalDate today) {
        this.notebooks = notebooks;
        this.devicesNamed = devicesNamed;
        this.today = today;
    }

    org.apache.lucene.search.Query of(Query query) {
        var all = new BooleanQuery.Builder();
        boolean trashAsked = false;
        for (var group : query.groups()) {
            var any = new BooleanQuery.Builder();
            for (var term : group.terms()) {
                trashAsked |= term.what() instanceof What.Is(var state) && state.equals("trashed");
                var one = of(term.what());
                any.add(term.not() ? not(one) : one, Occur.SHOULD);
            }
            all.add(any.build(), Occur.FILTER);
        }
        all.add(new MatchAllDocsQuery(), Occur.FILTER);
        if (!trashAsked) {
            all.add(keyword(ItemDocument.STATE, "trashed"), Occur.MUST_NOT);
        }
        titles(query, all);
        return all.build();
    }

    /// The terms that were looked for, for marking them in a snippet.
    boolean marks(String term) {
        return words.contains(term) || prefixes.stream().anyMatch(term::startsWith);
    }

    private void titles(Query query, BooleanQuery.Builder all) {
        var inTitle = new BooleanQuery.Builder();
        boolean any = false;
        for (var group : query.groups()) {
            for (var term : group.terms()) {
                if (!term.not() && term.what() instanceof What.Word(var text, var prefix, _)) {
                    inTitle.add(word(ItemDocument.TITLE, text, prefix), Occur.SHOULD);
                    any = true;
                } else if (!term.not() && term.what() instanceof What.Phrase(var text, _)) {
                    inTitle.add(phrase(ItemDocument.TITLE, text), Occur.SHOULD);
                    any = true;
                }
            }
        }
        if (any) {
            all.add(new BoostQuery(new ConstantScoreQuery(inTitle.build()), 1), Occur.SHOULD);
        }
    }

    private org.apache.lucene.search.Query of(What what) {
        return switch (what) {
            case What.Word(var text, var prefix, var titleOnly) ->
                    inTexts(titleOnly, field -> word(field, text, prefix));
            case What.Phrase(var text, var titleOnly) ->
                    inTexts(titleOnly, field -> phrase(field, text));
            case What.Tag(var name) -> keyword(ItemDocument.TAG, DerivedIds.normalisedTag(name));
            case What.Notebook(var name) -> notebook(name);
            case What.Is(var state) -> keyword(ItemDocument.STATE, state);
            case What.DueIn(var span) -> due(span);
            case What.Day(var field, var comparison, var day) -> day(field, comparison, day);
            case What.Has(var feature) -> keyword(ItemDocument.FEATURE, feature);
            case What.From(var device) -> anyOf(ItemDocument.DEVICE, devicesNamed.apply(device));
        };
    }

    private static org.apache.lucene.search.Query inTexts(
            boolean titleOnly, Function<String, org.apache.lucene.search.Query> inField) {
        if (titleOnly) {
            return inField.apply(ItemDocument.TITLE);
        }
        var any = new BooleanQuery.Builder();
        for (var field : TEXTS) {
            any.add(inField.apply(field), Occur.SHOULD);
        }
        return any.build();
    }

    private org.apache.lucene.search.Query word(String field, String text, boolean prefix) {
        var exact = phrase(field, text);
        var places = places(text);
        if (!prefix || places.size() != 1) {
            return exact;
        }
        var start = places.getFirst().getFirst();
        prefixes.add(start);
        return new BooleanQuery.Builder()
                .add(exact, Occur.SHOULD)
                .add(new PrefixQuery(new Term(field, start)), Occur.SHOULD)
                .build();
    }

    private org.apache.lucene.search.Query phrase(String field, String text) {
        var places = places(text);
        places.forEach(words::addAll);
        if (places.isEmpty()) {
            return new MatchNoDocsQuery();
        }
        if (places.size() == 1) {
            var any = new BooleanQuery.Builder();
            places.getFirst()
                    .forEach(term -> any.add(new TermQuery(new Term(field, term)), Occur.SHOULD));
            return any.build();
        }
        var phrase = new MultiPhraseQuery.Builder();
        for (var place : places) {
            phrase.add(place.stream().map(term -> new Term(field, term)).toArray(Term[]::new));
        }
        return phrase.build();
    }

    /// The terms of a text by position: the word and its stem stand at one.
    private List<List<String>> places(String text) {
        var places = new ArrayList<List<String>>();
        try (var stream = analysis.tokenStream(ItemDocument.BODY, text)) {
            var term = stream.addAttribute(CharTermAttribute.class);
            var step = stream.addAttribute(PositionIncrementAttribute.class);
            stream.reset();
            while (stream.incrementToken()) {
                if (step.getPositionIncrement() > 0 || places.isEmpty()) {
                    places.add(new ArrayList<>());
                }
                places.getLast().add(term.toString());
            }
            stream.end();
            return places;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private org.apache.lucene.search.Query notebook(String name) {
        var wanted =
                NotebookEdits.names(name)
                        .map(names -> DerivedIds.normalisedName(String.join("/", names)));
        var found = new LinkedHashSet<NotebookRow>();
        for (var row : notebooks) {
            boolean named =
                    wanted.isPresent()
                            && (DerivedIds.normalisedName(row.name()).equals(wanted.get())
                                    || DerivedIds.normalisedName(row.path()).equals(wanted.get()));
            boolean below = found.stream().anyMatch(above -> above.id().equals(row.parent()));
            if (named || below) {
                found.add(row);
            }
        }
        return anyOf(ItemDocument.NOTEBOOK, found.stream().map(NotebookRow::id).toList());
    }

    private static org.apache.lucene.search.Query anyOf(String field, Collection<?> ids) {
        return new TermInSetQuery(
                field, ids.stream().map(id -> new BytesRef(id.toString())).toList());
    }

    private org.apache.lucene.search.Query due(String span) {
        return switch (span) {
            case "today" -> keyword(ItemDocument.DUE, today.toString());
            case "week" -> range(ItemDocument.DUE, today.toString(), today.plusDays(6).toString());
            case "overdue" ->
                    new BooleanQuery.Builder()
                            .add(
                                    range(ItemDocument.DUE, null, today.minusDays(1).toString()),
                                    Occur.FILTER)
                            .add(keyword(ItemDocument.STATE, "open"), Occur.FILTER)
                            .build();
            default -> keyword(ItemDocument.DUE, "none");
        };
    }

    private static org.apache.lucene.search.Query day(
            String field, Query.Comparison comparison, String day) {
        var date = LocalDate.parse(day);
        return switch (comparison) {
            case BEFORE -> range(field, null, date.minusDays(1).toString());
            case ON -> keyword(field, day);
            case AFTER -> range(field, date.plusDays(1).toString(), "9999");
            case SINCE -> range(field, day, "9999");
        };
    }

    private static org.apache.lucene.search.Query range(
            String field, @Nullable String from, String to) {
        return TermRangeQuery.newStringRange(field, from == null ? "0" : from, to, true, true);
    }

    private static org.apache.lucene.search.Query keyword(String field, String value) {
        return new TermQuery(new Term(field, value));
    }

    private static org.apache.lucene.search.Query not(org.apache.lucene.search.Query query) {
        return new BooleanQuery.Builder()
                .add(new MatchAllDocsQuery(), Occur.MUST)
                .add(query, Occur.MUST_NOT)
                .build();
    }
}
