package org.odradek.exchange;

import org.jspecify.annotations.Nullable;
import org.odradek.core.entry.DerivedIds;
import org.odradek.core.entry.EntryId;
import org.odradek.exchange.portable.ImportWarning;
import org.odradek.exchange.portable.PortableFile;
import org.odradek.exchange.portable.PortableItem;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Counts while an import runs.
final class ImportTally {
    private final String format;
    private final List<ImportWarning> warnings = new ArrayList<>();
    private final Set<String> tags = new HashSet<>();
    private final Map<String, Long> bytesByFile = new HashMap<>();
    private int created;
    private int tasks;
    private int updated;
    private int skipped;
    private int notebooks;

    ImportTally(String format) {
        this.format = format;
    }

    void created(PortableItem item) {
        created++;
        tasks += item.task() == null ? 0 : 1;
        carries(item.tags(), item.files());
    }

    void updated(List<String> newTags, List<PortableFile> newFiles) {
        updated++;
        carries(newTags, newFiles);
    }

    void skipped() {
        skipped++;
    }

    void madeNotebook() {
        notebooks++;
    }

    void warn(ImportWarning warning) {
        warnings.add(warning);
    }

    ImportReport report(@Nullable EntryId lastEntry) {
        return new ImportReport(
                format,
                created,
                tasks,
                updated,
                skipped,
                notebooks,
                tags.size(),
                bytesByFile.size(),
                bytesByFile.values().stream().mapToLong(Long::longValue).sum(),
                warnings,
                lastEntry);
    }

    private void carries(List<String> newTags, List<PortableFile> newFiles) {
        newTags.forEach(tag -> tags.add(DerivedIds.normalisedTag(tag)));
        newFiles.forEach(file -> bytesByFile.put(file.source(), file.sizeBytes()));
    }
}
