package org.odradek.exchange.portable;

import java.util.List;
import java.util.Map;

/// What can be said about a source before its texts are read.
///
/// @param items notes and tasks, readable or not: the denominator of the progress
/// @param notebooks every notebook's path, parents before their children
/// @param parts how many parts of each kind the source holds, in the source's words, so that each is accounted for
public record ImportOutline(int items, List<List<String>> notebooks, Map<String, Integer> parts) {
    public ImportOutline {
        if (items < 0) {
            throw new IllegalArgumentException("items are negative: " + items);
        }
        notebooks = notebooks.stream().map(List::copyOf).toList();
        parts = Map.copyOf(parts);
    }
}
