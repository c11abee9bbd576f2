package org.odradek.exchange.archive;

import java.util.ArrayList;
import java.util.Optional;

/// The names in an archive, which may have been chosen to do harm.
final class ArchiveNames {
    private ArchiveNames() {}

    /// What is said about a name that `relative` does not take.
    static final String REFUSED =
            "Its name leads out of the archive or is not valid text, so it is left out.";

    private static final char REPLACEMENT = '\uFFFD';

    /// The name as a relative path, or empty when it is absolute, leads outside, is no name or was not valid text.
    static Optional<String> relative(String rawName) {
        var name = rawName.replace('\\', '/');
        if (name.startsWith("/")
                || name.matches("^[A-Za-z]:.*")
                || name.indexOf('\0') >= 0
                || name.indexOf(REPLACEMENT) >= 0) {
            return Optional.empty();
        }
        var parts = new ArrayList<String>();
        for (var part : name.split("/")) {
            if (part.equals("..")) {
                return Optional.empty();
            }
            if (!part.isEmpty() && !part.equals(".")) {
                parts.add(part);
            }
        }
        return parts.isEmpty() ? Optional.empty() : Optional.of(String.join("/", parts));
    }

    /// The archive's own name without its endings.
    static String stem(String fileName) {
        return fileName.replaceFirst("(?i)\\.(tar\\.gz|tgz|tar|zip|jex\\.gz|jex|gz)$", "");
    }
}
