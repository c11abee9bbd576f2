package org.odradek.store.search;

import org.odradek.core.entry.ItemId;

import java.time.LocalDate;
import java.util.List;

/// Full-text search. Thread-safe.
public interface Search {
    /// Finds items by the query grammar that window and command line share.
    ///
    /// @param asTyped whether the last word also counts as a prefix
    /// @param limit   most hits to answer; the total is exact
    SearchResult find(String query, boolean asTyped, int limit, LocalDate today);

    /// From now on the index follows the log by itself, in the background, so that no search has to wait for it.
    void keepUp();

    /// What was found: titles first, then newest.
    ///
    /// @param plainWords operators that are not known and were searched as words
    record SearchResult(List<Hit> hits, int total, List<String> plainWords) {}

    /// One item. `snippet` is a piece of its text; `marks` are the ranges in it that matched (start, end).
    record Hit(ItemId item, String snippet, List<Range> marks) {}

    /// UTF-16 positions in a snippet.
    record Range(int start, int end) {}
}
