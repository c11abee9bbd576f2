package org.odradek.store.attachment;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

/// Opens a sealed file chunk by chunk while it is being read, and compares the hash at the end.
final class OpeningStream extends InputStream {

    private final SealedFile file;
    private final ChunkSealing sealing;
    private final byte[] sha256;
    private final MessageDigest digest = Spool.sha256();
    private byte[] data = {};
    private int used;
    private int nextChunk;
    private boolean compared;

    OpeningStream(SealedFile file, ChunkSealing sealing, byte[] sha256) {
        this.file = file;
        this.sealing = sealing;
        this.sha256 = sha256;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (used == data.length) {
            if (nextChunk == sealing.count() && nextChunk > 0) {
                compare();
                return -1;
            }
            data = file.open(nextChunk, sealing).orElseThrow(() -> damaged(nextChunk));
            digest.update(data);
            nextChunk++;
            used = 0;
        }
        int bytes = Math.min(length, data.length - used);
        System.arraycopy(data, used, into, offset, bytes);
        used += bytes;
        return bytes;
    }

    private void compare() throws IOException {
        if (!compared) {
            if (!Arrays.equals(digest.digest(), sha256) || file.hasMore()) {
                throw damaged(-1);
            }
            compared = true;
        }
    }

    private DamagedAttachmentException damaged(int chunk) {
        return new DamagedAttachmentException(HexFormat.of().formatHex(sha256), chunk);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
