package org.odradek.exchange;

import org.jspecify.annotations.Nullable;
import org.odradek.core.entry.EntryId;
import org.odradek.exchange.portable.ImportWarning;

import java.util.List;

/// What an import did, or what it would do.
///
/// @param format          the format's name on the command line
/// @param created         notes and tasks that are new
/// @param tasks           how many of `created` are tasks
/// @param updated         ones that were here and whose text has changed in the source since
/// @param skipped         ones that are here already and stay as they are
/// @param notebooks       notebooks of the source that are new
/// @param tags            different tags that the new and updated items carry
/// @param attachments     different files that they refer to
/// @param attachmentBytes their size in sum
/// @param lastEntry       the last entry of the import's gesture, for taking it out; null when nothing was written
public record ImportReport(
        String format,
        int created,
        int tasks,
        int updated,
        int skipped,
        int notebooks,
        int tags,
        int attachments,
        long attachmentBytes,
        List<ImportWarning> warnings,
        @Nullable EntryId lastEntry) {
    public ImportReport {
        warnings = List.copyOf(warnings);
    }
}
