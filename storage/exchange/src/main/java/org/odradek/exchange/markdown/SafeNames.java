package org.odradek.exchange.markdown;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// Names of one folder that every file system takes and that are all different, also where case does not count.
final class SafeNames {
    /// The limit of ext4, APFS and NTFS alike, counted in UTF-8 to be on the safe side.
    private static final int NAME_BYTES_MAX = 255;

    private static final Pattern DEVICE =
            Pattern.compile(
                    "(?i)(con|prn|aux|nul|com[0-9\u00b9\u00b2\u00b3]|lpt[0-9\u00b9\u00b2\u00b3])(\\..*)?");
    private static final Pattern UNPORTABLE = Pattern.compile("[\\\\/:*?\"<>|\\p{Cntrl}\\x7f]");
    private static final Pattern UNUSABLE = Pattern.compile("[/\\p{Cntrl}\\x7f]");

    private final boolean caseCounts;
    private final boolean portableOnly;
    private final Set<String> taken = new HashSet<>();

    /// @param caseCounts whether the file system tells `a` from `A`
    /// @param portableOnly whether names that are not portable are impossible here (Windows)
    SafeNames(boolean caseCounts, boolean portableOnly) {
        this.caseCounts = caseCounts;
        this.portableOnly = portableOnly;
    }

    /// A name that is free and is then taken.
    ///
    /// @param wanted the title or name, whatever it holds
    /// @param ending is put after it
    /// @param wasFile it was a file's name already: only what cannot stand here is changed
    String take(String wanted, String ending, boolean wasFile) {
        var base = wasFile && !portableOnly ? usable(wanted) : portable(wanted, ending);
        var exact = wasFile && caseCounts;
        for (var number = 1; ; number++) {
            var suffix = (number == 1 ? "" : " " + number) + ending;
            var name = cut(base, NAME_BYTES_MAX - bytes(suffix)) + suffix;
            var isFree =
                    exact
                            ? !taken.contains(name)
                            : !taken.contains(name) && !taken.contains(folded(name));
            if (isFree) {
                taken.add(name);
                taken.add(folded(name));
                return name;
            }
        }
    }

    private static String portable(String wanted, String ending) {
        var name = UNPORTABLE.matcher(wanted).replaceAll("_").strip();
        name = name.replaceFirst("^\\.+", "_");
        if (ending.isEmpty()) {
            name = name.replaceFirst("[. ]+$", "");
        }
        if (DEVICE.matcher(name).matches()) {
            name = "_" + name;
        }
        return name.isEmpty() ? "Untitled" : name;
    }

    private static String usable(String wanted) {
        var name = UNUSABLE.matcher(wanted).replaceAll("_");
        var hides = name.startsWith(".") || name.isEmpty();
        return hides ? "_" + name : name;
    }

    private static String cut(String name, int bytesMax) {
        var end = name.length();
        while (bytes(name.substring(0, end)) > bytesMax) {
            end = name.offsetByCodePoints(end, -1);
        }
        return name.substring(0, end);
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static String folded(String name) {
        return "\0" + Normalizer.normalize(name, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    }
}
