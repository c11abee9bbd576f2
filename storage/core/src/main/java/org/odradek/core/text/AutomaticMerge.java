package org.odradek.core.text;

import java.util.List;
import java.util.SortedSet;

/// A time in which people edited a body without knowing of each other, and how it was merged where nobody has to look: `events` were
/// made then, after `base`; `lines` are the lines that they changed, removed or added without meeting another's change.
public record AutomaticMerge(Frontier base, SortedSet<BodyEventId> events, List<MergedLine> lines) {
    public AutomaticMerge {
        lines = List.copyOf(lines);
    }

    /// `base` is the line before (empty for added ones), `merged` what stood there when everything of that time was in (empty where it
    /// was removed), `versions` how it was on the side that changed it.
    public record MergedLine(String base, String merged, List<LineVersion> versions) {
        public MergedLine {
            versions = List.copyOf(versions);
        }
    }
}
