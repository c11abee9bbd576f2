package org.odradek.sync.server;

import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

import org.odradek.sync.server.account.Accounts;
import org.odradek.sync.server.account.ControlLogs;
import org.odradek.sync.server.account.Tokens;
import org.odradek.sync.server.connection.Channels;
import org.odradek.sync.server.connection.CloneShelf;
import org.odradek.sync.server.connection.Downgrading;
import org.odradek.sync.server.connection.Upkeep;
import org.odradek.sync.server.downgrade.Rhythm;
import org.odradek.sync.server.http.Reception;
import org.odradek.sync.server.limit.LimitsInForce;
import org.odradek.sync.server.operate.Operations;

import java.io.IOException;
import java.nio.file.Files;

/// The sync server but for its socket: engine, wake bus, blobs and routes, put together here and nowhere else. Thread-safe.
public final class ServerCore implements AutoCloseable {
    private final Engine engine;
    private final Reception reception;
    private final Upkeep upkeep;
    private final Operations operations;

    private ServerCore(Engine engine, Reception reception, Upkeep upkeep, Operations operations) {
        this.operations = operations;
        this.upkeep = upkeep;
        this.engine = engine;
        this.reception = reception;
    }

    /// Opens the data. Faults, such as data that another process holds, are exceptions whose message is for the operator.
    public static ServerCore open(ServerConfiguration configuration) throws IOException {
        Files.createDirectories(configuration.data());
        var meters = meters();
        return over(Engine.open(configuration, meters), configuration, meters);
    }

    /// A core over an engine that is open, whatever the configuration says of one: it is closed with the core, or when this fails.
    public static ServerCore over(Engine engine, ServerConfiguration configuration) {
        return over(engine, configuration, meters());
    }

    private static PrometheusMeterRegistry meters() {
        var meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        new JvmMemoryMetrics().bindTo(meters);
        new FileDescriptorMetrics().bindTo(meters);
        return meters;
    }

    private static ServerCore over(
            Engine engine, ServerConfiguration configuration, PrometheusMeterRegistry meters) {
        var clock = configuration.clock();
        try {
            var log = engine.log();
            var blobs = engine.blobs();
            var wakes = engine.wakes();
            var tokens = new Tokens(log.secret(), clock);
            var controlLogs = new ControlLogs(log);
            var limits = new LimitsInForce(configuration.limits(), configuration.limitsFile());
            var shelf = new CloneShelf(log, blobs, clock);
            var downgrading = new Downgrading(log, shelf, new Rhythm(), limits, clock, meters);
            var channels = new Channels(log, shelf, downgrading, limits, clock);
            var upkeep = new Upkeep(log, shelf, downgrading, channels, wakes, limits, meters);
            var parts =
                    new Reception.Parts(
                            log,
                            blobs,
                            channels,
                            wakes,
                            new Accounts(
                                    log,
                                    controlLogs,
                                    tokens,
                                    clock,
                                    configuration.randomBytes(),
                                    downgrading::visited,
                                    () -> limits.now().accountsMax()),
                            controlLogs,
                            tokens,
                            limits,
                            downgrading,
                            clock,
                            meters,
                            configuration.serverVersion());
            var operations = new Operations(log, blobs, configuration.data().resolve("blobs"));
            return new ServerCore(engine, new Reception(parts), upkeep, operations);
        } catch (RuntimeException e) {
            engine.close();
            throw e;
        }
    }

    /// Where requests are answered.
    public Reception reception() {
        return reception;
    }

    /// What its operator may ask for.
    public Operations operations() {
        return operations;
    }

    /// Looks after all accounts once: to be called every few minutes.
    public synchronized void sweep() {
        upkeep.sweep();
    }

    /// Ends what was accepted and closes the data.
    @Override
    public void close() {
        engine.close();
    }
}
