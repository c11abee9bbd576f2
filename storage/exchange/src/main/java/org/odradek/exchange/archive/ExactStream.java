package org.odradek.exchange.archive;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/// A stream that must have exactly the length it announced: a compressed entry that says 1 kB and unpacks to 1 TB ends here.
/// Skipping and everything else goes through `read`.
final class ExactStream extends InputStream {
    private final InputStream in;
    private long leftBytes;

    ExactStream(InputStream in, long sizeBytes) {
        this.in = in;
        this.leftBytes = sizeBytes;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (leftBytes == 0) {
            if (in.read() >= 0) {
                throw new IOException("the entry is longer than it says");
            }
            return -1;
        }
        var count = in.read(buffer, offset, (int) Math.min(length, leftBytes));
        if (count < 0) {
            throw new EOFException("the entry is shorter than it says");
        }
        leftBytes -= count;
        return count;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
