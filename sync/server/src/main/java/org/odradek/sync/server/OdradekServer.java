package org.odradek.sync.server;

import org.jspecify.annotations.Nullable;
import org.odradek.sync.server.http.Tls;
import org.odradek.sync.server.limit.Limits;
import org.odradek.sync.server.limit.LimitsFile;
import org.odradek.sync.server.load.LoadCommand;
import org.odradek.sync.server.operate.OperatorCommand;
import org.odradek.sync.server.operate.VerifyCommand;
import org.odradek.sync.server.wake.WakeKind;
import org.slf4j.LoggerFactory;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Level;
import java.util.logging.Logger;

/// The server's program: reads its options, starts, prints one line, and serves until SIGTERM, which drains and ends with 0. Wrong
/// usage is 2 with one sentence, a fault at start is 70.
@Command(
        name = "odradek-server",
        mixinStandardHelpOptions = true,
        version = "odradek-server " + OdradekServer.VERSION,
        subcommands = {
            LoadCommand.class,
            OperatorCommand.Backup.class,
            OperatorCommand.Restore.class,
            VerifyCommand.class,
            OperatorCommand.Account.class
        },
        description = "Keeps the devices of its users in step; sees sealed entries only.")
public final class OdradekServer implements Callable<Integer> {
    static final String VERSION = "0.1.0";

    private static final int FAULT = 70;

    /// One line a message: time, level, logger, message, and the stack of a fault.
    private static final String LOG_FORMAT =
            "%1$tFT%1$tT.%1$tL%1$tz level=%4$s logger=%3$s %5$s%6$s%n";

    /// Held here, since a level is forgotten with its logger.
    private static final Logger JETTY = Logger.getLogger("org.eclipse.jetty");

    @Spec private @Nullable CommandSpec spec;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8443",
            description = "8443 where none is given; 0 takes any free one.")
    private int port;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where everything is kept; made when missing.")
    private @Nullable Path data;

    @Option(
            names = "--log",
            paramLabel = "URL",
            description =
                    "The engine: jdbc:h2:file:PATH (default: in DIR) or"
                            + " jdbc:postgresql://HOST/DATABASE, for several nodes.")
    private @Nullable String logUrl;

    @Option(
            names = "--wake",
            paramLabel = "BUS",
            description =
                    "How devices are woken: in-process, or postgresql (default for a log there).")
    private @Nullable String wake;

    @Option(
            names = "--tls-cert",
            paramLabel = "F",
            description = "The certificate and those above it, PEM.")
    private @Nullable Path certificate;

    @Option(
            names = "--tls-key",
            paramLabel = "F",
            description = "The certificate's key, PEM, PKCS #8.")
    private @Nullable Path key;

    @Option(
            names = "--wait-for-log",
            paramLabel = "DURATION",
            defaultValue = "PT2M",
            description =
                    "How long the start waits for a database that is away: 2 minutes where none is"
                            + " given; 0 not at all.")
    private String waitForLog = "";

    @Option(names = "--insecure-loopback", description = "Plain HTTP, for this machine alone.")
    private boolean isInsecure;

    @Option(
            names = "--limits",
            paramLabel = "FILE",
            description = "What accounts and devices are granted.")
    private @Nullable Path limits;

    OdradekServer() {}

    public static void main(String... arguments) {
        System.setProperty("java.util.logging.SimpleFormatter.format", LOG_FORMAT);
        JETTY.setLevel(Level.WARNING);
        int exitCode = commandLine().execute(arguments);
        System.exit(exitCode);
    }

    /// The program, without its process.
    public static CommandLine commandLine() {
        return new CommandLine(new OdradekServer())
                .setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8))
                .setParameterExceptionHandler(
                        (wrong, _) -> {
                            wrong.getCommandLine().getErr().println(wrong.getMessage());
                            return CommandLine.ExitCode.USAGE;
                        });
    }

    @Override
    public Integer call() {
        var out = commandSpec().commandLine().getOut();
        var err = commandSpec().commandLine().getErr();
        var configuration = configuration();
        var patience = Patience.of(waitForLog());
        var started = new AtomicReference<SyncServer>();
        var drained = new CountDownLatch(1);
        var ending = new Thread(() -> end(started, drained), "odradek-drain");
        Runtime.getRuntime().addShutdownHook(ending);
        try {
            var server = SyncServer.start(configuration, patience);
            started.set(server);
            out.println("odradek-server listens at " + server.url());
            drained.await();
            return CommandLine.ExitCode.OK;
        } catch (IOException | IllegalStateException e) {
            Runtime.getRuntime().removeShutdownHook(ending);
            LoggerFactory.getLogger(OdradekServer.class).debug("the server did not start", e);
            err.println("The server does not start: " + e.getMessage());
            return FAULT;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return FAULT;
        }
    }

    /// Runs as the Java runtime goes down on SIGTERM or SIGINT, which would end with 143 or 130: an orderly end is 0. So is one before
    /// the start has ended, when nothing was taken yet.
    private static void end(AtomicReference<SyncServer> started, CountDownLatch drained) {
        var server = started.get();
        if (server == null) {
            Runtime.getRuntime().halt(0);
            return;
        }
        try {
            server.close();
            Runtime.getRuntime().halt(0);
        } catch (IOException | RuntimeException e) {
            LoggerFactory.getLogger(OdradekServer.class).error("the server did not drain", e);
            Runtime.getRuntime().halt(FAULT);
        } finally {
            drained.countDown();
        }
    }

    private Duration waitForLog() {
        try {
            var wait = waitForLog.equals("0") ? Duration.ZERO : Duration.parse(waitForLog);
            if (!wait.isNegative()) {
                return wait;
            }
        } catch (DateTimeParseException e) {
            LoggerFactory.getLogger(OdradekServer.class).debug("no duration", e);
        }
        throw wrong("--wait-for-log takes a duration such as PT2M, or 0, not " + waitForLog + ".");
    }

    private ServerConfiguration configuration() {
        if (port < 0 || port > 65_535) {
            throw wrong("--port takes a number from 0 to 65535, not " + port + ".");
        }
        var folder =
                Optional.ofNullable(data)
                        .orElse(
                                Path.of(
                                        System.getProperty("user.home"),
                                        ".local",
                                        "share",
                                        "odradek-server"));
        var url = Optional.ofNullable(logUrl).orElse(ServerConfiguration.embeddedLog(folder));
        if (!ServerConfiguration.isLogUrl(url)) {
            throw wrong(
                    "--log takes jdbc:h2:file:PATH or jdbc:postgresql://HOST/DATABASE, not "
                            + url
                            + ".");
        }
        var random = new SecureRandom();
        var keys = keys();
        return new ServerConfiguration(
                keys.isPresent() ? "0.0.0.0" : "127.0.0.1",
                port,
                folder,
                url,
                wake(url),
                keys.orElse(null),
                limits(),
                limits,
                InstantSource.system(),
                size -> {
                    var bytes = new byte[size];
                    random.nextBytes(bytes);
                    return bytes;
                },
                VERSION);
    }

    private WakeKind wake(String url) {
        var kind =
                wake == null
                        ? ServerConfiguration.wakeFor(url)
                        : WakeKind.of(wake)
                                .orElseThrow(
                                        () ->
                                                wrong(
                                                        "--wake takes in-process or postgresql,"
                                                                + " not "
                                                                + wake
                                                                + "."));
        if (kind == WakeKind.POSTGRESQL && ServerConfiguration.wakeFor(url) != kind) {
            throw wrong("--wake postgresql goes with --log jdbc:postgresql://HOST/DATABASE alone.");
        }
        return kind;
    }

    private Optional<KeyStore> keys() {
        if (isInsecure) {
            if (certificate != null || key != null) {
                throw wrong("--insecure-loopback goes without --tls-cert and --tls-key.");
            }
            return Optional.empty();
        }
        if (certificate == null || key == null) {
            throw wrong(
                    "Give --tls-cert and --tls-key, or --insecure-loopback for this machine"
                            + " alone.");
        }
        return switch (Tls.read(certificate, key)) {
            case Tls.Reading.Read(var keys) -> Optional.of(keys);
            case Tls.Reading.Refused(var sentence) -> throw wrong(sentence);
        };
    }

    private Limits limits() {
        if (limits == null) {
            return Limits.DEFAULT;
        }
        return switch (LimitsFile.read(limits)) {
            case LimitsFile.Reading.Read(var read) -> read;
            case LimitsFile.Reading.Refused(var sentence) -> throw wrong(sentence);
        };
    }

    private ParameterException wrong(String sentence) {
        return new ParameterException(commandSpec().commandLine(), sentence);
    }

    private CommandSpec commandSpec() {
        if (spec == null) {
            throw new IllegalStateException("picocli has not started");
        }
        return spec;
    }
}
