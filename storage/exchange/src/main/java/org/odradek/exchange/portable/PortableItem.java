package org.odradek.exchange.portable;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// A note or task on its way in or out.
///
/// @param sourceId what identifies the item in its source: a relative path, or the source's own id
/// @param title at most [ExchangeBounds#TITLE_CHARS_MAX] characters
/// @param body the text as it stands in the source: line ends, byte order mark and front matter included
/// @param notebook names from the top down; empty means no notebook
/// @param tags in the source's order and spelling
/// @param task what only a task has, null for a note
/// @param created null where the source does not know
/// @param updated null where the source does not know
/// @param parent the `sourceId` of the task that this one is a part of
/// @param contentSha256 SHA-256, in lower-case hex, of the body's bytes
public record PortableItem(
        String sourceId,
        String title,
        String body,
        List<String> notebook,
        List<String> tags,
        @Nullable PortableTask task,
        @Nullable Instant created,
        @Nullable Instant updated,
        @Nullable String parent,
        boolean pinned,
        boolean trashed,
        List<PortableFile> files,
        String contentSha256) {
    public PortableItem {
        if (sourceId.isEmpty()) {
            throw new IllegalArgumentException("an item needs an id in its source");
        }
        if (title.length() > ExchangeBounds.TITLE_CHARS_MAX) {
            throw new IllegalArgumentException("title of " + title.length() + " characters");
        }
        notebook = List.copyOf(notebook);
        tags = List.copyOf(tags);
        files = List.copyOf(files);
    }

    /// A note with nothing but a title and a body, to be completed with the `with…` methods.
    public static PortableItem note(String sourceId, String title, String body) {
        return new PortableItem(
                sourceId,
                title,
                body,
                List.of(),
                List.of(),
                null,
                null,
                null,
                null,
                false,
                false,
                List.of(),
                StrictText.sha256(body.getBytes(StandardCharsets.UTF_8)));
    }

    public PortableItem in(List<String> newNotebook) {
        return new PortableItem(
                sourceId,
                title,
                body,
                newNotebook,
                tags,
                task,
                created,
                updated,
                parent,
                pinned,
                trashed,
                files,
                contentSha256);
    }

    public PortableItem tagged(List<String> newTags) {
        return new PortableItem(
                sourceId,
                title,
                body,
                notebook,
                newTags,
                task,
                created,
                updated,
                parent,
                pinned,
                trashed,
                files,
                contentSha256);
    }

    public PortableItem asTask(@Nullable PortableTask newTask) {
        return new PortableItem(
                sourceId,
                title,
                body,
                notebook,
                tags,
                newTask,
                created,
                updated,
                parent,
                pinned,
                trashed,
                files,
                contentSha256);
    }

    public PortableItem at(@Nullable Instant newCreated, @Nullable Instant newUpdated) {
        return new PortableItem(
                sourceId,
                title,
                body,
                notebook,
                tags,
                task,
                newCreated,
                newUpdated,
                parent,
                pinned,
                trashed,
                files,
                contentSha256);
    }

    public PortableItem under(@Nullable String newParent) {
        return new PortableItem(
                sourceId,
                title,
                body,
                notebook,
                tags,
                task,
                created,
                updated,
                newParent,
                pinned,
                trashed,
                files,
                contentSha256);
    }

    public PortableItem marked(boolean newPinned, boolean newTrashed) {
        return new PortableItem(
                sourceId,
                title,
                body,
                notebook,
                tags,
                task,
                created,
                updated,
                parent,
                newPinned,
                newTrashed,
                files,
                contentSha256);
    }

    public PortableItem with(List<PortableFile> newFiles) {
        return new PortableItem(
                sourceId,
                title,
                body,
                notebook,
                tags,
                task,
                created,
                updated,
                parent,
                pinned,
                trashed,
                newFiles,
                contentSha256);
    }

    /// This item with `above` put before its notebook's path.
    public PortableItem below(List<String> above) {
        var path = new ArrayList<>(above);
        path.addAll(notebook);
        return in(path);
    }
}
