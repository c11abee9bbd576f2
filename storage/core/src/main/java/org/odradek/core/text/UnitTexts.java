package org.odradek.core.text;

import java.util.ArrayList;
import java.util.List;

/// The letters behind the spans of a window, which hold only who inserted them.
final class UnitTexts {
    private final String base;
    private final List<String> inserted = new ArrayList<>();

    /// `base` is the text before the window.
    UnitTexts(WindowEvents events, String base) {
        this.base = base;
        for (int number = 0; number < events.size(); number++) {
            var splices = events.event(number).splices();
            if (splices.size() == 1) {
                inserted.add(splices.getFirst().inserted());
            } else {
                var all = new StringBuilder();
                splices.forEach(splice -> all.append(splice.inserted()));
                inserted.add(all.toString());
            }
        }
    }

    /// The span's letters. Of the base's last span only what there is: that one has no end.
    String of(Span span) {
        var text = span.event == WindowEvents.BASE ? base : inserted.get(span.event);
        return text.substring(
                Math.min(span.offset, text.length()),
                Math.min(span.offset + span.length, text.length()));
    }
}
