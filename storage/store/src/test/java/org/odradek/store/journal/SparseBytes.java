package org.odradek.store.journal;

import java.util.Arrays;

/// Bytes of a file of which most are zero, and take no room: a journal writes megabytes of space ahead. For one thread at a time.
final class SparseBytes {
    private static final int PAGE_BYTES = 16 << 10;
    private static final byte[] ZEROS = new byte[PAGE_BYTES];

    /// Null where all is zero.
    private byte[][] pages = {};

    private int length;

    static SparseBytes of(byte[] bytes) {
        var sparse = new SparseBytes();
        sparse.write(0, bytes, 0, bytes.length);
        return sparse;
    }

    int length() {
        return length;
    }

    byte[] toArray() {
        var bytes = new byte[length];
        read(0, bytes, 0, length);
        return bytes;
    }

    SparseBytes copy() {
        var copy = new SparseBytes();
        copy.grow(length);
        for (int i = 0; i < pages.length; i++) {
            copy.pages[i] = pages[i] == null ? null : pages[i].clone();
        }
        return copy;
    }

    /// What is there must reach so far.
    void read(int from, byte[] into, int offset, int count) {
        for (int done = 0; done < count; ) {
            int at = from + done;
            int some = inPage(at, count - done);
            var page = page(at);
            System.arraycopy(
                    page == null ? ZEROS : page, at % PAGE_BYTES, into, offset + done, some);
            done += some;
        }
    }

    /// Grows as far as it is written to.
    void write(int to, byte[] from, int offset, int count) {
        grow(to + count);
        for (int done = 0; done < count; ) {
            int at = to + done;
            int some = inPage(at, count - done);
            put(at, from, offset + done, some);
            done += some;
        }
    }

    /// Takes over a stretch of others.
    void take(SparseBytes others, int from, int to) {
        grow(to);
        for (int at = from; at < to; ) {
            int some = inPage(at, to - at);
            var page = others.page(at);
            put(at, page == null ? ZEROS : page, at % PAGE_BYTES, some);
            at += some;
        }
    }

    private void put(int at, byte[] from, int offset, int some) {
        if (page(at) == null) {
            if (Arrays.equals(from, offset, offset + some, ZEROS, 0, some)) {
                return;
            }
            pages[at / PAGE_BYTES] = new byte[PAGE_BYTES];
        }
        System.arraycopy(from, offset, page(at), at % PAGE_BYTES, some);
    }

    private byte[] page(int at) {
        return pages[at / PAGE_BYTES];
    }

    private static int inPage(int at, int atMost) {
        return Math.min(atMost, PAGE_BYTES - at % PAGE_BYTES);
    }

    private void grow(int to) {
        length = Math.max(length, to);
        int needed = (length + PAGE_BYTES - 1) / PAGE_BYTES;
        if (needed > pages.length) {
            pages = Arrays.copyOf(pages, needed);
        }
    }
}
