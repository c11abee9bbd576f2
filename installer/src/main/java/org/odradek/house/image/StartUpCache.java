package org.odradek.house.image;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The ahead-of-time cache of an image (JEP 483, 514, 515): classes loaded and linked, and profiles
/// of methods, from one training run. Java takes it only for the very same jars, in the same order;
/// one that is not taken would only be noticed as slowness, so here it fails the build.
final class StartUpCache {
    /// A training run takes seconds; one that hangs must not hang the build.
    private static final int RUN_SECONDS_MAX = 120;

    private final Path home;
    private final Image image;
    private final Jars jars;
    private final Path cache;

    StartUpCache(Path home, Image image, Jars jars) {
        this.home = home;
        this.image = image;
        this.jars = jars;
        this.cache = home.resolve("lib").resolve(image.name() + ".aot");
    }

    void train() throws IOException, InterruptedException {
        Files.deleteIfExists(cache);
        Path record = home.resolveSibling(image.name() + ".aotconf");
        switch (image.training()) {
            case Training.RunsToEnd(List<String> arguments) ->
                    run(List.of("-XX:AOTMode=record", "-XX:AOTConfiguration=" + record), arguments);
        }
        run(
                List.of(
                        "-XX:AOTMode=create",
                        "-XX:AOTConfiguration=" + record,
                        "-XX:AOTCache=" + cache),
                List.of("--version"));
        Files.deleteIfExists(record);
        for (List<String> kind : List.of(image.longOptions(), image.shortOptions())) {
            List<String> options = new ArrayList<>(kind);
            options.add("-XX:AOTMode=on");
            options.add("-XX:AOTCache=" + cache);
            run(options, List.of("--version"));
        }
    }

    private void run(List<String> moreOptions, List<String> arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(home.resolve("runtime/bin/java").toString());
        command.addAll(image.options());
        command.addAll(moreOptions);
        command.add("-cp");
        command.add(
                jars.classPath(home.resolve("lib").toString(), File.pathSeparator, File.separator));
        command.add(image.mainClass());
        command.addAll(arguments);
        Path said = home.resolveSibling(image.name() + ".training.log");
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(said.toFile())
                        .start();
        boolean ended = process.waitFor(RUN_SECONDS_MAX, TimeUnit.SECONDS);
        if (!ended) {
            process.destroyForcibly().waitFor();
        }
        if (!ended || process.exitValue() != 0) {
            throw new IOException(
                    "the start-up cache of %s was not made or not taken: %s%n%s"
                            .formatted(
                                    image.name(),
                                    ended ? "exit " + process.exitValue() : "no end",
                                    Files.readString(said)));
        }
    }
}
