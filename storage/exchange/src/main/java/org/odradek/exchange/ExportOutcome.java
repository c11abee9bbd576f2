package org.odradek.exchange;

import org.odradek.exchange.portable.ImportWarning;

import java.util.List;

/// How an export ended.
public sealed interface ExportOutcome {
    /// All of it is written.
    ///
    /// @param items       notes and tasks
    /// @param attachments different files
    /// @param warnings    what could not be written as it is
    record Done(int items, int attachments, List<ImportWarning> warnings) implements ExportOutcome {
        public Done {
            warnings = List.copyOf(warnings);
        }
    }

    /// The watch ended it; files written until then stay, a single JSON file is not there.
    record Stopped(int items) implements ExportOutcome {}

    /// It was not begun, or could not go on; the sentence says why.
    record Refused(String sentence) implements ExportOutcome {}
}
