package org.odradek.house.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Starts the images as a person's shell does. Runs after the package phase, which makes them.
@Tag("image")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the shell launchers are not for Windows")
final class LauncherTest {
    private static final Path IMAGES =
            Path.of(System.getProperty("odradek.root"), "installer/target");

    /// Makes Java refuse to start when it does not take the start-up cache.
    private static final Map<String, String> CACHE_OR_NOTHING =
            Map.of("ODRADEK_JAVA_OPTIONS", "-XX:AOTMode=on");

    @TempDir private Path folder;

    private record Run(int exit, String out, String err) {}

    @Test
    void givenAnImage_whenAskedForItsVersion_thenItAnswersWithTheCacheAndNothingElse()
            throws Exception {
        for (Image image : Images.ALL) {
            Run run = run(launcher(IMAGES, image), List.of("--version"), CACHE_OR_NOTHING);
            assertEquals(new Run(0, run.out(), ""), run);
            assertTrue(run.out().startsWith(image.name() + " "), run.out());
        }
    }

    @Test
    void givenAnImage_whenMovedToAFolderWithSpaces_thenItTakesItsCacheThere() throws Exception {
        Path moved = folder.resolve("my programs");
        Image image = Images.ALL.getLast();
        copy(IMAGES.resolve(image.name()), moved.resolve(image.name()));
        Run run = run(launcher(moved, image), List.of("--version"), CACHE_OR_NOTHING);
        assertEquals(new Run(0, run.out(), ""), run);
    }

    @Test
    void givenALinkToTheLauncher_whenStarted_thenItFindsItsImage() throws Exception {
        Image image = Images.ALL.getFirst();
        Path link = folder.resolve("o");
        Files.createSymbolicLink(link, launcher(IMAGES, image));
        assertEquals(0, run(link, List.of("--version"), Map.of()).exit());
    }

    @Test
    void givenThePosixLocale_whenAWordIsNotAscii_thenItIsReadAndPrintedWhole() throws Exception {
        String word = "zażółć-日本語-🙂";
        for (String locale : List.of("POSIX", "no_SUCH.UTF-8", "C.UTF-8")) {
            Run run =
                    run(
                            launcher(IMAGES, Images.ALL.getFirst()),
                            List.of(word),
                            Map.of("LC_ALL", locale));
            assertEquals(2, run.exit());
            assertTrue(run.err().contains(word), run.err());
        }
    }

    private static Path launcher(Path images, Image image) {
        return images.resolve(image.name()).resolve("bin").resolve(image.name());
    }

    private Run run(Path launcher, List<String> arguments, Map<String, String> environment)
            throws IOException, InterruptedException {
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        // The words go through a script in a file, for this Java may itself run in a POSIX locale.
        Path script = folder.resolve("script");
        Files.writeString(
                script, "exec '" + launcher + "' '" + String.join("' '", arguments) + "'\n");
        ProcessBuilder program = new ProcessBuilder("/bin/sh", script.toString());
        program.environment().putAll(environment);
        program.redirectOutput(out.toFile()).redirectError(err.toFile());
        int exit = program.start().waitFor();
        return new Run(
                exit,
                Files.readString(out, StandardCharsets.UTF_8),
                Files.readString(err, StandardCharsets.UTF_8));
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(
                        file,
                        to.resolve(from.relativize(file).toString()),
                        StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }
}
