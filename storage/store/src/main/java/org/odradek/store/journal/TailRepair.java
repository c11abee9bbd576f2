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

    /// Deletes segment files that hold no acknowledged record, the last one first. The folder is forced
    /// even when there are none to delete: an earlier attempt may have deleted them and failed to force.
    void drop(List<String> names) throws IOException {
        for (String name : names.stream().sorted(Comparator.reverseOrder()).toList()) {
            files.delete(name);
        }
        files.forceFolder();
    }

    /// Makes sure of what no force is known to have reached: the records from `proven` to the end are
    /// written once more as they are, everything behind the end is overwritten with zeros, and both are
    /// forced. What the file shows there proves nothing, since a system that failed to force a page may
    /// keep it in its cache and call it clean.
    ///
    /// @param proven up to where the segment is known to be on the disk, at most `end`
    /// @return what was cut off, or nothing when there were only zeros
    Optional<Finding> secure(Segment segment, long proven, long end) throws IOException {
        long fileEnd = segment.base() + segment.file().size();
        long contentEnd = segment.endOfContent(end);
        Optional<Finding> cut = Optional.empty();
        if (contentEnd > end) {
            int wholeRecords = wholeRecords(segment, end, fileEnd);
            Optional<String> copy = copyIfPossible(segment, end, contentEnd, wholeRecords);
            cut =
                    Optional.of(
                            new Finding.TailCut(
                                    new Place(end), contentEnd - end, wholeRecords, copy));
        }
        try (WritableFile file = files.openToWrite(segment.name())) {
            rewrite(segment, file, proven, Math.min(end, fileEnd));
            zero(segment, file, end, fileEnd);
            file.force();
        }
        return cut;
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

    private static void rewrite(Segment segment, WritableFile file, long from, long to)
            throws IOException {
        byte[] bytes = new byte[STEP_BYTES];
        for (long at = from; at < to; at += STEP_BYTES) {
            int length = (int) Math.min(STEP_BYTES, to - at);
            int read = segment.readFully(at, bytes, 0, length);
            file.write(at - segment.base(), bytes, 0, read);
        }
    }

    private static void zero(Segment segment, WritableFile file, long from, long to)
            throws IOException {
        byte[] zeros = new byte[STEP_BYTES];
        for (long at = from; at < to; at += STEP_BYTES) {
            int length = (int) Math.min(STEP_BYTES, to - at);
            file.write(at - segment.base(), zeros, 0, length);
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
