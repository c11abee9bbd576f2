package org.odradek.house.image;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// The ahead-of-time cache of an image (JEP 483, 514, 515): classes loaded and linked, and profiles
/// of methods, from one training run. Java takes it only for the very same jars, in the same order;
/// one that is not taken would only be noticed as slowness, so here it fails the build.
final class StartUpCache {
    /// A training run takes seconds; one that hangs must not hang the build.
    private static final Duration RUN_MAX = Duration.ofMinutes(2);

    /// A window at rest uses a few hundredths of a second of the processor in 2 s.
    private static final int QUIET_SECONDS = 2;

    private static final Duration QUIET_CPU = Duration.ofMillis(150);

    /// No program is up before it has used this much, however slowly a busy machine lets it start.
    private static final Duration STARTED_CPU = Duration.ofSeconds(1);

    private static final Pattern URL = Pattern.compile("http://127\\.0\\.0\\.1:\\d+");

    /// What a program ends with that was told to end: by itself, or by Java's own answer to SIGTERM.
    private static final Set<Integer> TOLD_TO_END = Set.of(0, 143);

    private final Path home;
    private final Path scripts;
    private final Image image;
    private final Jars jars;
    private final Training training;
    private final List<String> trainingOptions;
    private final Path cache;
    private final Path said;

    /// @param trainingOptions those of the starts that gain most, since profiles of methods fit them alone
    StartUpCache(
            Path home,
            Path scripts,
            Image image,
            Jars jars,
            Training training,
            List<String> trainingOptions,
            String name) {
        this.home = home;
        this.scripts = scripts;
        this.image = image;
        this.jars = jars;
        this.training = training;
        this.trainingOptions = List.copyOf(trainingOptions);
        this.cache = home.resolve("lib").resolve(name);
        this.said = home.resolveSibling(name + ".training.log");
    }

    void train() throws IOException, InterruptedException {
        Files.deleteIfExists(cache);
        Files.deleteIfExists(said);
        Path record = home.resolveSibling(cache.getFileName() + ".record");
        List<String> recording = new ArrayList<>(trainingOptions);
        recording.addAll(List.of("-XX:AOTMode=record", "-XX:AOTConfiguration=" + record));
        record(recording);
        run(
                List.of(
                        "-XX:AOTMode=create",
                        "-XX:AOTConfiguration=" + record,
                        "-XX:AOTCache=" + cache),
                List.of("--version"));
        Files.deleteIfExists(record);
        for (List<String> kind :
                List.of(List.<String>of(), image.shortOptions(), image.longOptions())) {
            List<String> options = new ArrayList<>(kind);
            options.add("-XX:AOTMode=on");
            options.add("-XX:AOTCache=" + cache);
            requireNoneFromJars(options);
        }
    }

    /// A cache may be taken and still lack the program's classes, of a signed jar say.
    private void requireNoneFromJars(List<String> options)
            throws IOException, InterruptedException {
        Path loaded = home.resolveSibling(cache.getFileName() + ".classes.log");
        Files.deleteIfExists(loaded);
        List<String> logged = new ArrayList<>(options);
        logged.add("-Xlog:class+load:file=" + loaded);
        run(logged, List.of("--version"));
        List<String> fromJars =
                Files.readAllLines(loaded).stream()
                        .filter(line -> line.contains("source: file:"))
                        .toList();
        if (!fromJars.isEmpty()) {
            throw failed("these classes are not in it: " + fromJars);
        }
    }

    private void record(List<String> recording) throws IOException, InterruptedException {
        Path work = Files.createTempDirectory("odradek-training");
        try {
            switch (training) {
                case Training.RunsToEnd toEnd -> runToEnd(recording, toEnd, work);
                case Training.RunsUntilTold told -> recordUntilTold(recording, told, work);
            }
        } finally {
            Folders.remove(work);
        }
    }

    private void runToEnd(List<String> options, Training.RunsToEnd toEnd, Path work)
            throws IOException, InterruptedException {
        ProcessBuilder program = java(options, in(work, toEnd.arguments()));
        if (!toEnd.input().isEmpty()) {
            Path input = work.resolve(toEnd.input());
            String lines = Files.readString(scripts.resolve(toEnd.input()));
            Files.writeString(input, String.join("\n", in(work, List.of(lines))));
            program.redirectInput(input.toFile());
        }
        await(program.start(), Set.of(0));
    }

    private void recordUntilTold(List<String> recording, Training.RunsUntilTold told, Path work)
            throws IOException, InterruptedException {
        List<String> options = new ArrayList<>(recording);
        options.addAll(in(work, told.options()));
        Process program = java(options, in(work, told.arguments())).start();
        try {
            awaitQuiet(program, told.settleMax());
            for (Training.RunsToEnd visit : told.visits()) {
                runToEnd(List.of(), new Training.RunsToEnd(at(visit), visit.input()), work);
            }
        } finally {
            program.destroy();
        }
        await(program, TOLD_TO_END);
    }

    private List<String> at(Training.RunsToEnd visit) throws IOException {
        String url =
                URL.matcher(Files.readString(said))
                        .results()
                        .map(MatchResult::group)
                        .reduce("", (_, last) -> last);
        return visit.arguments().stream().map(word -> word.replace("{url}", url)).toList();
    }

    /// Waits until the program has come up: until it hardly uses the processor any more.
    private void awaitQuiet(Process program, Duration max)
            throws IOException, InterruptedException {
        long deadlineNanos = System.nanoTime() + max.toNanos();
        Duration before = Duration.ZERO;
        Duration used = cpuOf(program);
        boolean worked = false;
        while (System.nanoTime() < deadlineNanos
                && !(worked && used.minus(before).compareTo(QUIET_CPU) < 0)) {
            if (program.waitFor(QUIET_SECONDS, TimeUnit.SECONDS)) {
                throw failed("ended before it was told to, with " + program.exitValue());
            }
            before = used;
            used = cpuOf(program);
            worked |= used.compareTo(STARTED_CPU) > 0;
        }
    }

    /// Zero where the platform does not tell; then the longest wait is taken.
    private static Duration cpuOf(Process program) {
        return program.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private List<String> in(Path work, List<String> words) {
        return words.stream()
                .map(word -> word.replace("{work}", work.toString()))
                .map(word -> word.replace("{training}", scripts.toAbsolutePath().toString()))
                .toList();
    }

    private void run(List<String> moreOptions, List<String> arguments)
            throws IOException, InterruptedException {
        await(java(moreOptions, arguments).start(), Set.of(0));
    }

    private ProcessBuilder java(List<String> moreOptions, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(home.resolve("runtime/bin/java").toString());
        command.addAll(image.options());
        command.addAll(moreOptions);
        command.add("-cp");
        command.add(
                jars.classPath(home.resolve("lib").toString(), File.pathSeparator, File.separator));
        command.add(image.mainClass());
        command.addAll(arguments);
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(said.toFile()));
    }

    private void await(Process process, Set<Integer> expected)
            throws IOException, InterruptedException {
        boolean ended = process.waitFor(RUN_MAX.toMillis(), TimeUnit.MILLISECONDS);
        if (!ended) {
            process.destroyForcibly().waitFor();
            throw failed("no end within " + RUN_MAX);
        }
        if (!expected.contains(process.exitValue())) {
            throw failed("exit " + process.exitValue());
        }
    }

    private IOException failed(String how) throws IOException {
        return new IOException(
                "the start-up cache %s was not made or not taken: %s%n%s"
                        .formatted(cache.getFileName(), how, Files.readString(said)));
    }
}
