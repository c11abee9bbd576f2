package org.odradek.exchange.portable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What tests do with sources and folders.
public final class Passes {
    private Passes() {}

    public static List<ImportStep> steps(ImportSource source) throws IOException {
        var steps = new ArrayList<ImportStep>();
        try (var cursor = source.open()) {
            for (var step = cursor.next(); step.isPresent(); step = cursor.next()) {
                steps.add(step.get());
            }
        }
        return steps;
    }

    public static List<PortableItem> items(ImportSource source) throws IOException {
        return steps(source).stream()
                .filter(ImportStep.ItemRead.class::isInstance)
                .map(step -> ((ImportStep.ItemRead) step).item())
                .toList();
    }

    /// Every warning as `source: message`, refusals included.
    public static List<String> warnings(ImportSource source) throws IOException {
        var warnings = new ArrayList<String>();
        for (var step : steps(source)) {
            switch (step) {
                case ImportStep.ItemRead(_) -> {}
                case ImportStep.ItemRefused(var warning) ->
                        warnings.add(warning.source() + ": " + warning.message());
                case ImportStep.Noted(var warning) ->
                        warnings.add(warning.source() + ": " + warning.message());
            }
        }
        return warnings;
    }

    public static Path write(Path root, String path, String text) throws IOException {
        return write(root, path, text.getBytes(StandardCharsets.UTF_8));
    }

    public static Path write(Path root, String path, byte[] bytes) throws IOException {
        var file = root.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.write(file, bytes);
    }

    /// Every file below the root with the SHA-256 of its bytes.
    public static Map<String, String> digests(Path root) throws IOException {
        var digests = new TreeMap<String, String>();
        try (var files = Files.walk(root)) {
            files.filter(Files::isRegularFile)
                    .forEach(file -> digests.put(root.relativize(file).toString(), digest(file)));
        }
        return digests;
    }

    private static String digest(Path file) {
        try {
            return StrictText.sha256(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
