package org.odradek.store.attachment;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// A file that is being fetched in chunks, in any order, also over several starts of the program: what
/// has been taken is on the disk. Used by one thread at a time.
public final class Receiving {

    private final AttachmentFolder folder;
    private final byte[] sha256;
    private final long sizeBytes;
    private final ChunkSealing sealing;
    private final Path partial;
    private final List<String> names;
    private final TreeSet<Integer> missing = new TreeSet<>();

    Receiving(
            AttachmentFolder folder,
            AttachmentKeys keys,
            byte[] sha256,
            long sizeBytes,
            Path partial)
            throws IOException {
        int count = ChunkLayout.count(sizeBytes);
        this.folder = folder;
        this.sha256 = sha256.clone();
        this.sizeBytes = sizeBytes;
        this.sealing = keys.sealing(sha256, count);
        this.partial = partial;
        this.names = keys.chunkNames(sha256, count);
        for (int number = 0; number < count; number++) {
            missing.add(number);
        }
        if (Files.exists(partial)) {
            lookAtWhatIsThere();
        }
    }

    /// The chunks' names in order, as the server knows them.
    public List<String> names() {
        return List.copyOf(names);
    }

    /// Numbers of the chunks still to be fetched, rising.
    public List<Integer> missing() {
        return new ArrayList<>(missing);
    }

    /// Takes a chunk; with the last one the file is stored.
    public Received take(int number, byte[] sealed) throws IOException {
        if (number < 0 || number >= sealing.count() || !fits(number, sealed)) {
            return new Received.Refused(number);
        }
        if (missing.contains(number)) {
            try (RandomAccessFile file = new RandomAccessFile(partial.toFile(), "rw")) {
                file.write(ChunkLayout.header(sealing.count()));
                file.seek(ChunkLayout.position(number));
                file.write(sealed);
            }
            missing.remove(number);
        }
        return missing.isEmpty() ? store() : new Received.Taken(missing());
    }

    private Received store() throws IOException {
        if (folder.storeReceived(partial, sha256, sealing)) {
            return new Received.Complete();
        }
        for (int number = 0; number < sealing.count(); number++) {
            missing.add(number);
        }
        return new Received.WrongContent();
    }

    private boolean fits(int number, byte[] sealed) {
        int expected = ChunkLayout.dataBytes(sizeBytes, number);
        return sealed.length == ChunkLayout.sealedBytes(expected)
                && sealing.open(number, sealed).filter(data -> data.length == expected).isPresent();
    }

    private void lookAtWhatIsThere() throws IOException {
        try (SealedFile file = SealedFile.open(partial)) {
            for (int number = 0; number < sealing.count(); number++) {
                if (fits(number, file.chunk(number))) {
                    missing.remove(number);
                }
            }
        }
    }
}
