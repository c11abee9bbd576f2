package org.odradek.store.attachment;

import org.jspecify.annotations.Nullable;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;

import javax.crypto.spec.SecretKeySpec;

/// Takes in a stream whose hash is not known yet: in memory when it fits in one chunk, else on disk. What it holds there is sealed
/// under a key that is forgotten with it, since a file that lay there in the clear might be found later.
final class Spool implements AutoCloseable {

    private final Path path;
    private final ChunkSealing passing;
    private final MessageDigest digest = sha256();
    private byte @Nullable [] inMemory;
    private long sizeBytes;

    private Spool(Path path, SecureRandom random) {
        this.path = path;
        byte[] key = new byte[AttachmentKeys.KEY_BYTES];
        random.nextBytes(key);
        this.passing = new ChunkSealing(new SecretKeySpec(key, "AES"), new byte[0], 0);
    }

    /// Reads the stream to its end, or until it has more bytes than allowed.
    static Spool take(InputStream content, Path path, long sizeBytesMax, SecureRandom random)
            throws IOException {
        Spool spool = new Spool(path, random);
        byte[] first = content.readNBytes(ChunkLayout.CHUNK_BYTES);
        if (first.length < ChunkLayout.CHUNK_BYTES) {
            spool.inMemory = first;
            spool.sizeBytes = first.length;
            return spool;
        }
        try (DataOutputStream out =
                new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(path)))) {
            byte[] chunk = first;
            int length = first.length;
            int number = 0;
            while (length > 0 && spool.sizeBytes <= sizeBytesMax) {
                spool.digest.update(chunk, 0, length);
                spool.sizeBytes += length;
                byte[] sealed = spool.passing.seal(number, chunk, length, random);
                out.writeInt(sealed.length);
                out.write(sealed);
                number++;
                length = content.readNBytes(chunk, 0, chunk.length);
            }
        } catch (IOException e) {
            spool.close();
            throw e;
        }
        return spool;
    }

    /// Receives the chunks again.
    interface ChunkSink {
        void chunk(int number, byte[] data) throws IOException;
    }

    void forEachChunk(ChunkSink sink) throws IOException {
        if (inMemory != null) {
            sink.chunk(0, inMemory);
            return;
        }
        try (DataInputStream in =
                new DataInputStream(new BufferedInputStream(Files.newInputStream(path)))) {
            int count = ChunkLayout.count(sizeBytes);
            for (int number = 0; number < count; number++) {
                byte[] sealed = in.readNBytes(in.readInt());
                byte[] data =
                        passing.open(number, sealed)
                                .orElseThrow(() -> new IOException("The spooled file was changed"));
                sink.chunk(number, data);
            }
        }
    }

    long sizeBytes() {
        return sizeBytes;
    }

    /// How much of the content is in memory.
    int heldBytes() {
        return inMemory == null ? 0 : inMemory.length;
    }

    /// The hash of the content. Called once, after everything was taken in.
    byte[] contentHash() {
        return inMemory == null ? digest.digest() : digest.digest(inMemory);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    @Override
    public void close() throws IOException {
        if (inMemory == null) {
            Files.deleteIfExists(path);
        }
    }
}
