package org.odradek.app.items;

import org.odradek.app.place.Place;

/// Makes an item of one line of words, in the grammar of quick capture.
@FunctionalInterface
public interface QuickAdd {
    void add(String words, Place.Listing place);
}
