package org.odradek.core.entry;

/// An entry's place in what a person did in one go.
///
/// @param id    shared by the gesture's entries
/// @param index this entry's number among them, from 0
/// @param last  whether this entry closes the gesture; an import that was cut short has none that does
public record Gesture(GestureId id, int index, boolean last) {
    public Gesture {
        if (index < 0) {
            throw new IllegalArgumentException(
                    "entries of a gesture are counted from 0, not " + index);
        }
    }
}
