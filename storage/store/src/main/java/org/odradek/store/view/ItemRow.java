package org.odradek.store.view;

import org.jspecify.annotations.Nullable;
import org.odradek.core.action.ItemKind;
import org.odradek.core.action.Value.State;
import org.odradek.core.entry.ItemId;

import java.util.List;

/// One line of a list: all that a row shows, without the body. Of disputed fields it holds the provisional winner.
///
/// @param notebook       null in the inbox
/// @param status         null for a note
/// @param due            ISO date or local date-time; likewise `reminder`
/// @param completedOn    ISO local date on which the task was done
/// @param repeat         rule as in RFC 5545, without `RRULE:`
/// @param createdMs      ms since 1970
/// @param updatedMs      ms since 1970 of the newest edit by a person or an import
/// @param snippet        first 200 characters of the body after the title, white space folded
/// @param subtasksDone   of `subtasks`
/// @param conflicts      open conflicts of this item
/// @param waitingSinceMs when its oldest undelivered edit was made; 0 when all are delivered
/// @param orderKey       fractional key of the manual order
public record ItemRow(
        ItemId id,
        ItemKind kind,
        String title,
        @Nullable ItemId notebook,
        @Nullable String notebookPath,
        List<String> tags,
        boolean pinned,
        @Nullable State status,
        @Nullable String due,
        @Nullable String reminder,
        @Nullable String completedOn,
        String priority,
        @Nullable String repeat,
        String repeatFrom,
        @Nullable ItemId parent,
        boolean trashed,
        long createdMs,
        long updatedMs,
        String snippet,
        int subtasks,
        int subtasksDone,
        int attachments,
        int conflicts,
        long waitingSinceMs,
        String orderKey) {}
