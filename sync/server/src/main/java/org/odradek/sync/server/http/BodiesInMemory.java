package org.odradek.sync.server.http;

import org.odradek.sync.protocol.Bytes;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicLong;

/// Reads bodies, which are held whole, and keeps what all of them take up together within a bound. What counts is what has arrived, not
/// what was announced, so that whoever announces much and sends nothing holds nobody up. Thread-safe.
final class BodiesInMemory {
    private static final int STEP_BYTES = 16 << 10;

    private final long bytesMax;
    private final AtomicLong held = new AtomicLong();

    BodiesInMemory(long bytesMax) {
        this.bytesMax = bytesMax;
    }

    /// What came of reading one.
    sealed interface Reading {
        /// To be given back with [#done(Bytes)].
        record Read(Bytes body) implements Reading {}

        record TooLarge() implements Reading {}

        /// All bodies together are more than this machine holds.
        record NoRoom() implements Reading {}
    }

    Reading read(InputStream in, int bodyBytesMax) throws IOException {
        var body = new ByteArrayOutputStream(0);
        var step = new byte[Math.min(STEP_BYTES, bodyBytesMax + 1)];
        boolean isKept = false;
        try {
            for (int read = in.read(step); read >= 0; read = in.read(step)) {
                body.write(step, 0, read);
                if (body.size() > bodyBytesMax) {
                    held.addAndGet(read);
                    return new Reading.TooLarge();
                }
                if (held.addAndGet(read) > bytesMax) {
                    return new Reading.NoRoom();
                }
            }
            isKept = true;
            return new Reading.Read(new Bytes(body.toByteArray()));
        } finally {
            if (!isKept) {
                held.addAndGet(-body.size());
            }
        }
    }

    void done(Bytes body) {
        held.addAndGet(-body.size());
    }

    long held() {
        return held.get();
    }
}
