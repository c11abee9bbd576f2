package org.odradek.house;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Style rules that only the sources show. The words searched for are put together here, so that
/// this file does not find itself.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SourceRulesTest {
    /// Rule 3 of the house style: "under about 400 lines". A file that would be worse in parts says
    /// why in a comment with these words.
    private static final int LINES_MAX = 400;

    private static final String LONG_ON_PURPOSE = "// Longer than the house's 400 lines, because ";

    private static final Pattern NOT_DONE =
            Pattern.compile("\\b(TO" + "DO|FIX" + "ME|XX" + "X)\\b");

    private final TreeMap<String, List<String>> sources = new TreeMap<>();

    @BeforeAll
    void readSources() throws IOException {
        Path root = Path.of(System.getProperty("odradek.root", "..")).toRealPath();
        for (String top : List.of("storage", "sync", "app", "installer")) {
            try (Stream<Path> files = Files.walk(root.resolve(top))) {
                files.filter(SourceRulesTest::isSource)
                        .forEach(file -> sources.put(nameIn(root, file), linesOf(file)));
            }
        }
    }

    @Test
    void givenASource_whenCounted_thenItIsShort() {
        assertNone(
                sources.keySet().stream()
                        .filter(name -> lines(name).size() > LINES_MAX)
                        .filter(name -> !anyLine(name, line -> line.contains(LONG_ON_PURPOSE))));
    }

    @Test
    void givenAPackage_whenRead_thenItSaysThatItIsNullMarked() {
        var packages = new TreeSet<String>();
        sources.keySet().stream()
                .filter(this::isMain)
                .forEach(name -> packages.add(folderOf(name)));
        assertNone(packages.stream().filter(folder -> !isNullMarked(folder)));
    }

    @Test
    void givenTheScreens_whenTheyTakeWorkToTheFxThread_thenInOneFile() {
        List<String> files = holding("Platform.run" + "Later").filter(this::isMain).toList();
        assertEquals(files.stream().limit(1).toList(), files);
    }

    @Test
    void givenATest_whenItWaits_thenItDoesNotSleep() {
        assertNone(holding("Thread.sl" + "eep").filter(name -> !isMain(name)));
        assertNone(holding("TimeUnit.").filter(name -> !isMain(name)).filter(this::sleepsByUnit));
    }

    @Test
    void givenASource_whenRead_thenNothingIsPutOff() {
        assertNone(sources.keySet().stream().filter(name -> anyLine(name, NOT_DONE.asPredicate())));
    }

    @Test
    void givenTheScreens_whenTheyLookLikeSomething_thenTheStylesheetsSaySo() {
        assertNone(holding(".setSt" + "yle(").filter(this::isMain));
    }

    @Test
    void givenAllSources_whenSearched_thenThereAreSome() {
        assertEquals(true, sources.size() > 10);
    }

    private boolean sleepsByUnit(String name) {
        return anyLine(name, line -> line.matches(".*TimeUnit\\.[A-Z]+\\.sleep.*"));
    }

    private Stream<String> holding(String words) {
        return sources.keySet().stream()
                .filter(name -> anyLine(name, line -> line.contains(words)));
    }

    private boolean isNullMarked(String folder) {
        List<String> lines = sources.get(folder + "/package-info.java");
        return lines != null && lines.contains("@NullMarked");
    }

    private boolean anyLine(String name, Predicate<String> asked) {
        return lines(name).stream().anyMatch(asked);
    }

    private List<String> lines(String name) {
        return sources.getOrDefault(name, List.of());
    }

    private boolean isMain(String name) {
        return name.contains("/src/main/java/");
    }

    private static void assertNone(Stream<String> found) {
        assertEquals("", String.join("\n", new ArrayList<>(found.toList())));
    }

    private static String folderOf(String name) {
        return name.substring(0, name.lastIndexOf('/'));
    }

    private static boolean isSource(Path file) {
        String name = file.toString().replace('\\', '/');
        return name.endsWith(".java") && name.contains("/src/");
    }

    private static String nameIn(Path root, Path file) {
        return root.relativize(file).toString().replace('\\', '/');
    }

    private static List<String> linesOf(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
