package org.odradek.sync.simulation.network;

import org.jspecify.annotations.Nullable;
import org.odradek.core.entry.DeviceId;
import org.odradek.core.entry.SealedEntry;
import org.odradek.sync.client.transport.Transport.Raw;
import org.odradek.sync.client.transport.Transport.Request;
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.wire.AccountChain;
import org.odradek.sync.protocol.wire.Cursor;
import org.odradek.sync.protocol.wire.LogRecord;
import org.odradek.sync.protocol.wire.Pull;
import org.odradek.sync.protocol.wire.PullAnswer;
import org.odradek.sync.protocol.wire.Push;
import org.odradek.sync.protocol.wire.PushAnswer;
import org.odradek.sync.protocol.wire.Wire;
import org.odradek.sync.simulation.fault.Fault;
import org.odradek.sync.simulation.fault.Faults;
import org.odradek.sync.simulation.server.Served;
import org.odradek.sync.simulation.server.SimulatedServer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/// The server as devices see it: an honest one, until whoever runs it begins to lie. It knows everything that the server knows, and no
/// key of the account.
public final class LyingServer implements AutoCloseable {
    /// Of the answers that a lie could change, while it is told.
    private static final int TOLD_PERCENT = 30;

    private static final int ANSWERS_KEPT_MAX = 5;
    private static final int RECORDS_KEPT_MAX = 50;
    private static final int OK = 200;

    private final SimulatedServer server;
    private final Path folder;
    private final Faults faults;
    private final RandomGenerator random;
    private final Consumer<String> trace;
    private final Set<Fault> told = EnumSet.noneOf(Fault.class);
    private final Map<String, Deque<Raw.Arrived>> earlier = new HashMap<>();
    private final List<LogRecord> seen = new ArrayList<>();
    private final Set<Cursor> madeUp = new HashSet<>();
    private final Set<String> misled = new HashSet<>();
    private @Nullable SimulatedServer fork;

    /// @param folder for a second log, which does not exist yet
    public LyingServer(
            SimulatedServer server,
            Path folder,
            Faults faults,
            RandomGenerator random,
            Consumer<String> trace) {
        this.server = server;
        this.folder = folder;
        this.faults = faults;
        this.random = random;
        this.trace = trace;
    }

    /// Tells this kind of lie from now on, to these devices if it is a fork.
    public void begin(Fault lie, List<String> devices) {
        trace.accept("from now on the " + lie);
        told.add(lie);
        if (lie == Fault.SERVER_FORKS && fork == null && server.isServing()) {
            try {
                fork = server.forked(folder);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            fork.start();
            faults.strikes(lie);
            misled.clear();
            misled.addAll(devices);
            trace.accept(devices + " see another log");
        }
    }

    public void end(Fault lie) {
        told.remove(lie);
        if (lie == Fault.SERVER_FORKS) {
            close();
        }
    }

    public boolean forks() {
        return fork != null;
    }

    public boolean isHonest() {
        return told.isEmpty();
    }

    Served answer(String device, Request request) {
        var path = request.path();
        if (path.equals("/v1/push") && lies(Fault.SERVER_SWALLOWS)) {
            int entries = Wire.decode(body(request), Push.class).entries().size();
            return new Served.Answered(
                    arrived(
                            new PushAnswer.Appended(
                                    Collections.nCopies(entries, 1L), Cursor.START)));
        }
        var from = fork;
        var one = from != null && misled.contains(device) ? from : server;
        var served = one.answer(device, request);
        return served instanceof Served.Answered(var honest) && honest.status() == OK
                ? new Served.Answered(told(device, request, honest))
                : served;
    }

    /// What becomes of an honest answer.
    private Raw.Arrived told(String device, Request request, Raw.Arrived honest) {
        var path = request.path();
        var answer = path.equals("/v1/pull") ? pulled(request, honest) : honest;
        // A dearer derivation of the password is within what a client accepts, and takes seconds.
        boolean isCheap = !path.equals("/v1/salt");
        if (answer.equals(honest) && isCheap && lies(Fault.SERVER_TAMPERS)) {
            var bytes = honest.body().clone();
            if (bytes.length > 0) {
                bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            }
            answer = new Raw.Arrived(OK, bytes);
        }
        var before = earlier.computeIfAbsent(device + path, _ -> new ArrayDeque<>());
        if (answer.equals(honest) && !before.isEmpty() && lies(Fault.SERVER_REPEATS)) {
            answer = before.getFirst();
        }
        before.add(honest);
        if (before.size() > ANSWERS_KEPT_MAX) {
            before.removeFirst();
        }
        return answer;
    }

    private boolean lies(Fault lie) {
        boolean lies = told.contains(lie) && random.nextInt(100) < TOLD_PERCENT;
        if (lies) {
            faults.strikes(lie);
            trace.accept("the " + lie);
        }
        return lies;
    }

    private static byte[] body(Request request) {
        byte @Nullable [] body = request.body();
        if (body == null) {
            throw new IllegalArgumentException("a request without a body: " + request.path());
        }
        return body;
    }

    private static Raw.Arrived arrived(Object message) {
        return new Raw.Arrived(OK, Wire.encode(message));
    }

    /// A page with a chain that fits what was made of it, or with the honest one.
    private Raw.Arrived pulled(Request request, Raw.Arrived honest) {
        var after = Wire.decode(body(request), Pull.class).after();
        if (!(Wire.decode(honest.body(), PullAnswer.class) instanceof PullAnswer.Page page)) {
            return !told.isEmpty() && madeUp.contains(after)
                    ? arrived(new PullAnswer.Page(List.of(), after, after.position(), 0))
                    : honest;
        }
        page.records().stream().limit(RECORDS_KEPT_MAX - seen.size()).forEach(seen::add);
        if (page.records().isEmpty()) {
            return honest;
        }
        var records = new ArrayList<>(page.records());
        int one = random.nextInt(records.size());
        if (lies(Fault.SERVER_LEAVES_OUT)) {
            leaveOut(records, one);
        } else if (records.size() > 1 && lies(Fault.SERVER_REORDERS)) {
            int other = (one + 1) % records.size();
            var moved = at(records.get(one), records.get(other).position());
            records.set(one, at(records.get(other), records.get(one).position()));
            records.set(other, moved);
        } else if (lies(Fault.SERVER_SUBSTITUTES)) {
            records.set(
                    one, at(seen.get(random.nextInt(seen.size())), records.get(one).position()));
        } else {
            return honest;
        }
        if (random.nextInt(3) == 0) {
            return arrived(
                    new PullAnswer.Page(records, page.next(), page.head(), page.controlPosition()));
        }
        var at = after;
        for (var record : records) {
            at = new Cursor(at.epoch(), record.position(), AccountChain.next(at.hash(), record));
        }
        madeUp.add(at);
        return arrived(new PullAnswer.Page(records, at, page.head(), page.controlPosition()));
    }

    /// Leaves out a record, and sometimes the head that vouches for it, so that a whole push is missing.
    private void leaveOut(List<LogRecord> records, int one) {
        var author = author(records.remove(one));
        if (random.nextBoolean()) {
            records.stream()
                    .skip(one)
                    .filter(each -> each instanceof LogRecord.Head && author(each).equals(author))
                    .findFirst()
                    .ifPresent(records::remove);
        }
    }

    private static DeviceId author(LogRecord record) {
        return switch (record) {
            case LogRecord.Entry(_, Bytes sealed) ->
                    SealedEntry.decode(sealed.array()).id().device();
            case LogRecord.Head(_, var head) -> head.device();
        };
    }

    private static LogRecord at(LogRecord record, long position) {
        return switch (record) {
            case LogRecord.Entry(_, Bytes sealed) -> new LogRecord.Entry(position, sealed);
            case LogRecord.Head(_, var head) -> new LogRecord.Head(position, head);
        };
    }

    @Override
    public void close() {
        misled.clear();
        var second = fork;
        fork = null;
        if (second != null) {
            second.close();
        }
    }
}
