package org.odradek.store.journal;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/// A folder in memory that fails on command: a power cut, a failing write or force at a given
/// operation, a disk with only so many bytes, flipped bits. What was not forced may or may not survive
/// a power cut, in pieces and in any order. After a power cut every operation fails, reading too: whoever
/// still has this disk in hands is no longer there; what they left is [#afterPowerCut].
///
/// All methods are safe from any thread.
public final class SimulatedDisk implements JournalFiles {

    /// The machine went off in the middle of an operation.
    public static final class PowerCut extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    public enum Fault {
        POWER_CUT,
        FAILURE
    }

    private static final class Content {
        SparseBytes forced = new SparseBytes();
        SparseBytes current = new SparseBytes();
        final List<long[]> unforced = new ArrayList<>();
    }

    private final RandomGenerator random;
    private final Map<String, Content> current = new TreeMap<>();
    private final Map<String, Content> forcedNames = new TreeMap<>();
    private long capacityBytes = Long.MAX_VALUE;
    private boolean readOnly;
    private int operations;
    private int forces;
    private int faultAt = -1;
    private Fault fault = Fault.FAILURE;
    private boolean off;

    public SimulatedDisk(RandomGenerator random) {
        this.random = random;
    }

    /// Lets the operation (write, force, create, delete, force of the folder) with this number fail,
    /// counted from now, 0 being the next one.
    public synchronized void failAt(int operation, Fault kind) {
        faultAt = operations + operation;
        fault = kind;
    }

    /// Cuts the power between two operations.
    public synchronized void cutPower() {
        off = true;
    }

    public synchronized boolean isOff() {
        return off;
    }

    public synchronized void capacityBytes(long bytes) {
        capacityBytes = bytes;
    }

    synchronized void readOnly(boolean value) {
        readOnly = value;
    }

    synchronized int operations() {
        return operations;
    }

    synchronized int forces() {
        return forces;
    }

    public synchronized boolean faultPending() {
        return faultAt >= operations;
    }

    public synchronized byte[] bytes(String name) {
        return content(name).current.toArray();
    }

    /// Overwrites bytes behind the journal's back, as if they had been forced so.
    public synchronized void replace(String name, byte[] bytes) {
        replace(name, SparseBytes.of(bytes));
    }

    private void replace(String name, SparseBytes bytes) {
        Content content = current.computeIfAbsent(name, key -> new Content());
        content.current = bytes;
        content.forced = bytes.copy();
        content.unforced.clear();
        forcedNames.put(name, content);
    }

    synchronized void flip(String name, int offset) {
        byte[] bytes = bytes(name);
        bytes[offset] ^= 0x10;
        replace(name, bytes);
    }

    synchronized void remove(String name) {
        current.remove(name);
        forcedNames.remove(name);
    }

    /// The disk as the next start finds it after a power cut: forced bytes, and of the others any part.
    public synchronized SimulatedDisk afterPowerCut() {
        SimulatedDisk next = new SimulatedDisk(random);
        Map<String, Content> names = new TreeMap<>(forcedNames);
        for (var entry : current.entrySet()) {
            if (!forcedNames.containsKey(entry.getKey()) && random.nextBoolean()) {
                names.put(entry.getKey(), entry.getValue());
            }
        }
        for (String name : forcedNames.keySet()) {
            if (!current.containsKey(name) && random.nextBoolean()) {
                names.remove(name);
            }
        }
        names.forEach((name, content) -> next.replace(name, survivor(content)));
        return next;
    }

    private SparseBytes survivor(Content content) {
        SparseBytes bytes = content.forced.copy();
        int mode = random.nextInt(3);
        for (long[] write : content.unforced) {
            long at = write[0];
            while (at < write[1]) {
                long to = Math.min(write[1], at + 1 + random.nextInt(512));
                boolean survives = mode == 0 ? random.nextBoolean() : mode == 1;
                if (survives) {
                    bytes.take(content.current, (int) at, (int) to);
                }
                at = to;
            }
        }
        return bytes;
    }

    @Override
    public synchronized List<String> list() {
        needPower();
        return List.copyOf(current.keySet());
    }

    @Override
    public synchronized ReadableFile openToRead(String name) throws IOException {
        Content content = existing(name);
        return new ReadableFile() {
            @Override
            public long size() {
                synchronized (SimulatedDisk.this) {
                    return content.current.length();
                }
            }

            @Override
            public int read(long position, byte[] into, int offset, int length) {
                synchronized (SimulatedDisk.this) {
                    needPower();
                    int left = (int) Math.max(0, content.current.length() - position);
                    int bytes = Math.min(left, length);
                    if (bytes > 0) {
                        content.current.read((int) position, into, offset, bytes);
                    }
                    return bytes;
                }
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public synchronized WritableFile openToWrite(String name) throws IOException {
        denyIfReadOnly();
        return new Writing(existing(name));
    }

    @Override
    public synchronized WritableFile create(String name) throws IOException {
        denyIfReadOnly();
        step();
        if (current.containsKey(name)) {
            throw new FileAlreadyExistsException(name);
        }
        Content content = new Content();
        current.put(name, content);
        return new Writing(content);
    }

    @Override
    public synchronized void delete(String name) throws IOException {
        denyIfReadOnly();
        step();
        existing(name);
        current.remove(name);
    }

    @Override
    public synchronized void forceFolder() throws IOException {
        step();
        forcedNames.clear();
        forcedNames.putAll(current);
    }

    @Override
    public StopCause causeOf(IOException failure) {
        return switch (String.valueOf(failure.getMessage())) {
            case "full" -> StopCause.DISK_FULL;
            case "denied" -> StopCause.NO_ACCESS;
            default -> StopCause.FAULT;
        };
    }

    private final class Writing implements WritableFile {

        private final Content content;

        Writing(Content content) {
            this.content = content;
        }

        @Override
        public long size() {
            synchronized (SimulatedDisk.this) {
                return content.current.length();
            }
        }

        @Override
        public void write(long position, byte[] from, int offset, int length) throws IOException {
            synchronized (SimulatedDisk.this) {
                try {
                    step();
                } catch (IOException | PowerCut e) {
                    put(position, from, offset, random.nextInt(length + 1));
                    throw e;
                }
                long grows = Math.max(0, position + length - content.current.length());
                long room = Math.max(0, capacityBytes - used());
                if (grows > room) {
                    put(position, from, offset, (int) Math.max(0, length - grows + room));
                    throw new IOException("full");
                }
                put(position, from, offset, length);
            }
        }

        private void put(long position, byte[] from, int offset, int length) {
            int end = (int) position + length;
            content.current.write((int) position, from, offset, length);
            content.unforced.add(new long[] {position, end});
        }

        @Override
        public void force() throws IOException {
            synchronized (SimulatedDisk.this) {
                try {
                    step();
                } catch (IOException e) {
                    // A failed force may drop what was to be forced, and call it clean from then
                    // on.
                    content.forced = survivor(content);
                    content.unforced.clear();
                    throw e;
                }
                forces++;
                for (long[] write : content.unforced) {
                    content.forced.take(content.current, (int) write[0], (int) write[1]);
                }
                content.unforced.clear();
            }
        }

        @Override
        public void close() {}
    }

    private void step() throws IOException {
        needPower();
        boolean fails = operations == faultAt;
        operations++;
        if (fails) {
            if (fault == Fault.POWER_CUT) {
                off = true;
                throw new PowerCut();
            }
            throw new IOException("failed");
        }
    }

    private void needPower() {
        if (off) {
            throw new PowerCut();
        }
    }

    private void denyIfReadOnly() throws IOException {
        if (readOnly) {
            throw new IOException("denied");
        }
    }

    private long used() {
        return current.values().stream().mapToLong(content -> content.current.length()).sum();
    }

    private Content existing(String name) throws FileNotFoundException {
        if (!current.containsKey(name)) {
            throw new FileNotFoundException(name);
        }
        return content(name);
    }

    private Content content(String name) {
        Content content = current.get(name);
        if (content == null) {
            throw new IllegalArgumentException("No such file: " + name);
        }
        return content;
    }
}
