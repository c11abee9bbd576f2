package org.odradek.store.view;

import org.odradek.core.action.WriteId;
import org.odradek.core.conflict.ConflictId;
import org.odradek.core.text.BodyEventId;

import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;

/// One item with its body, and what an edit of it is made upon.
///
/// @param position  the view's position of all that is here
/// @param frontier  the version of the body, which an [org.odradek.core.action.Action.EditBody] names as its parents
/// @param heads     the writes now shown per field name, which a write to that field replaces
/// @param conflicts open conflicts, in the order of the conflicts list
/// @param createdBy display name of the device that made it; likewise `updatedBy`
public record ItemDetail(
        ViewPosition position,
        ItemRow row,
        String body,
        SortedSet<BodyEventId> frontier,
        SortedMap<String, SortedSet<WriteId>> heads,
        List<AttachmentRow> attachments,
        List<ConflictId> conflicts,
        String createdBy,
        String updatedBy) {}
