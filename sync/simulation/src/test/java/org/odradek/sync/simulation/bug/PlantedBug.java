package org.odradek.sync.simulation.bug;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// One bug: places in one of the product's sources, and what stands there in a copy that is made for one class loader alone. The product
/// knows nothing of it.
///
/// @param what   in words, what goes wrong by it
/// @param module the source's module, from the repository's root
/// @param source the source's file name
/// @param world  where it is looked for
record PlantedBug(String what, String module, String source, List<Change> changes, World world) {
    PlantedBug(String what, String module, String source, String original, String replacement) {
        this(what, module, source, List.of(new Change(original, replacement)), World.ANY);
    }

    /// @param original stands in the source exactly once, white space aside
    record Change(String original, String replacement) {}

    /// The same in a world that suits it.
    PlantedBug in(World suited) {
        return new PlantedBug(what, module, source, changes, suited);
    }

    /// The same with another place of the source changed, too.
    PlantedBug and(String original, String replacement) {
        var both = new ArrayList<>(changes);
        both.add(new Change(original, replacement));
        return new PlantedBug(what, module, source, List.copyOf(both), world);
    }

    /// The source with the bug in it.
    String planted(Path root) throws IOException {
        var text = Files.readString(file(root));
        for (var change : changes) {
            text = planted(text, change);
        }
        return text;
    }

    private String planted(String text, Change change) {
        var pattern =
                Pattern.compile(
                        String.join(
                                "\\s*",
                                List.of(change.original().strip().split("\\s+")).stream()
                                        .map(Pattern::quote)
                                        .toList()));
        var found = pattern.matcher(text);
        if (!found.find()) {
            throw new IllegalStateException(
                    "“" + what + "” fits " + source + " no more: " + change.original());
        }
        int start = found.start();
        int end = found.end();
        if (found.find()) {
            throw new IllegalStateException(
                    "“" + what + "” fits two places in " + source + ": " + change.original());
        }
        return text.substring(0, start) + change.replacement() + text.substring(end);
    }

    private Path file(Path root) throws IOException {
        try (var files = Files.walk(root.resolve(module).resolve("src/main/java"))) {
            return files.filter(path -> path.endsWith(source))
                    .findFirst()
                    .orElseThrow(() -> new IOException("no " + source + " in " + module));
        }
    }
}
