package org.odradek.store.search;

import java.util.List;

/// A search as it was read: every group must be met, by any one of its terms.
record Query(List<Group> groups, List<String> plainWords) {
    Query {
        groups = List.copyOf(groups);
        plainWords = List.copyOf(plainWords);
    }

    /// Terms joined by OR.
    record Group(List<Term> terms) {
        Group {
            terms = List.copyOf(terms);
        }
    }

    /// One thing to look for; `not` turns it round.
    record Term(What what, boolean not) {}

    /// What is looked for.
    sealed interface What {
        /// A word in any text, or only in the title.
        record Word(String text, boolean prefix, boolean titleOnly) implements What {}

        record Phrase(String text, boolean titleOnly) implements What {}

        record Tag(String name) implements What {}

        /// A notebook by name or path, with all below it.
        record Notebook(String name) implements What {}

        record Is(String state) implements What {}

        /// `today`, `week`, `overdue`, `none`.
        record DueIn(String span) implements What {}

        /// Compares a day with a field: `due`, `created` or `changed`.
        record Day(String field, Comparison comparison, String day) implements What {}

        record Has(String feature) implements What {}

        record From(String device) implements What {}
    }

    enum Comparison {
        BEFORE,
        ON,
        AFTER,
        /// On this day or later.
        SINCE
    }
}
