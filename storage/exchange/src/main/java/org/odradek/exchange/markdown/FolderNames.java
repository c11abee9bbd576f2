package org.odradek.exchange.markdown;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Which folder stands for which path: every part of a path gets a safe name once, and keeps it.
final class FolderNames {
    private final boolean caseCounts;
    private final boolean portableOnly;
    private final Map<String, SafeNames> namesByFolder = new HashMap<>();
    private final Map<String, String> folderByWanted = new HashMap<>();

    FolderNames(boolean caseCounts, boolean portableOnly) {
        this.caseCounts = caseCounts;
        this.portableOnly = portableOnly;
    }

    /// The folder, relative to the root with `/` between its parts, that stands for this path.
    String folder(List<String> path, boolean wasFolder) {
        var folder = "";
        for (var part : path) {
            var parent = folder;
            folder =
                    folderByWanted.computeIfAbsent(
                            parent + "\0" + part,
                            key -> join(parent, in(parent).take(part, "", wasFolder)));
        }
        return folder;
    }

    /// A free file name in that folder.
    String file(String folder, String wanted, String ending, boolean wasFile) {
        return join(folder, in(folder).take(wanted, ending, wasFile));
    }

    private SafeNames in(String folder) {
        return namesByFolder.computeIfAbsent(
                folder, key -> new SafeNames(caseCounts, portableOnly));
    }

    private static String join(String folder, String name) {
        return folder.isEmpty() ? name : folder + "/" + name;
    }
}
