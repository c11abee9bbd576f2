package org.odradek.store.attachment;

import java.io.IOException;
import java.util.List;

/// A stored file as the server gets it: sealed chunks as they stand on this disk, under names that
/// every device of the account derives alike. Used by one thread at a time; to be closed.
public final class SealedChunks implements AutoCloseable {

    private final SealedFile file;
    private final List<String> names;

    SealedChunks(SealedFile file, List<String> names) {
        this.file = file;
        this.names = List.copyOf(names);
    }

    /// The chunks' names in order, 64 hexadecimal digits each (an HMAC of the content and the number).
    public List<String> names() {
        return names;
    }

    /// The sealed bytes of a chunk, counted from 0; at most 1 MiB and 32 bytes.
    public byte[] read(int number) throws IOException {
        return file.chunk(number);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
