package org.odradek.core.text;

import java.util.List;

/// What it means for the current text that events were integrated: `splices` apply to it one after the other, `next` is the version
/// afterwards. Both are as before if the events were there already.
public record Integrated(List<Splice> splices, Frontier next) {
    public Integrated {
        splices = List.copyOf(splices);
    }
}
