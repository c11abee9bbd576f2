package org.odradek.sync.client;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.odradek.core.entry.EntryId;
import org.odradek.core.entry.SealedEntry;
import org.odradek.sync.client.account.RawKeys;
import org.odradek.sync.protocol.Bytes;
import org.odradek.sync.protocol.SignedHead;
import org.odradek.sync.protocol.connection.ConnectionState;
import org.odradek.sync.server.ServerConfiguration;
import org.odradek.sync.server.SyncServer;
import org.odradek.sync.server.backup.Backups;
import org.odradek.sync.server.limit.Limits;
import org.odradek.sync.server.log.AccountLog;
import org.odradek.sync.server.log.IncomingEntry;
import org.odradek.sync.server.log.TrimAnswer;
import org.odradek.sync.server.log.h2.H2AccountLog;
import org.odradek.sync.server.operate.Operation;
import org.odradek.sync.server.operate.OperatorSocket;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.LongStream;

/// A server in this process, on loopback, that can be stopped and started again on the same port and data.
final class TestServer implements AutoCloseable {
    private static final long NOW_MS = 1_800_000_000_000L;

    private final Path data;
    private Limits limits;
    private Duration ahead = Duration.ZERO;
    private SyncServer server;
    private int port;

    /// Measures ask more often than people, whom a server grants so many requests a minute.
    static Limits manyRequests() {
        var usual = Limits.DEFAULT;
        return new Limits(
                usual.activeConnectionsMax(),
                usual.idleDaysMax(),
                usual.channelEntriesMax(),
                usual.channelBytesMax(),
                usual.accountBytesMax(),
                usual.requestBytesMax(),
                Integer.MAX_VALUE,
                Integer.MAX_VALUE);
    }

    /// So many ACTIVE connections at most in an account.
    static Limits channels(int max) {
        var usual = Limits.DEFAULT;
        return new Limits(
                max,
                usual.idleDaysMax(),
                usual.channelEntriesMax(),
                usual.channelBytesMax(),
                usual.accountBytesMax(),
                usual.requestBytesMax(),
                usual.requestsPerMinute(),
                usual.logInsPerMinute());
    }

    TestServer(Path data) throws IOException {
        this(data, Limits.DEFAULT);
    }

    TestServer(Path data, Limits limits) throws IOException {
        this.data = data;
        this.limits = limits;
        this.server = start(0);
        this.port = server.port();
    }

    private SyncServer start(int at) throws IOException {
        return SyncServer.start(configuration(at));
    }

    private ServerConfiguration configuration(int at) {
        var random = new SecureRandom();
        return ServerConfiguration.loopback(
                at,
                data,
                limits,
                Clock.offset(Clock.systemUTC(), ahead),
                size -> {
                    var bytes = new byte[size];
                    random.nextBytes(bytes);
                    return bytes;
                });
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    Path data() {
        return data;
    }

    void stop() throws IOException {
        server.close();
    }

    void start() throws IOException {
        server = start(port);
    }

    /// From the next start on.
    void grant(Limits other) {
        limits = other;
    }

    /// Lets time pass at the server.
    void pass(Duration time) throws IOException {
        stop();
        ahead = ahead.plus(time);
        start();
    }

    void backUp(Path file) throws IOException {
        var outcome = OperatorSocket.ask(data, new Operation.Backup(file.toString())).orElseThrow();
        assertTrue(outcome.isDone(), outcome.words());
    }

    /// Stops and takes everything away.
    void wipe() throws IOException {
        stop();
        try (var paths = Files.walk(data)) {
            for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    /// Puts the backup in the place of everything, and starts again.
    void restore(Path file) throws IOException {
        wipe();
        assertInstanceOf(Backups.Answer.Fine.class, Backups.restore(file, data));
        start();
    }

    /// What a server does when a device stayed away too long, while no device is connected.
    void takeChannel(TestDevice from) throws IOException {
        offline(
                log ->
                        log.deactivate(
                                from.store.profile().account(),
                                from.store.profile().device(),
                                "idle",
                                NOW_MS));
    }

    /// Drops what the newest clone covers; answers whether there was anything.
    boolean trim(TestDevice ofAccount) throws IOException {
        var account = ofAccount.store.profile().account();
        var answers = new ArrayList<TrimAnswer>();
        offline(
                log ->
                        log.clones(account, NOW_MS)
                                .forEach(
                                        clone ->
                                                answers.add(
                                                        log.trim(
                                                                account,
                                                                clone.offer().name(),
                                                                NOW_MS))));
        return answers.stream().anyMatch(TrimAnswer.Trimmed.class::isInstance);
    }

    ConnectionState state(TestDevice of) throws IOException {
        var states = new ArrayList<ConnectionState>();
        var profile = of.store.profile();
        offline(log -> states.add(log.state(profile.account(), profile.device())));
        return states.getFirst();
    }

    /// Puts a device's own entries into the log, as a server does that has them from elsewhere.
    void take(TestDevice from) throws IOException {
        var profile = from.store.profile();
        var newest = own(from).getLast();
        var head =
                SignedHead.signed(
                        profile.account(),
                        newest.id(),
                        new Bytes(newest.header().hash()),
                        RawKeys.signingKey(profile.keys().deviceSign().privateKey()));
        take(from, List.of(head));
    }

    /// The same, and nobody ever sends the device's word for them.
    void takeWithoutHead(TestDevice from) throws IOException {
        take(from, List.of());
    }

    private void take(TestDevice from, List<SignedHead> heads) throws IOException {
        var entries =
                own(from).stream().map(each -> IncomingEntry.of(new Bytes(each.encode()))).toList();
        offline(log -> log.append(from.store.profile().account(), entries, heads, Long.MAX_VALUE));
    }

    private static List<SealedEntry> own(TestDevice device) {
        var id = device.store.profile().device();
        return device.store.sealed(
                LongStream.rangeClosed(1, device.store.received().seq(id))
                        .mapToObj(seq -> new EntryId(id, seq))
                        .toList());
    }

    private void offline(Consumer<AccountLog> work) throws IOException {
        stop();
        try (var log =
                H2AccountLog.open(
                        configuration(0).logUrl(),
                        new Bytes(new byte[32]),
                        new SimpleMeterRegistry())) {
            work.accept(log);
        }
        start();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
