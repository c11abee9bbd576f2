package org.odradek.house.image;

import java.time.Duration;
import java.util.List;

/// The two programs that are handed out.
final class Images {
    /// Text in UTF-8 whatever the locale; the virtual machine's own words go to standard error, since
    /// scripts read standard output.
    private static final List<String> EVERY_START =
            List.of(
                    "-Dfile.encoding=UTF-8",
                    "-Dstdin.encoding=UTF-8",
                    "-Dstdout.encoding=UTF-8",
                    "-Dstderr.encoding=UTF-8",
                    "-Xlog:disable",
                    "-Xlog:all=error:stderr",
                    "-XX:+UseSerialGC",
                    "-Xms24m",
                    "-Xmx768m",
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow");

    /// A long command takes a second or two mostly, and compiling takes most of that. So the second compiler gets what sealing and
    /// hashing spend their time in at once, since only it knows the processor's instructions for them, and all else forty
    /// times later than usual, when a command proves to be really long.
    private static final List<String> LONG_COMMAND =
            List.of(
                    "-XX:Tier4InvocationThreshold=200000",
                    "-XX:Tier4MinInvocationThreshold=24000",
                    "-XX:Tier4CompileThreshold=600000",
                    "-XX:Tier4BackEdgeThreshold=1600000",
                    "-XX:CompileCommand=quiet",
                    atOnce("com.sun.crypto.provider.CounterMode::crypt"),
                    atOnce("com.sun.crypto.provider.GHASH::update"),
                    atOnce("sun.security.provider.DigestBase::implCompressMultiBlock"));

    /// A window is drawn, a server listens within seconds; the rest is for a machine that is busy with other work.
    private static final Duration SETTLES_WITHIN = Duration.ofMinutes(1);

    private static final Training.RunsToEnd DAY_OF_COMMANDS =
            new Training.RunsToEnd(
                    List.of("--profile", "{work}/profile", "batch", "--keep-going"),
                    "odradek.jsonl");

    /// Whoever signs up, pushes or is woken first does not wait for the server to learn how.
    private static final Training.RunsToEnd FIRST_SECONDS_OF_A_FLEET =
            new Training.RunsToEnd(
                    List.of(
                            "load",
                            "--url",
                            "{url}",
                            "--devices",
                            "4",
                            "--rate",
                            "40",
                            "--seconds",
                            "5"),
                    "");

    static final List<Image> ALL =
            List.of(
                    new Image(
                            "odradek",
                            "app",
                            "org.odradek.app.Odradek",
                            List.of(
                                    "java.desktop",
                                    "java.logging",
                                    "java.management",
                                    "java.naming",
                                    "java.net.http",
                                    "java.sql",
                                    "java.xml",
                                    "jdk.charsets",
                                    "jdk.crypto.ec",
                                    "jdk.localedata",
                                    "jdk.management",
                                    "jdk.net",
                                    "jdk.unsupported",
                                    "jdk.zipfs"),
                            EVERY_START,
                            List.of("--profile"),
                            List.of("demo", "open"),
                            List.of("batch", "doctor", "export", "import", "sync"),
                            LONG_COMMAND,
                            List.of("-XX:TieredStopAtLevel=1"),
                            new Training.RunsUntilTold(
                                    List.of("--profile", "{work}/profile"),
                                    List.of("-Dglass.platform=Headless", "-Dprism.order=sw"),
                                    SETTLES_WITHIN,
                                    List.of(DAY_OF_COMMANDS)),
                            DAY_OF_COMMANDS),
                    new Image(
                            "odradek-server",
                            "sync/server",
                            "org.odradek.sync.server.OdradekServer",
                            List.of(
                                    "java.logging",
                                    "java.management",
                                    "java.naming",
                                    "java.net.http",
                                    "java.sql",
                                    "java.xml",
                                    "jdk.crypto.ec",
                                    "jdk.management",
                                    "jdk.net",
                                    "jdk.unsupported",
                                    "jdk.zipfs"),
                            EVERY_START,
                            List.of(
                                    "--data",
                                    "--limits",
                                    "--log",
                                    "--port",
                                    "--tls-cert",
                                    "--tls-key",
                                    "--wait-for-log",
                                    "--wake"),
                            List.of("load"),
                            List.of("backup", "restore", "verify"),
                            List.of(),
                            List.of("-XX:TieredStopAtLevel=1"),
                            new Training.RunsUntilTold(
                                    List.of(
                                            "--port",
                                            "0",
                                            "--data",
                                            "{work}/data",
                                            "--insecure-loopback"),
                                    List.of(),
                                    SETTLES_WITHIN,
                                    List.of(FIRST_SECONDS_OF_A_FLEET)),
                            new Training.RunsToEnd(List.of("--version"), "")));

    private Images() {}

    private static String atOnce(String method) {
        return "-XX:CompileCommand=CompileThresholdScaling," + method + ",0.0001";
    }
}
