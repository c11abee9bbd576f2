package org.odradek.store.journal;

import org.odradek.store.journal.JournalFiles.WritableFile;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Takes back what was written behind the journal's end, so that nothing stale can ever be taken for a
/// record, and keeps a copy of it where it could have been of worth.
final class TailRepair {

    /// 16: crashes in the middle of a write are rare; more copies than that would help nobody.
    private static final int COPIES_MAX = 16;

    private static final String COPY_SUFFIX = ".cut";
    private static final int STEP_BYTES = 64 << 10;

    private final JournalFiles files;

    TailRepair(JournalFiles files) {
        this.files = files;
    }

    /// Deletes segment files that hold no acknowledged record, the last one first.
    void drop(List<String> names) throws IOException {
        for (String name : names.stream().sorted(Comparator.reverseOrder()).toList()) {
            files.delete(name);
        }
        if (!names.isEmpty()) {
            files.forceFolder();
        }
    }

    /// Overwrites everything behind the end with zeros and forces that, after copying it aside.
    ///
    /// @return what was cut off, or nothing when there were only zeros
    Optional<Finding> cut(Segment segment, long end) throws IOException {
        long contentEnd = segment.endOfContent(end);
        if (contentEnd == end) {
            return Optional.empty();
        }
        int wholeRecords = wholeRecords(segment, end, segment.base() + segment.file().size());
        Optional<String> copy = copyIfPossible(segment, end, contentEnd, wholeRecords);
        zero(segment, end, contentEnd);
        return Optional.of(
                new Finding.TailCut(new Place(end), contentEnd - end, wholeRecords, copy));
    }

    static int wholeRecords(Segment segment, long from, long limit) throws IOException {
        int[] count = {0};
        new RecordWalk(segment, limit)
                .walk(
                        from,
                        new RecordWalk.Steps() {
                            @Override
                            public void record(
                                    RecordFormat.Header header, byte[] buffer, int payloadOffset) {
                                count[0]++;
                            }

                            @Override
                            public void hole(long from, long to) {
                                // Only whole records are counted.
                            }
                        });
        return count[0];
    }

    /// On a full disk, a copy that holds no whole record is done without, so that the journal can go on
    /// in the space that it has.
    private Optional<String> copyIfPossible(
            Segment segment, long end, long contentEnd, int wholeRecords) throws IOException {
        try {
            return Optional.of(copy(segment, end, contentEnd));
        } catch (IOException e) {
            if (wholeRecords > 0 || files.causeOf(e) != StopCause.DISK_FULL) {
                throw e;
            }
            return Optional.empty();
        }
    }

    private String copy(Segment segment, long end, long contentEnd) throws IOException {
        List<String> copies = copies();
        String name = freeName(copies, end);
        try (WritableFile copy = files.create(name)) {
            byte[] bytes = new byte[STEP_BYTES];
            for (long at = end; at < contentEnd; at += STEP_BYTES) {
                int length = (int) Math.min(STEP_BYTES, contentEnd - at);
                int read = segment.readFully(at, bytes, 0, length);
                copy.write(at - end, bytes, 0, read);
            }
            copy.force();
        }
        for (int i = 0; i <= copies.size() - COPIES_MAX; i++) {
            files.delete(copies.get(i));
        }
        files.forceFolder();
        return name;
    }

    private void zero(Segment segment, long end, long contentEnd) throws IOException {
        try (WritableFile file = files.openToWrite(segment.name())) {
            byte[] zeros = new byte[STEP_BYTES];
            for (long at = end; at < contentEnd; at += STEP_BYTES) {
                int length = (int) Math.min(STEP_BYTES, contentEnd - at);
                file.write(at - segment.base(), zeros, 0, length);
            }
            file.force();
        }
    }

    private List<String> copies() throws IOException {
        List<String> copies = new ArrayList<>();
        for (String name : files.list()) {
            if (name.endsWith(COPY_SUFFIX)) {
                copies.add(name);
            }
        }
        copies.sort(Comparator.naturalOrder());
        return copies;
    }

    private static String freeName(List<String> taken, long end) {
        int number = 0;
        String stem = SegmentFormat.name(end);
        String name = stem + "." + number + COPY_SUFFIX;
        while (taken.contains(name)) {
            number++;
            name = stem + "." + number + COPY_SUFFIX;
        }
        return name;
    }
}
