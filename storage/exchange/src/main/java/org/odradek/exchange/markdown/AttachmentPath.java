package org.odradek.exchange.markdown;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The names that attachments go by: a file's path as seen from its note's folder (`photo.png`, `../Attachments/photo.png`).
/// So a note finds its files again wherever its notebook is moved, and relative links stay right.
final class AttachmentPath {
    private AttachmentPath() {}

    /// The path of `file` as seen from `folder`, both relative to the same root.
    static String relative(String folder, String file) {
        var from = parts(folder);
        var to = parts(file);
        var common = 0;
        while (common < from.size()
                && common < to.size() - 1
                && from.get(common).equals(to.get(common))) {
            common++;
        }
        var path = new ArrayList<String>();
        for (var i = common; i < from.size(); i++) {
            path.add("..");
        }
        path.addAll(to.subList(common, to.size()));
        return String.join("/", path);
    }

    /// The parts of `name` as seen from the root, going out from `folder`. Steps above the root stop there.
    static List<String> resolve(List<String> folder, String name) {
        var path = new ArrayList<>(folder);
        for (var part : parts(name.replace('\\', '/'))) {
            if (part.equals("..")) {
                if (!path.isEmpty()) {
                    path.removeLast();
                }
            } else if (!part.equals(".")) {
                path.add(part);
            }
        }
        return path;
    }

    static List<String> parts(String path) {
        return Arrays.stream(path.split("/")).filter(part -> !part.isEmpty()).toList();
    }
}
