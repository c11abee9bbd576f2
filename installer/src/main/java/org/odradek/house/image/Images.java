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

    /// A window is drawn, a server listens within seconds; the rest is for a machine that is busy with other work.
    private static final Duration SETTLES_WITHIN = Duration.ofMinutes(1);

    private static final Training.RunsToEnd DAY_OF_COMMANDS =
            new Training.RunsToEnd(
                    List.of("--profile", "{work}/profile", "batch", "--keep-going"),
                    "odradek.jsonl");

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
                            List.of("demo", "open"),
                            List.of("batch", "doctor", "export", "import", "sync"),
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
                                    "java.sql",
                                    "java.xml",
                                    "jdk.crypto.ec",
                                    "jdk.management",
                                    "jdk.net",
                                    "jdk.unsupported",
                                    "jdk.zipfs"),
                            EVERY_START,
                            List.of("load"),
                            List.of("backup", "restore", "verify"),
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
                                    List.of()),
                            new Training.RunsToEnd(List.of("--version"), "")));

    private Images() {}
}
