package org.odradek.app.editor.surface;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import com.github.difflib.patch.Patch;

import java.util.ArrayList;
import java.util.List;

/// Small sets of splices that turn one text into another. Pure.
public final class Splices {
    private Splices() {}

    /// What changed between two texts: by lines, and within a line from the first to the last
    /// differing character, so that an unchanged word keeps its identity.
    public static List<Splice> between(String before, String after) {
        int prefix = commonPrefix(before, after);
        int suffix = commonSuffix(before, after, prefix);
        String from = before.substring(prefix, before.length() - suffix);
        String to = after.substring(prefix, after.length() - suffix);
        if (from.isEmpty() && to.isEmpty()) {
            return List.of();
        }
        if (from.indexOf('\n') < 0 || to.indexOf('\n') < 0) {
            return List.of(new Splice(prefix, from.length(), to));
        }
        // The lines are diffed whole, so the trimmed ends are given back to them.
        int lineStart = before.lastIndexOf('\n', Math.max(0, prefix - 1)) + 1;
        int start = prefix == 0 ? 0 : Math.min(prefix, lineStart);
        return byLines(
                before.substring(start, before.length() - suffix),
                after.substring(start, after.length() - suffix),
                start);
    }

    private static List<Splice> byLines(String before, String after, int start) {
        List<String> from = lines(before);
        List<String> to = lines(after);
        Patch<String> patch = DiffUtils.diff(from, to);
        List<Splice> splices = new ArrayList<>();
        int at = start;
        int line = 0;
        for (AbstractDelta<String> delta : patch.getDeltas()) {
            int changedLine = delta.getSource().getPosition();
            for (; line < changedLine; line++) {
                at += from.get(line).length();
            }
            List<String> gone = delta.getSource().getLines();
            List<String> come = delta.getTarget().getLines();
            at = change(gone, come, at, splices);
            line += gone.size();
        }
        return List.copyOf(splices);
    }

    private static int change(
            List<String> gone, List<String> come, int start, List<Splice> splices) {
        int at = start;
        if (gone.size() == come.size()) {
            for (int i = 0; i < gone.size(); i++) {
                trimmed(gone.get(i), come.get(i), at, splices);
                at += come.get(i).length();
            }
            return at;
        }
        String to = String.join("", come);
        trimmed(String.join("", gone), to, at, splices);
        return at + to.length();
    }

    private static void trimmed(String before, String after, int start, List<Splice> splices) {
        int prefix = commonPrefix(before, after);
        int suffix = commonSuffix(before, after, prefix);
        int deleted = before.length() - suffix - prefix;
        String inserted = after.substring(prefix, after.length() - suffix);
        if (deleted > 0 || !inserted.isEmpty()) {
            splices.add(new Splice(start + prefix, deleted, inserted));
        }
    }

    /// The lines with their line feeds, so that joining them gives the text.
    private static List<String> lines(String text) {
        List<String> lines = new ArrayList<>();
        int start = 0;
        while (start < text.length()) {
            int end = text.indexOf('\n', start) + 1;
            if (end == 0) {
                end = text.length();
            }
            lines.add(text.substring(start, end));
            start = end;
        }
        return lines;
    }

    private static int commonPrefix(String a, String b) {
        int n = Math.min(a.length(), b.length());
        int i = 0;
        while (i < n && a.charAt(i) == b.charAt(i)) {
            i++;
        }
        // A surrogate pair is never cut.
        return i > 0 && i < n && Character.isHighSurrogate(a.charAt(i - 1)) ? i - 1 : i;
    }

    private static int commonSuffix(String a, String b, int prefix) {
        int n = Math.min(a.length(), b.length()) - prefix;
        int i = 0;
        while (i < n && a.charAt(a.length() - 1 - i) == b.charAt(b.length() - 1 - i)) {
            i++;
        }
        return i > 0 && i < n && Character.isLowSurrogate(a.charAt(a.length() - i)) ? i - 1 : i;
    }
}
