package org.odradek.store.edit;

import org.jspecify.annotations.Nullable;
import org.odradek.core.action.ItemKind;
import org.odradek.core.entry.ItemId;

import java.util.List;

/// What a new note or task is made with.
///
/// @param notebookPath null for the inbox; missing notebooks are made
/// @param due          ISO date or local date-time; likewise `reminder`
/// @param repeat       rule as in RFC 5545
/// @param repeatFrom   `due` or `done`
public record NewItem(
        ItemKind kind,
        String title,
        String body,
        @Nullable String notebookPath,
        List<String> tags,
        @Nullable String due,
        @Nullable String reminder,
        String priority,
        @Nullable String repeat,
        String repeatFrom,
        @Nullable ItemId parent) {
    public NewItem {
        tags = List.copyOf(tags);
    }

    public static NewItem note(String title, String body) {
        return new NewItem(
                ItemKind.NOTE, title, body, null, List.of(), null, null, "none", null, "due", null);
    }

    public static NewItem task(String title) {
        return new NewItem(
                ItemKind.TASK, title, "", null, List.of(), null, null, "none", null, "due", null);
    }

    public NewItem in(@Nullable String path) {
        return new NewItem(
                kind, title, body, path, tags, due, reminder, priority, repeat, repeatFrom, parent);
    }

    public NewItem tagged(List<String> newTags) {
        return new NewItem(
                kind,
                title,
                body,
                notebookPath,
                newTags,
                due,
                reminder,
                priority,
                repeat,
                repeatFrom,
                parent);
    }
}
