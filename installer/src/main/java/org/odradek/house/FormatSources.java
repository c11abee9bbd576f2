package org.odradek.house;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.JavaFormatterOptions.Style;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Holds every Java source in one shape: google-java-format, AOSP style.
///
/// The build starts this file from its source in a Java of its own, because Maven may run on a Java
/// that is too old for the formatter. Arguments: `check` or `apply`, then the modules' folders. Ends
/// with 0 when all is in shape, 1 when `check` found a file that is not, 2 when a file cannot be
/// parsed.
public final class FormatSources {
    // Javadoc is left as written: the formatter's reading of Markdown fails on nested lists.
    private static final Formatter FORMATTER =
            new Formatter(
                    JavaFormatterOptions.builder().style(Style.AOSP).formatJavadoc(false).build());

    private FormatSources() {}

    public static void main(String[] arguments) throws IOException {
        boolean apply = arguments[0].equals("apply");
        List<Path> sources = new ArrayList<>();
        for (String module : List.of(arguments).subList(1, arguments.length)) {
            sources.addAll(sourcesOf(Path.of(module)));
        }
        List<Path> changed = new ArrayList<>();
        for (Path source : sources) {
            String before = Files.readString(source);
            String after;
            try {
                after = FORMATTER.formatSourceAndFixImports(before);
            } catch (FormatterException e) {
                System.err.println(source + ": " + e.getMessage());
                System.exit(2);
                return;
            }
            if (!after.equals(before)) {
                changed.add(source);
                if (apply) {
                    Files.writeString(source, after);
                }
            }
        }
        changed.forEach(
                source -> System.out.println((apply ? "formatted " : "not in shape: ") + source));
        if (!apply && !changed.isEmpty()) {
            System.err.println(
                    changed.size()
                            + " file(s) are not in shape; put them right with: installer/format");
            System.exit(1);
        }
    }

    private static List<Path> sourcesOf(Path module) throws IOException {
        Path sources = module.resolve("src");
        if (!Files.isDirectory(sources)) {
            return List.of();
        }
        try (var files = Files.walk(sources)) {
            return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
        }
    }
}
