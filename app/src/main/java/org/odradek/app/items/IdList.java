package org.odradek.app.items;

import org.odradek.core.entry.ItemId;

import java.util.List;

/// Turns the list on screen into another one by the smallest change in one place, so that what is chosen and how far one has
/// scrolled stay as they are.
final class IdList {
    private IdList() {}

    static void become(List<ItemId> shown, List<ItemId> wanted) {
        int shorter = Math.min(shown.size(), wanted.size());
        int prefix = 0;
        while (prefix < shorter && shown.get(prefix).equals(wanted.get(prefix))) {
            prefix++;
        }
        int suffix = 0;
        while (suffix < shorter - prefix
                && shown.get(shown.size() - 1 - suffix)
                        .equals(wanted.get(wanted.size() - 1 - suffix))) {
            suffix++;
        }
        int gone = shown.size() - suffix;
        var come = wanted.subList(prefix, wanted.size() - suffix);
        if (prefix < gone) {
            shown.subList(prefix, gone).clear();
        }
        if (!come.isEmpty()) {
            shown.addAll(prefix, come);
        }
    }
}
