package org.odradek.store.attachment;

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

/// Takes in a stream whose hash is not known yet. What it holds on disk is sealed under a key that is
/// forgotten with it, since a file that lay there in the clear might be found later.
final class Spool implements AutoCloseable {

    private final Path path;
    private final ChunkSealing passing;
    private long sizeBytes;
    private byte[] sha256 = {};

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
        MessageDigest digest = sha256();
        byte[] chunk = new byte[ChunkLayout.CHUNK_BYTES];
        try (DataOutputStream out =
                new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(path)))) {
            int length = content.readNBytes(chunk, 0, chunk.length);
            int number = 0;
            while (length > 0 && spool.sizeBytes <= sizeBytesMax) {
                digest.update(chunk, 0, length);
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
        spool.sha256 = digest.digest();
        return spool;
    }

    /// Receives the chunks again.
    interface ChunkSink {
        void chunk(int number, byte[] data) throws IOException;
    }

    void forEachChunk(ChunkSink sink) throws IOException {
        int count = ChunkLayout.count(sizeBytes);
        if (sizeBytes == 0) {
            sink.chunk(0, new byte[0]);
            return;
        }
        try (DataInputStream in =
                new DataInputStream(new BufferedInputStream(Files.newInputStream(path)))) {
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

    byte[] contentHash() {
        return sha256.clone();
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
        Files.deleteIfExists(path);
    }
}
