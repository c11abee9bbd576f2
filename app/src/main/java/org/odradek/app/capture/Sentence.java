package org.odradek.app.capture;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;

/// The words of a line and what reading them depends on.
///
/// @param field whether the whole text is one field's value, so that short forms always count
record Sentence(List<Word> words, LocalDateTime now, Locale locale, boolean field) {
    Sentence {
        words = List.copyOf(words);
    }

    /// The word at a place in small letters; empty beyond the end and for kept words.
    String at(int i) {
        return i < 0 || i >= words.size() || words.get(i).kept() ? "" : words.get(i).bare();
    }

    boolean is(int i, String... any) {
        String word = at(i);
        for (String one : any) {
            if (one.equals(word)) {
                return true;
            }
        }
        return false;
    }
}
