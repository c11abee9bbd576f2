package org.odradek.app.capture;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;

/// What a text was understood as.
///
/// @param task whether it is a task, else a note; the person can switch it
/// @param due when it is due
/// @param reminder when to remind, always with a time
/// @param repeat how it repeats
/// @param priority `none`, `low`, `medium` or `high`
/// @param notebook the path of the notebook, its names separated by `/`
/// @param parts in the order of the text, not overlapping
public record Captured(
        String title,
        String body,
        boolean task,
        @Nullable Moment due,
        @Nullable Moment reminder,
        @Nullable Repeat repeat,
        String priority,
        List<String> tags,
        @Nullable String notebook,
        List<Part> parts) {
    /// More than a title needs; what is longer becomes text.
    public static final int TITLE_CHARS_MAX = 500;

    public Captured {
        tags = List.copyOf(tags);
        parts = List.copyOf(parts);
        if (title.length() > TITLE_CHARS_MAX) {
            throw new IllegalArgumentException("A title of " + title.length() + " characters");
        }
    }

    public Optional<Moment> dueMoment() {
        return Optional.ofNullable(due);
    }

    public Optional<Moment> reminderMoment() {
        return Optional.ofNullable(reminder);
    }

    public Optional<Repeat> repeating() {
        return Optional.ofNullable(repeat);
    }

    public Optional<String> notebookPath() {
        return Optional.ofNullable(notebook);
    }
}
