package org.odradek.store;

import org.odradek.store.journal.DiskFiles;
import org.odradek.store.journal.JournalFiles;
import org.odradek.store.journal.StopCause;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// A real folder, but a test stands before every force: it may hold it up, or let it fail.
final class HeldDisk implements JournalFiles {
    private final DiskFiles disk;
    private volatile Before before = () -> {};
    private volatile StopCause cause = StopCause.FAULT;

    HeldDisk(Path folder) {
        this.disk = new DiskFiles(folder);
    }

    /// What happens before a force, on the thread that forces.
    interface Before {
        void force() throws IOException;
    }

    void beforeForce(Before next) {
        before = next;
    }

    void failWith(StopCause nextCause) {
        cause = nextCause;
        before =
                () -> {
                    throw new IOException("the disk refuses");
                };
    }

    @Override
    public List<String> list() throws IOException {
        return disk.list();
    }

    @Override
    public ReadableFile openToRead(String name) throws IOException {
        return disk.openToRead(name);
    }

    @Override
    public WritableFile openToWrite(String name) throws IOException {
        return new Held(disk.openToWrite(name));
    }

    @Override
    public WritableFile create(String name) throws IOException {
        return new Held(disk.create(name));
    }

    @Override
    public void delete(String name) throws IOException {
        disk.delete(name);
    }

    @Override
    public void forceFolder() throws IOException {
        disk.forceFolder();
    }

    @Override
    public StopCause causeOf(IOException failure) {
        return cause;
    }

    private final class Held implements WritableFile {
        private final WritableFile file;

        Held(WritableFile file) {
            this.file = file;
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public void write(long position, byte[] from, int offset, int length) throws IOException {
            file.write(position, from, offset, length);
        }

        @Override
        public void force() throws IOException {
            before.force();
            file.force();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
