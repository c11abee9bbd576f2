package org.odradek.exchange.portable;

import org.junit.jupiter.api.Assumptions;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Material that real people and programs made, which lies beside the repository and not in it.
public final class SharedData {
    private SharedData() {}

    /// The file, or the test is skipped with the reason.
    public static Path file(String relative) {
        var file = root().map(root -> root.resolve(relative)).filter(Files::isRegularFile);
        Assumptions.assumeTrue(file.isPresent(), "the shared data is not here: " + relative);
        return file.orElseThrow();
    }

    private static Optional<Path> root() {
        var named =
                Optional.ofNullable(System.getProperty("odradek.data"))
                        .or(() -> Optional.ofNullable(System.getenv("ODRADEK_DATA")));
        if (named.isPresent()) {
            return named.map(Path::of);
        }
        for (var at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.isDirectory(at.resolve(".git"))) {
                return Optional.of(at.resolveSibling("shared").resolve("data"));
            }
        }
        return Optional.empty();
    }
}
